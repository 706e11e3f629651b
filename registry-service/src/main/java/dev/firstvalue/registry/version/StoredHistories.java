package dev.firstvalue.registry.version;

import com.google.protobuf.Timestamp;
import dev.firstvalue.registry.v1.HistoryMoment;
import dev.firstvalue.registry.v1.StoredHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Histories as the index keeps them: a {@link StoredHistory}, whose versions are encoded already.
 */
final class StoredHistories {
  private StoredHistories() {}

  /** Some entries of a history, and what became known when. */
  static byte[] write(List<EncodedVersion> entries, List<Moment> moments) {
    StoredHistory.Builder known = StoredHistory.newBuilder();
    for (Moment moment : moments) {
      known.addMoments(
          HistoryMoment.newBuilder()
              .setRevision(moment.revision())
              .setKnownSince(timestamp(moment.knownSince()))
              .setEntries(moment.entries())
              .setStanding(moment.standing().name()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      for (EncodedVersion entry : entries) {
        entry.writeTo(out);
      }
      known.build().writeTo(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory refused a byte", e);
    }
    return out.toByteArray();
  }

  /**
   * The history that was written.
   *
   * @throws IOException if the bytes are no {@link StoredHistory}
   * @throws IllegalArgumentException if they are, and its parts do not fit each other
   */
  static DefinitionHistory read(String name, byte[] bytes) throws IOException {
    StoredHistory stored = StoredHistory.parseFrom(bytes);
    List<EncodedVersion> entries =
        stored.getVersionsList().stream().map(EncodedVersion::of).toList();
    return new DefinitionHistory(
        name, entries, stored.getMomentsList().stream().map(StoredHistories::moment).toList());
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Moment moment(HistoryMoment stored) {
    return new Moment(
        stored.getRevision(),
        Instant.ofEpochSecond(
            stored.getKnownSince().getSeconds(), stored.getKnownSince().getNanos()),
        stored.getEntries(),
        Standing.valueOf(stored.getStanding()));
  }
}
