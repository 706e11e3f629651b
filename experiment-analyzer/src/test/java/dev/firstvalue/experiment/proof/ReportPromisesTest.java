package dev.firstvalue.experiment.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@link LongRun}: gross errors show in few draws. */
class ReportPromisesTest {
  private static final int DRAWS = 20;

  static List<Promise> promises() {
    return LongRun.promises();
  }

  @ParameterizedTest
  @MethodSource("promises")
  void aPromiseIsKeptUpToTheNoiseOfFewDraws(Promise promise) {
    double rate = promise.rate(DRAWS);

    assertThat(promise.keptBut(rate, DRAWS))
        .as("%s, %s: %s, got %s", promise.regime(), promise.what(), promise.words(), rate)
        .isTrue();
  }
}
