package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.WorstCase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WorstCaseTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int OPEN = 5;

  private static Backtest backtest(SmallProduct product) {
    return new Backtest(
        new ReferenceFacts(product.events(), List.of()),
        Clock.fixed(SmallProduct.BEGIN.plus(DAY.multipliedBy(400)), ZoneOffset.UTC));
  }

  private static Scope day40() {
    return new Scope(
        Optional.of(SmallProduct.BEGIN.plus(DAY.multipliedBy(40))),
        Optional.empty(),
        Optional.empty());
  }

  /** Mature 3 of 4 retained who reached, 1 of 6 who did not; five of whom nothing is known. */
  private static SmallProduct product() {
    Duration recent = DAY.multipliedBy(38);
    return new SmallProduct()
        .users(3, "free", Map.of("lesson", DAY, "lesson#2", DAY.multipliedBy(9)))
        .users(1, "free", Map.of("lesson", DAY))
        .users(1, "free", Map.of("lesson", DAY.multipliedBy(9)))
        .users(5, "free", Map.of())
        .users(OPEN, "free", recent, Map.of());
  }

  @Test
  void boundsAreThoseOfEveryAnswerThatCouldCome() {
    WorstCase worst =
        backtest(product())
            .run(SmallProduct.subject(PolicySpec.getDefaultInstance()), day40().withBounds())
            .getWorstCase();

    double low = 1;
    double high = -1;
    for (int answers = 0; answers < 1 << (2 * OPEN); answers++) {
      int[] counts = {3, 4, 1, 6};
      for (int i = 0; i < OPEN; i++) {
        boolean reached = (answers >> (2 * i) & 1) == 1;
        boolean retained = (answers >> (2 * i + 1) & 1) == 1;
        counts[reached ? 1 : 3]++;
        counts[reached ? 0 : 2] += retained ? 1 : 0;
      }
      double difference = (double) counts[0] / counts[1] - (double) counts[2] / counts[3];
      low = Math.min(low, difference);
      high = Math.max(high, difference);
    }
    assertThat(worst.getLiftLow()).isCloseTo(low, within(1e-12));
    assertThat(worst.getLiftHigh()).isCloseTo(high, within(1e-12));
    assertThat(worst.getReachLow()).isCloseTo(4.0 / 15, within(1e-12));
    assertThat(worst.getReachHigh()).isCloseTo(9.0 / 15, within(1e-12));
    assertThat(worst.getReachOpen()).isEqualTo(OPEN);
  }

  @Test
  void whatTheLogKnowsOfTheImmatureIsNotImputed() {
    SmallProduct product = product().users(2, "free", DAY.multipliedBy(38), Map.of("lesson", DAY));

    WorstCase worst =
        backtest(product)
            .run(SmallProduct.subject(PolicySpec.getDefaultInstance()), day40().withBounds())
            .getWorstCase();

    assertThat(worst.getReachLow()).isCloseTo(6.0 / 17, within(1e-12));
    assertThat(worst.getReachOpen()).isEqualTo(OPEN);
    assertThat(worst.getLiftOpen()).isEqualTo(OPEN + 2);
  }

  @Test
  void boundsAreGivenOnlyOnRequest() {
    assertThat(
            backtest(product())
                .run(SmallProduct.subject(PolicySpec.getDefaultInstance()), day40())
                .hasWorstCase())
        .isFalse();
  }
}
