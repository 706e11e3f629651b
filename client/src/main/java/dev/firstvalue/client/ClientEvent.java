package dev.firstvalue.client;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.DefinitionVersion;
import java.nio.file.Path;

/** What a client tells its program. */
public sealed interface ClientEvent {
  /**
   * The state changed.
   *
   * @param why what happened, in a sentence
   */
  record StateChanged(ClientState from, ClientState to, String why) implements ClientEvent {}

  /** Another version or revision of a definition is active now. */
  record DefinitionChanged(DefinitionVersion from, DefinitionVersion to) implements ClientEvent {}

  /** A definition that was served is not any more: the registry answers with an error. */
  record DefinitionGone(String name, FirstvalueException error) implements ClientEvent {}

  /** A file of the cache is damaged or from elsewhere, and was not used. */
  record CacheIgnored(Path file, String why) implements ClientEvent {}

  /** The cache cannot be written: the next start may have no last good answer. */
  record CacheUnwritable(Path file, String why) implements ClientEvent {}
}
