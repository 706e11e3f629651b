package dev.firstvalue.registry.report;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidationReport;
import java.io.IOException;
import java.time.Instant;

/** Makes the registry's report of a validator's or an analyzer's. */
public final class StoredReport {
  private StoredReport() {}

  /** A report about a definition. */
  public static Report of(ValidationReport content, Instant recordedAt) {
    return Report.newBuilder()
        .setId(id(content))
        .setSubject(content.getDefinition())
        .setRecordedAt(Timestamps.fromMillis(recordedAt.toEpochMilli()))
        .setValidation(content)
        .build();
  }

  /**
   * A report about an experiment. Its id is the hash of all but the ids of the store's queries: who
   * analyzes the same again has the same report.
   */
  public static Report of(LiftReport content, Instant recordedAt) {
    return Report.newBuilder()
        .setId(id(sameInputs(content)))
        .setSubject(content.getExperiment())
        .setRecordedAt(Timestamps.fromMillis(recordedAt.toEpochMilli()))
        .setLift(content)
        .build();
  }

  /** A lift report without what differs from run to run: the ids of the store's queries. */
  private static LiftReport sameInputs(LiftReport content) {
    LiftReport.Builder same = content.toBuilder();
    if (same.hasProvenance()) {
      same.getProvenanceBuilder().clearQueryIds();
    }
    return same.build();
  }

  /** The hash of the content's bytes, in which maps are sorted by key. */
  static String id(Message content) {
    ByteString.Output bytes = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      content.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory refused a byte", e);
    }
    return ContentHash.of(bytes.toByteString().toByteArray());
  }
}
