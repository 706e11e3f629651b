package dev.firstvalue.registry.version;

import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.v1.Quarantined;
import java.time.Instant;
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
 * @param rewrittenAt the revision at which main was rewritten last, and everything derived again; 0
 *     if it never was
 * @param knownSince the latest time of the commits so far
 * @param models every event model that could be read, by the revision from which it is in force
 * @param histories by name
 * @param quarantined files of that commit that cannot be used, by path
 */
public record VersionState(
    Optional<ObjectId> commit,
    long revision,
    long rewrittenAt,
    Instant knownSince,
    SortedMap<Long, Model> models,
    SortedMap<String, DefinitionHistory> histories,
    SortedMap<String, Quarantined> quarantined) {
  /** Copies the maps. */
  public VersionState {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    histories = Collections.unmodifiableSortedMap(new TreeMap<>(histories));
    quarantined = Collections.unmodifiableSortedMap(new TreeMap<>(quarantined));
  }

  /** The state of an empty repository. */
  static VersionState empty() {
    return emptyFrom(0);
  }

  /**
   * A state from which another history of main is derived after so many revisions of the old one.
   */
  static VersionState emptyFrom(long revision) {
    return new VersionState(
        Optional.empty(),
        revision,
        revision,
        Instant.EPOCH,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** The event model in force. */
  public Optional<Model> model() {
    return newest(models);
  }

  /** The event model that was in force at a revision; empty before the first. */
  public Optional<Model> modelAt(long asked) {
    return newest(models.headMap(asked + 1));
  }

  private static Optional<Model> newest(SortedMap<Long, Model> row) {
    return row.isEmpty() ? Optional.empty() : Optional.ofNullable(row.get(row.lastKey()));
  }

  /** An event model and the blob that it was read from. */
  public record Model(ObjectId blob, EventModel message) {}
}
