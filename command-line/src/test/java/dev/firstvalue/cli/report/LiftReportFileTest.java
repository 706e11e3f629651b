package dev.firstvalue.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.proto.ProtoJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiftReportFileTest {
  @TempDir private Path folder;

  @Test
  void whatAnalyzeWritesIsRead() throws IOException {
    LiftReport report = LiftReport.newBuilder().setExperiment("checklist").setUnit("user").build();

    assertThat(LiftReportFile.read(file(ProtoJson.printReport(report)))).isEqualTo(report);
  }

  @Test
  void whatIsNoReportOfAnExperimentIsNamed() throws IOException {
    assertCode(ErrorCode.FILE_NOT_FOUND, () -> LiftReportFile.read(folder.resolve("none.json")));
    for (String other : new String[] {"", "no json", "[]", "{\"definition\": \"lessons\"}", "{}"}) {
      Path file = file(other);
      assertCode(ErrorCode.ARGUMENT_INVALID, () -> LiftReportFile.read(file));
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("report.json"), text);
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FirstvalueException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
