package dev.firstvalue.statistics.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EffectSetTest {

  @Test
  void theSetTakesEachOfItsShapes() {
    assertThat(EffectSet.ofQuadratic(1, 0, -1)).isEqualTo(new EffectSet.Between(-1, 1));
    assertThat(EffectSet.ofQuadratic(-1, 0, 1)).isEqualTo(new EffectSet.Outside(-1, 1));
    assertThat(EffectSet.ofQuadratic(-1, 0, -1)).isEqualTo(new EffectSet.Everything());
    assertThat(EffectSet.ofQuadratic(1, 0, 1)).isEqualTo(new EffectSet.Nothing());
    assertThat(EffectSet.ofQuadratic(0, 1, 4)).isEqualTo(new EffectSet.From(2));
    assertThat(EffectSet.ofQuadratic(0, -1, 4)).isEqualTo(new EffectSet.UpTo(-2));
    assertThat(EffectSet.ofQuadratic(0, 0, -1)).isEqualTo(new EffectSet.Everything());
    assertThat(EffectSet.ofQuadratic(0, 0, 1)).isEqualTo(new EffectSet.Nothing());
  }

  @Test
  void whatIsInTheSetFulfilsTheInequality() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      double a = random.nextInt(-3, 4);
      double b = random.nextInt(-3, 4);
      double c = random.nextInt(-3, 4);
      double beta = random.nextDouble(-5, 5);
      double value = a * beta * beta - 2 * b * beta + c;
      if (Math.abs(value) > 1e-6) {
        assertThat(EffectSet.ofQuadratic(a, b, c).contains(beta))
            .as("%s, %s, %s at %s", a, b, c, beta)
            .isEqualTo(value < 0);
      }
    }
  }

  @Test
  void theSetIsBoundedExactlyWhereTheFirstStageIsSignificant() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 500; i++) {
      ArmPairs one = arm(random);
      ArmPairs two = arm(random);
      InstrumentalEstimate estimate = InstrumentalEstimate.of(one, two);
      boolean strong = estimate.firstStageF().orElseThrow() > 1.959963984540054 * 1.959963984540054;
      assertThat(estimate.set(0.95) instanceof EffectSet.Between).isEqualTo(strong);
      // 0 is in the set exactly where the test of no effect does not reject
      assertThat(estimate.set(0.95).contains(0)).isEqualTo(estimate.pValue().value() >= 0.05);
    }
  }

  private static ArmPairs arm(SplittableRandom random) {
    long treated = 20L + random.nextInt(60);
    long positive = 20L + random.nextInt(60);
    long least = Math.max(0, treated + positive - 100);
    long both = least + random.nextInt((int) (Math.min(treated, positive) - least) + 1);
    return ArmPairs.ofCounts(both, treated, positive, 100);
  }

  @Test
  void sumsAndCountsAreOne() {
    ArmPairs counts = ArmPairs.ofCounts(20, 40, 50, 100);
    ArmPairs sums = ArmPairs.ofSums(100, 50, 40, 50, 40, 20);
    assertThat(sums.varianceY()).isCloseTo(counts.varianceY(), within(1e-16));
    assertThat(sums.covariance()).isCloseTo(counts.covariance(), within(1e-16));
    assertThatThrownBy(() -> ArmPairs.ofCounts(45, 40, 50, 100))
        .hasMessage("treatedPositive: 45 (expected: between 0 and 40)");
    assertThatThrownBy(() -> ArmPairs.ofCounts(0, 60, 50, 100))
        .hasMessage("treatedPositive: 0 (expected: at least 10)");
  }

  @Test
  void armsThatMoveNothingSayNothing() {
    InstrumentalEstimate none =
        InstrumentalEstimate.of(ArmPairs.ofCounts(0, 0, 50, 100), ArmPairs.ofCounts(0, 0, 40, 100));
    assertThat(none.wald()).isEmpty();
    assertThat(none.firstStageF()).isEmpty();
    assertThat(none.set(0.95)).isEqualTo(new EffectSet.Everything());
  }
}
