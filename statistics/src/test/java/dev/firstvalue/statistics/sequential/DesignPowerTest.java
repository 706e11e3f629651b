package dev.firstvalue.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.distribution.Normal;
import org.junit.jupiter.api.Test;

class DesignPowerTest {

  @Test
  void withoutAnEffectPlannedLooksSpendTheirError() {
    for (boolean twoSided : new boolean[] {true, false}) {
      GroupSequential plan = GroupSequential.equallySpaced(4, 0.05, twoSided);
      for (double[] bounds :
          new double[][] {
            plan.pocock(), plan.obrienFleming(), plan.spending(SpendingFunction::pocock)
          }) {
        assertThat(DesignPower.of(plan, bounds, 0).power()).isCloseTo(0.05, within(1e-8));
      }
    }
  }

  @Test
  void oneLookIsThePlainTest() {
    GroupSequential plan = GroupSequential.equallySpaced(1, 0.05, true);
    double[] bounds = plan.pocock();
    double drift = 2.8;
    assertThat(DesignPower.of(plan, bounds, drift).power())
        .isCloseTo(
            Normal.upperTail(1.959963985 - drift) + Normal.upperTail(1.959963985 + drift),
            within(1e-8));
    assertThat(DesignPower.inflation(plan, bounds, 0.8)).isCloseTo(1, within(1e-4));
  }

  @Test
  void theAlwaysValidPOrdersBelowTheSmallestDouble() {
    ConfidenceSequence sequence = ConfidenceSequence.twoSided(0.001, 1e9, 5_000, 0.05);
    assertThat(sequence.anytimeP(0.1, 0.001, 1e9).log10()).isBetween(-2_180.0, -2_160.0);
    assertThat(sequence.anytimeP(0, 0.001, 1e9).value()).isEqualTo(1);
  }
}
