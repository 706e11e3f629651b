package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ContingencyChiSquareTest {

  /** R 4.2.2: chisq.test(matrix(c(12,5,7,9,8,20,0,3,11), nrow = 3, byrow = TRUE), correct = F). */
  @Test
  void threeByThreeAreAsInR() {
    ContingencyChiSquare test =
        ContingencyChiSquare.of(new long[][] {{12, 5, 7}, {9, 8, 20}, {0, 3, 11}}).orElseThrow();

    assertThat(test.chiSquare()).isCloseTo(12.676420252489331, within(1e-12));
    assertThat(test.degreesOfFreedom()).isEqualTo(4);
    assertThat(test.pValue().value()).isCloseTo(0.01297001446530048, within(1e-14));
  }

  /** R 4.2.2: chisq.test(matrix(c(762,327,468,484,239,477), nrow = 2, byrow = TRUE)). */
  @Test
  void twoByThreeAreAsInR() {
    ContingencyChiSquare test =
        ContingencyChiSquare.of(new long[][] {{762, 327, 468}, {484, 239, 477}}).orElseThrow();

    assertThat(test.chiSquare()).isCloseTo(30.070149095754672, within(1e-11));
    assertThat(test.pValue().value()).isCloseTo(2.953589183211757e-07, within(1e-19));
  }

  @Test
  void twoColumnsAreTheTestOfProportions() {
    double chiSquare =
        ProportionsChiSquare.of(List.of(new Proportion(13, 100), new Proportion(5, 90)))
            .orElseThrow()
            .chiSquare();

    assertThat(ContingencyChiSquare.of(new long[][] {{13, 87}, {5, 85}}).orElseThrow().chiSquare())
        .isCloseTo(chiSquare, within(1e-12));
  }

  @Test
  void anEmptyColumnDoesNotCount() {
    assertThat(ContingencyChiSquare.of(new long[][] {{13, 0, 87}, {5, 0, 85}}))
        .isEqualTo(ContingencyChiSquare.of(new long[][] {{13, 87}, {5, 85}}));
    assertThat(ContingencyChiSquare.of(new long[][] {{13, 0}, {5, 0}})).isEmpty();
    assertThat(ContingencyChiSquare.of(new long[][] {{0, 0}, {0, 0}})).isEmpty();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> ContingencyChiSquare.of(new long[][] {{1, -1}, {2, 2}}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ContingencyChiSquare.of(new long[][] {{1, 1}, {2}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
