package dev.firstvalue.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.validator.Scope;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ScopeOptionsTest {
  @Command
  static final class AnyCommand {
    @Mixin private ScopeOptions scope;
  }

  @Test
  void aCohortLiesBetweenTwoDays() {
    Scope scope = scope("--since", "2026-01-01", "--until", "2026-01-02");
    assertThat(scope.since()).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(scope.until()).hasValue(Instant.parse("2026-01-02T00:00:00Z"));
  }

  @Test
  void aCohortOfNobodyIsMisuse() {
    for (String until : new String[] {"2025-12-31", "2026-01-01"}) {
      assertThatThrownBy(() -> scope("--since", "2026-01-01", "--until", until))
          .isInstanceOfSatisfying(
              FirstvalueException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID))
          .hasMessageContaining("--since")
          .hasMessageContaining("is not before --until " + until);
    }
  }

  private static Scope scope(String... args) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command).parseArgs(args);
    return command.scope.scope();
  }
}
