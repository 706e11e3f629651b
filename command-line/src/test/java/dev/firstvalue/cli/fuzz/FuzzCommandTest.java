package dev.firstvalue.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.cli.Run;
import dev.firstvalue.simulation.random.RandomTrials;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
