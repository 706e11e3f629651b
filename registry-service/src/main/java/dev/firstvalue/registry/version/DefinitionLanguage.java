package dev.firstvalue.registry.version;

import dev.firstvalue.definition.v1.EventModel;

/** How the registry learns what a document means. */
public interface DefinitionLanguage {
  /**
   * Names the language and the way of hashing meanings. Another name makes the registry derive its
   * versions again.
   */
  String fingerprint();

  /** Reads an event model. */
  Reading<EventModel> eventModel(String path, byte[] bytes);

  /** Reads a definition and binds it to an event model. */
  Reading<Meaning> definition(String path, byte[] bytes, EventModel model);
}
