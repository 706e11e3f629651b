package dev.firstvalue.cli.report;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.proto.ProtoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A lift report that {@code analyze --format json} has written. */
final class LiftReportFile {
  private LiftReportFile() {}

  static LiftReport read(Path file) {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new FirstvalueException(
          Files.exists(file) ? ErrorCode.FILE_UNREADABLE : ErrorCode.FILE_NOT_FOUND,
          file.toString(),
          Files.exists(file)
              ? "the file cannot be read: " + e.getMessage()
              : "there is no such file",
          "Name a report that `firstvalue analyze EXPERIMENT --format json` has written");
    }
    LiftReport.Builder report = LiftReport.newBuilder();
    try {
      ProtoJson.merge(json, report);
    } catch (InvalidProtocolBufferException e) {
      throw notOne(file, String.valueOf(e.getMessage()));
    }
    if (report.getExperiment().isEmpty()) {
      throw notOne(file, "it names no experiment");
    }
    return report.build();
  }

  private static FirstvalueException notOne(Path file, String why) {
    return new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "--evidence",
        file + " is no lift report: " + why,
        "Name a report that `firstvalue analyze EXPERIMENT --format json` has written");
  }
}
