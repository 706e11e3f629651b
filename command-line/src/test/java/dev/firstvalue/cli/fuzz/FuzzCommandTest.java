package dev.firstvalue.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.simulation.random.RandomTrials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FuzzCommandTest {
  @TempDir private Path home;

  @Test
  void aRunThatFindsNothingIsFine() {
    Run run =
        Run.of(
            "fuzz", "--cases", "3", "--seed", "134", "--format", "json", "--home", home.toString());
    JsonObject result = JsonParser.parseString(run.out()).getAsJsonObject();

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("seed 134");
    assertThat(result.get("cases").getAsInt()).isEqualTo(3);
    assertThat(result.has("failure")).isFalse();
  }

  @Test
  void noCaseIsMisuse() {
    assertThat(Run.of("fuzz", "--cases", "0").exit()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsNotThereIsTheEnvironment() {
    assertThat(Run.of("fuzz", "--cases", "1", "--store", "http://localhost:1").exit()).isEqualTo(3);
  }

  @Test
  void aLogIsToldEveryHalfMinuteHowFastItGoes() {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new FuzzCommand()).setErr(new PrintWriter(err));
    AtomicLong seconds = new AtomicLong();
    FuzzProgress progress =
        new FuzzProgress(
            Terminal.of(line.getCommandSpec()),
            false,
            5_000,
            () -> TimeUnit.SECONDS.toNanos(seconds.get()));

    for (int done = 1; done <= 50; done++) {
      seconds.addAndGet(2);
      progress.compared(done);
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "15 of 5,000 cases, 0.5 a second",
            "30 of 5,000 cases, 0.5 a second",
            "45 of 5,000 cases, 0.5 a second");
  }

  @Test
  void aDifferenceIsPrintedAsFilesWithItsSeed() {
    FuzzResult result =
        new FuzzResult(
            7,
            3,
            2,
            Optional.of(
                new FuzzResult.Failure(
                    9, RandomTrials.of(9), List.of("hits: the store lacks [x] and has []"))));

    assertThat(result.write(FuzzFormat.TEXT))
        .contains(
            "hits: the store lacks [x] and has []",
            "# event-model.yaml",
            "# definitions/the-definition.yaml",
            "# events.csv",
            "firstvalue fuzz --seed 9 --cases 1",
            "seed 7: 3 cases compared, somebody qualified in 2; the store differs");
    JsonObject failure =
        JsonParser.parseString(result.write(FuzzFormat.JSON))
            .getAsJsonObject()
            .getAsJsonObject("failure");
    assertThat(failure.getAsJsonObject("files").keySet()).contains("events.csv");
  }
}
