package dev.firstvalue.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdjustedPValuesTest {

  private static void assertAll(double[] adjusted, double... expected) {
    assertThat(adjusted).containsExactly(expected, within(1e-12));
  }

  @Test
  void holmMultipliesByTheTestsLeftAndNeverFalls() {
    assertAll(AdjustedPValues.holm(0.01, 0.04, 0.03), 0.03, 0.06, 0.06);
    assertAll(AdjustedPValues.holm(0.9), 0.9);
    assertAll(AdjustedPValues.holm(0.4, 0.5, 0.6), 1, 1, 1);
  }

  @Test
  void theOrderOfTheInputIsKept() {
    assertAll(AdjustedPValues.bonferroni(0.03, 0.01), 0.06, 0.02);
    assertAll(AdjustedPValues.hochberg(0.04, 0.01, 0.03), 0.04, 0.03, 0.04);
    assertAll(AdjustedPValues.benjaminiHochberg(0.04, 0.01, 0.03), 0.04, 0.03, 0.04);
    assertAll(AdjustedPValues.hommel(0.04, 0.01, 0.03), 0.04, 0.03, 0.04);
  }

  @Test
  void eachMethodIsAtMostAsStrictAsTheOneItImproves() {
    double[] p = {0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.2};
    double[] bonferroni = AdjustedPValues.bonferroni(p);
    double[] holm = AdjustedPValues.holm(p);
    double[] hochberg = AdjustedPValues.hochberg(p);
    double[] hommel = AdjustedPValues.hommel(p);
    double[] discovery = AdjustedPValues.benjaminiHochberg(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
      assertThat(hochberg[i]).isLessThanOrEqualTo(holm[i]);
      assertThat(hommel[i]).isLessThanOrEqualTo(hochberg[i]);
      assertThat(discovery[i]).isLessThanOrEqualTo(hommel[i]);
      assertThat(discovery[i]).isGreaterThanOrEqualTo(p[i]);
    }
  }

  @Test
  void tinyPValuesSurviveSidak() {
    assertThat(AdjustedPValues.sidak(1e-300, 1)[0]).isEqualTo(2e-300, within(1e-310));
    assertThat(AdjustedPValues.holmSidak(1e-20, 1)[0]).isEqualTo(2e-20, within(1e-30));
  }

  @Test
  void whatIsNoProbabilityIsRefusedByItsPlace() {
    assertThatThrownBy(() -> AdjustedPValues.holm(0.1, 1.5))
        .hasMessage("p[1]: 1.5 (expected: between 0 and 1)");
    assertThatThrownBy(() -> AdjustedPValues.holm(Double.NaN)).hasMessageStartingWith("p[0]: NaN");
    assertThatThrownBy(AdjustedPValues::holm).hasMessageStartingWith("p: []");
  }
}
