package dev.firstvalue.registry.version;

import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.v1.Quarantined;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Everything that follows from main up to one commit. Immutable.
 *
 * @param commit the commit; empty before the first
 * @param revision rises with every commit on main, never falls
 * @param model the last event model that could be read
 * @param histories by name
 * @param quarantined files of that commit that cannot be used, by path
 */
public record VersionState(
    Optional<ObjectId> commit,
    long revision,
    Optional<Model> model,
    SortedMap<String, DefinitionHistory> histories,
    SortedMap<String, Quarantined> quarantined) {
  /** Copies the maps. */
  public VersionState {
    histories = Collections.unmodifiableSortedMap(new TreeMap<>(histories));
    quarantined = Collections.unmodifiableSortedMap(new TreeMap<>(quarantined));
  }

  /** The state of an empty repository. */
  static VersionState empty() {
    return new VersionState(
        Optional.empty(), 0, Optional.empty(), new TreeMap<>(), new TreeMap<>());
  }

  /** An event model and the blob that it was read from. */
  public record Model(ObjectId blob, EventModel message) {}
}
