package dev.firstvalue.registry.server;

import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.version.EncodedVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers about what is active now, encoded once a snapshot and name: it is what nearly everybody
 * asks. At most one answer for each definition is kept. Thread-safe.
 */
final class ActiveAnswers {
  private volatile OfSnapshot current = new OfSnapshot(null);

  /** An answer, and the version in it. */
  record Answer(EncodedVersion version, EncodedResponse response) {}

  private static final class OfSnapshot {
    private final @Nullable RegistrySnapshot snapshot;
    private final Map<String, Answer> byName = new ConcurrentHashMap<>();

    OfSnapshot(@Nullable RegistrySnapshot snapshot) {
      this.snapshot = snapshot;
    }
  }

  /**
   * The answer about a name.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException as {@link RegistrySnapshot#active}
   */
  Answer of(RegistrySnapshot snapshot, String name) {
    OfSnapshot kept = current;
    if (kept.snapshot != snapshot) {
      kept = new OfSnapshot(snapshot);
      current = kept;
    }
    Answer known = kept.byName.get(name);
    if (known == null) {
      known = encoded(snapshot, snapshot.active(name));
      kept.byName.put(name, known);
    }
    return known;
  }

  /** An answer that is not kept. */
  static Answer encoded(RegistrySnapshot snapshot, EncodedVersion version) {
    return new Answer(version, EncodedResponse.of(version, rest(snapshot, version).build()));
  }

  /** The answer to whoever has the version already. */
  static EncodedResponse notModified(RegistrySnapshot snapshot, EncodedVersion version) {
    return new EncodedResponse(List.of(), rest(snapshot, version).setNotModified(true).build());
  }

  private static GetActiveDefinitionResponse.Builder rest(
      RegistrySnapshot snapshot, EncodedVersion version) {
    return GetActiveDefinitionResponse.newBuilder()
        .setRegistryRevision(snapshot.revision())
        .setRegistryCommit(snapshot.commit())
        .setEtag(version.etag());
  }
}
