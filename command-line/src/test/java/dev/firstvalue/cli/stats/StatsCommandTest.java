package dev.firstvalue.cli.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsCommandTest {
  @TempDir private Path folder;

  @Test
  void aPublishedExperimentIsRecomputed() {
    Run run =
        Run.of(
            "stats",
            "two_proportion_z",
            "x1=8502",
            "n1=44700",
            "x2=8279",
            "n2=45489",
            "direction=arm2-arm1");
    assertThat(run.exit()).isZero();
    JsonObject result =
        JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("result");
    assertThat(result.get("z_pooled").getAsDouble()).isEqualTo(-3.164, within(5e-4));
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void anUnknownMethodIsMisuse() {
    assertThat(Run.of("stats", "no_such_method", "x=1").exit()).isEqualTo(2);
    assertThat(Run.of("stats", "one_proportion_ci95", "x").exit()).isEqualTo(2);
    assertThat(Run.of("stats", "one_proportion_ci95", "x=5", "n=2").exit()).isEqualTo(2);
    assertThat(Run.of("stats").exit()).isEqualTo(2);
  }

  @Test
  void aBatchAnswersALineForALineAndBadOnesDoNotStopIt() throws IOException {
    Path cases = folder.resolve("cases.jsonl");
    Files.write(
        cases,
        List.of(
            "{\"method\":\"one_proportion_ci95\",\"inputs\":{\"x\":81,\"n\":263}}",
            "not json",
            "[1]",
            "{\"method\":\"no_such_method\",\"inputs\":{}}",
            "",
            "{\"method\":\"one_proportion_ci95\",\"inputs\":{\"x\":0,\"n\":10}}"));
    Run run = Run.of("stats", "--batch", cases.toString());
    assertThat(run.exit()).isEqualTo(1);
    List<JsonObject> lines =
        run.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    assertThat(lines).hasSize(5);
    assertThat(lines)
        .extracting(line -> line.has("result"))
        .containsExactly(true, false, false, false, true);
    assertThat(lines)
        .extracting(line -> line.has("error"))
        .containsExactly(false, true, true, true, false);
  }

  @Test
  void aGoodBatchIsFine() throws IOException {
    Path cases = folder.resolve("cases.jsonl");
    Files.writeString(cases, "{\"method\":\"one_proportion_ci95\",\"inputs\":{\"x\":1,\"n\":9}}\n");
    assertThat(Run.of("stats", "--batch", cases.toString()).exit()).isZero();
    assertThat(Run.of("stats", "--batch", folder.resolve("absent").toString()).exit()).isEqualTo(2);
  }
}
