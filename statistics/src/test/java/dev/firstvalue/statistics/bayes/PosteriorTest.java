package dev.firstvalue.statistics.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.proportion.Proportion;
import org.junit.jupiter.api.Test;

class PosteriorTest {

  @Test
  void theTwoLossesDifferByTheDifferenceOfTheMeans() {
    BetaBinomial arms = BetaBinomial.of(new Proportion(3, 40), new Proportion(9, 45), 0.5, 0.5);
    assertThat(arms.losses().ifFirstChosen() - arms.losses().ifSecondChosen())
        .isCloseTo(arms.second().mean() - arms.first().mean(), within(1e-13));
    NormalPosterior normal = new NormalPosterior(0.3, 0.7);
    assertThat(normal.lossIfLeft() - normal.lossIfChosen()).isCloseTo(0.3, within(1e-15));
  }

  @Test
  void equalArmsAreAnEvenBetWhateverTheirSize() {
    for (long n : new long[] {1, 100, 1_000_000_000}) {
      Proportion same = new Proportion(n / 2, n);
      assertThat(BetaBinomial.of(same, same, 1, 1).secondBetter()).isCloseTo(0.5, within(1e-9));
    }
  }

  @Test
  void aLossFarInTheTailNeitherVanishesNorTurnsNegative() {
    double near = new NormalPosterior(3.999, 1).lossIfChosen();
    double far = new NormalPosterior(4.001, 1).lossIfChosen();
    assertThat(far).isPositive().isLessThan(near);
    assertThat(far / near).isCloseTo(Math.exp(-0.002 * 4.23), within(1e-3));
    assertThat(new NormalPosterior(30, 1).lossIfChosen()).isPositive();
    assertThat(new NormalPosterior(1e6, 1).lossIfChosen()).isZero();
  }
}
