package dev.firstvalue.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.List;
import org.junit.jupiter.api.Test;

class DunnettTest {

  @Test
  void oneArmIsTheTTest() {
    for (double df : new double[] {1, 4, 30, 1e7}) {
      assertThat(Dunnett.equal(1, df).adjustedP(2.5).value())
          .isCloseTo(StudentT.twoSided(2.5, df).value(), within(1e-9));
    }
    assertThat(Dunnett.equal(1, Double.POSITIVE_INFINITY).adjustedP(6).value())
        .isCloseTo(Normal.twoSided(6).value(), within(1e-18));
  }

  /** Dunnett 1964, table of two-sided 5 % points. */
  @Test
  void thePublishedCriticalValuesAreMet() {
    assertThat(Dunnett.equal(3, 10).critical(0.05)).isCloseTo(2.76, within(0.005));
    assertThat(Dunnett.equal(9, 20).critical(0.05)).isCloseTo(2.95, within(0.005));
  }

  @Test
  void theAdjustedPIsBetweenThePlainOneAndBonferroni() {
    double plain = StudentT.twoSided(2.2, 25).value();
    double adjusted = Dunnett.of(10, List.of(10L, 20L, 5L), 25).adjustedP(2.2).value();
    assertThat(adjusted).isBetween(plain, 3 * plain);
  }

  @Test
  void noArmsAndNoFreedomAreRefused() {
    assertThatThrownBy(() -> Dunnett.equal(0, 5)).hasMessageStartingWith("treatments: 0");
    assertThatThrownBy(() -> Dunnett.equal(2, 0)).hasMessageStartingWith("df: 0.0");
  }
}
