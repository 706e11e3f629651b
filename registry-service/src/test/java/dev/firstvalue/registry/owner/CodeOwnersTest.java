package dev.firstvalue.registry.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeOwnersTest {
  private static final String TEAM =
      """
      # Who is asked when what changes.
      *                              @lingo/data     # everything else
      /policy.yaml                   @lingo/data lead@lingo.example
      /definitions/                  @lingo/growth
      /definitions/paid-*.yaml       @lingo/money
      /definitions/free.yaml
      experiments/**/*.yaml          @ana
      """;

  @ParameterizedTest
  @CsvSource({
    "event-model.yaml, @lingo/data",
    "policy.yaml, @lingo/data lead@lingo.example",
    "definitions/lessons.yaml, @lingo/growth",
    "definitions/paid-twice.yaml, @lingo/money",
    "definitions/free.yaml, ''",
    "experiments/gate.yaml, @ana",
    "drafts/policy.yaml, @lingo/data"
  })
  void theLastPatternThatMatchesCounts(String path, String owners) throws CodeOwnersException {
    assertThat(String.join(" ", CodeOwners.parse(TEAM).of(path).orElseThrow())).isEqualTo(owners);
  }

  @Test
  void aFileThatNoPatternMatchesIsNotSpokenOf() throws CodeOwnersException {
    assertThat(CodeOwners.parse("/policy.yaml @a\n").of("event-model.yaml")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[Section]", "^[Section][2] @a", "!x @a", "a[bc] @a", "x growth", "x @"})
  void whatIsNotReadIsRefusedWithItsLine(String line) {
    CodeOwnersException refused =
        catchThrowableOfType(
            CodeOwnersException.class, () -> CodeOwners.parse("* @a\n" + line + "\n"));
    assertThat(refused.line()).isEqualTo(2);
  }
}
