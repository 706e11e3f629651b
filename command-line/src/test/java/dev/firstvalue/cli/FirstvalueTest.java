package dev.firstvalue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.cli.terminal.ExitCode;
import dev.firstvalue.definition.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FirstvalueTest {
  static Stream<String> commands() {
    return Firstvalue.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItselfByExample(String command) {
    Run run = Run.of(command, "--help");
    assertThat(run.exit()).isEqualTo(ExitCode.FINE);
    assertThat(run.out()).contains("Usage: firstvalue " + command, "  firstvalue " + command);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownFlagIsMisuse(String command) {
    Run run = Run.of(command, "--frmat");
    assertThat(run.exit()).isEqualTo(ExitCode.MISUSE);
    assertThat(run.err()).contains("See: firstvalue " + command + " --help");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theNearestCommandIsSuggested() {
    Run run = Run.of("backtes");
    assertThat(run.exit()).isEqualTo(ExitCode.MISUSE);
    assertThat(run.err()).contains("Did you mean").contains("backtest");
  }

  @Test
  void theNearestFlagIsSuggested() {
    Run run = Run.of("lint", "--fromat", "json");
    assertThat(run.exit()).isEqualTo(ExitCode.MISUSE);
    assertThat(run.err()).contains("--format");
  }

  @Test
  void noCommandIsMisuse() {
    assertThat(Run.of().exit()).isEqualTo(ExitCode.MISUSE);
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(Run.of("--version").out()).startsWith("firstvalue ").doesNotContain("${");
  }

  @Test
  void aTerminalObeysNothingThatAnErrorQuotes() {
    Run run = Run.of("lint", "no\u001b[31mfolder");
    assertThat(run.exit()).isEqualTo(ExitCode.MISUSE);
    assertThat(run.err()).contains("\\u{1b}").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyErrorHasItsSection(ErrorCode code) throws IOException {
    assertThat(Files.readAllLines(Path.of("../docs/errors.md"))).contains("### " + code.id());
  }
}
