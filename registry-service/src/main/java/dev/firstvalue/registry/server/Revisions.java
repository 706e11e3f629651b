package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistrySnapshot;
import java.util.Map;

/** Holds reads to the revision that a client has seen already. */
final class Revisions {
  private Revisions() {}

  /**
   * The snapshot, if it is new enough.
   *
   * @throws FirstvalueException REVISION_NOT_REACHED
   */
  static RegistrySnapshot atLeast(RegistrySnapshot snapshot, long revision) {
    if (snapshot.revision() >= revision) {
      return snapshot;
    }
    throw new FirstvalueException(
        ErrorCode.REVISION_NOT_REACHED,
        "revision " + revision,
        "this registry is at revision " + snapshot.revision(),
        "Try again: a replica follows within seconds. If it never does, its main was rewritten or"
            + " it follows another repository",
        Map.of("asked", Long.toString(revision), "found", Long.toString(snapshot.revision())));
  }
}
