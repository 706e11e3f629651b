package dev.firstvalue.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
  @TempDir private Path directory;

  @Test
  void aWorldComesWithItsTruthAndTheDocumentsThatBacktestIt() throws IOException {
    Run run = simulate("--world", "hidden", "--entities", "30");

    assertThat(run.exit()).isEqualTo(ExitCode.FINE);
    assertThat(run.out())
        .startsWith("written: ")
        .contains("events.csv", "truth.json", "definitions");
    assertThat(directory.resolve("exposures.csv")).doesNotExist();
    assertThat(Files.readString(directory.resolve("truth.json")))
        .contains("\"world\": \"HIDDEN\"", "\"causalEffect\": 0.0");
    assertThat(Run.of("lint", directory.toString()).out()).isEqualTo("0 errors, 0 warnings\n");
  }

  @Test
  void withoutAWorldItIsLingoWithItsExposures() {
    assertThat(simulate("--entities", "5").out()).contains("exposures.csv").doesNotContain("yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "--world NOWHERE, NOWHERE",
    "--world THINNED --immature 0.6, --immature: 0.6 (expected: 0 to 0.5)",
    "--drift, --drift and --immature belong to a --world",
    "--immature 0.1, --drift and --immature belong to a --world",
    "--world TASTE --entities 0, --entities: 0 (expected: at least 1)"
  })
  void whatCannotBeMadeUpIsRefused(String arguments, String message) {
    Run run = simulate(arguments.split(" ", -1));

    assertThat(run.exit()).isEqualTo(ExitCode.MISUSE);
    assertThat(run.err()).contains(message);
    assertThat(directory).isEmptyDirectory();
  }

  private Run simulate(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "simulate";
    all[1] = "--out";
    all[2] = directory.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Run.of(all);
  }
}
