package dev.firstvalue.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.power.ConditionalPower;
import java.util.List;
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

  /**
   * R 4.2.2: boundaries of rpact 3.3.4, {@code getDesignGroupSequential(alpha = .05, sided,
   * informationRates, typeOfDesign = "asOF" or "asP")}; the chance of leaving them, given the place
   * of the walk at a look, by mvtnorm 1.1-3, {@code 1 - pmvnorm(lower, upper, mean, sigma,
   * algorithm = Miwa(steps = 4096))}.
   */
  @Test
  void whatLooksAreLeftForIsTheChanceOfCrossingAnyOfTheirBoundaries() {
    GroupSequential quarters = GroupSequential.equallySpaced(4, 0.05, true);
    double[] bounds = quarters.spending(SpendingFunction::obrienFleming);
    GroupSequential oneSided = new GroupSequential(List.of(0.4, 0.7, 1.0), 0.05, false);
    double[] pocock = oneSided.spending(SpendingFunction::pocock);

    assertThat(DesignPower.given(quarters, bounds, 2, 1.1, 2.8).power())
        .isCloseTo(0.5959014138420475, within(1e-5));
    assertThat(DesignPower.given(quarters, bounds, 1, 2.0, 0).power())
        .isCloseTo(0.1438914193396298, within(1e-5));
    assertThat(DesignPower.given(oneSided, pocock, 1, -0.3, 2.2).power())
        .isCloseTo(0.1351047766396644, within(1e-5));
  }

  /** With one look left it is Lan and Wittes's, at that look's own boundary. */
  @Test
  void beforeTheLastLookItIsTheConditionalPowerOfItsBoundary() {
    GroupSequential quarters = GroupSequential.equallySpaced(4, 0.05, true);
    double[] bounds = quarters.spending(SpendingFunction::obrienFleming);
    DesignPower left = DesignPower.given(quarters, bounds, 3, 1.1, 2.8);

    assertThat(left.stops()).hasSize(1);
    assertThat(left.expectedInformation()).isCloseTo(1, within(1e-12));
    assertThat(left.power())
        .isCloseTo(new ConditionalPower(1.1, 0.75).given(2.8, bounds[3]), within(1e-12));
  }

  @Test
  void looksThatAreNotThereAreRefused() {
    GroupSequential quarters = GroupSequential.equallySpaced(4, 0.05, true);
    double[] bounds = quarters.pocock();

    for (int looks : new int[] {0, 4}) {
      assertThatThrownBy(() -> DesignPower.given(quarters, bounds, looks, 1, 1))
          .hasMessageContaining("looks taken: " + looks + " (expected: 1 to 3)");
    }
  }

  @Test
  void theAlwaysValidPOrdersBelowTheSmallestDouble() {
    ConfidenceSequence sequence = ConfidenceSequence.twoSided(0.001, 1e9, 5_000, 0.05);
    assertThat(sequence.anytimeP(0.1, 0.001, 1e9).log10()).isBetween(-2_180.0, -2_160.0);
    assertThat(sequence.anytimeP(0, 0.001, 1e9).value()).isEqualTo(1);
  }
}
