package dev.firstvalue.statistics.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@link LongRun}: gross errors show in few draws. */
class PromisesTest {

  private static final int DRAWS = 400;

  static List<Scenario> scenarios() {
    return LongRun.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aPromiseIsKeptUpToTheNoiseOfFewDraws(Scenario scenario) {
    double rate = scenario.rate(DRAWS);
    assertThat(scenario.promise().keptBut(rate, DRAWS))
        .as(
            "%s, %s: %s, got %s",
            scenario.method(), scenario.regime(), scenario.promise().words(), rate)
        .isTrue();
  }
}
