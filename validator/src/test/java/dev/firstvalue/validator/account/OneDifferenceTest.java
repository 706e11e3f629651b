package dev.firstvalue.validator.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.strata.Heterogeneity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OneDifferenceTest {

  /**
   * Oracle: R 4.2.2, sandwich 3.0-2, Wald's statistic of the interactions of {@code lm(R ~
   * factor(s) * A)} by {@code vcovCL(cluster = g, type = "HC0", cadjust = FALSE)}, times (G - 1)/G,
   * and {@code pf}.
   */
  @Test
  void theStatisticIsThatOfTheInteractionsInR() {
    List<TwoArms> groups = List.of(new TwoArms(), new TwoArms(), new TwoArms());
    for (int i = 0; i < 600; i++) {
      int g = i % 60;
      boolean reached = (i * 31 + g * 5) % 11 < 5;
      boolean retained = (i * 17 + g * 13) % 19 + (reached ? 4 : 0) + g % 3 > 11;
      groups.get(i / 7 % 3).add("a" + g, reached, retained, 1);
    }
    ClusterHeterogeneity test = OneDifference.of(groups).orElseThrow();

    assertThat(test.wald()).isCloseTo(0.879647005853545, within(1e-12));
    assertThat(test.numerator()).isEqualTo(2);
    assertThat(test.pValue().value()).isCloseTo(0.65104442530063, within(1e-12));
  }

  @Test
  void ofEntitiesWithoutAccountsItIsCochransQ() {
    List<TwoArms> groups = new ArrayList<>();
    double[] differences = new double[3];
    double[] variances = new double[3];
    int entities = 0;
    for (int k = 0; k < 3; k++) {
      TwoArms arms = new TwoArms();
      long[] cells = {40 + 10L * k, 60, 30, 70 + 5L * k};
      arms.add(null, true, true, cells[0]);
      arms.add(null, true, false, cells[1]);
      arms.add(null, false, true, cells[2]);
      arms.add(null, false, false, cells[3]);
      groups.add(arms);
      double n1 = cells[0] + cells[1];
      double n0 = cells[2] + cells[3];
      differences[k] = cells[0] / n1 - cells[2] / n0;
      variances[k] =
          cells[0] * (double) cells[1] / Math.pow(n1, 3)
              + cells[2] * (double) cells[3] / Math.pow(n0, 3);
      entities += (int) (n1 + n0);
    }

    assertThat(OneDifference.of(groups).orElseThrow().wald() * entities / (entities - 1.0))
        .isCloseTo(Heterogeneity.of(differences, variances).q(), within(1e-12));
  }

  /** Of accounts with people of both groups the difference of differences varies less. */
  @Test
  void itRejectsAsOftenAsItSaysWhereAccountsArePartOfBothGroups() {
    SplittableRandom random = new SplittableRandom(20_261_127);
    int runs = 2_000;
    int rejected = 0;
    for (int run = 0; run < runs; run++) {
      List<TwoArms> groups = List.of(new TwoArms(), new TwoArms());
      for (int account = 0; account < 60; account++) {
        boolean reached = random.nextBoolean();
        double stays = random.nextDouble();
        for (int person = 0; person < 8; person++) {
          groups.get(person % 2).add("a" + account, reached, random.nextDouble() < stays, 1);
        }
      }
      rejected += OneDifference.of(groups).orElseThrow().pValue().value() < 0.05 ? 1 : 0;
    }

    assertThat(rejected / (double) runs).isCloseTo(0.05, within(0.02));
  }

  @Test
  void itNeedsTwentyAccountsBeyondTheGroups() {
    List<TwoArms> groups = List.of(new TwoArms(), new TwoArms());
    for (int account = 0; account < 22; account++) {
      if (account > 0) {
        assertThat(OneDifference.of(groups)).isEmpty();
      }
      for (int person = 0; person < 8; person++) {
        groups.get(person % 2).add("a" + account, person < 4, (person + account) % 3 == 0, 1);
      }
    }

    assertThat(OneDifference.of(groups)).isPresent();
  }
}
