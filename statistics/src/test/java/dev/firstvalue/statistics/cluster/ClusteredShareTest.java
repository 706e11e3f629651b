package dev.firstvalue.statistics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Users in accounts by a rule. The oracle of errors is R 4.2.2: {@code vcovCL(lm(x ~ 1), cluster =
 * account, type = "HC1")} of sandwich 3.0.2, and {@code coef_test(lm(x ~ 1), vcovCR(type = "CR2"),
 * "Satterthwaite")} of clubSandwich 0.5.8; that of limits base R's {@code polyroot} of the score
 * equation.
 */
class ClusteredShareTest {

  private static List<ClusterRows> accounts(int accounts) {
    List<ClusterRows> all = new ArrayList<>();
    for (int a = 1; a <= accounts; a++) {
      int rows = 1 + a * 7 % 9;
      int hits = 0;
      for (int i = 1; i <= rows; i++) {
        hits += (a * 5 + i * 3) % 7 < 1 + 2 * (a % 3) ? 1 : 0;
      }
      all.add(new ClusterRows(rows, hits, 1));
    }
    return all;
  }

  @Test
  void manyClustersHaveTheClusteredErrorOfARegressionOnNothing() {
    ClusterMean mean = ClusterMean.of(accounts(40)).orElseThrow();

    assertThat(mean.mean()).isEqualTo(94 / 200.0);
    assertThat(mean.standardError()).isCloseTo(0.043315775536, within(1e-11));
    assertThat(mean.degreesOfFreedom()).isEqualTo(39);
  }

  @Test
  void fewClustersHaveThatOfBellAndMcCaffrey() {
    ClusterMean mean = ClusterMean.of(accounts(12)).orElseThrow();

    assertThat(mean.standardError()).isCloseTo(0.080756186656, within(1e-11));
    assertThat(mean.degreesOfFreedom()).isCloseTo(8.908386793873, within(1e-9));
  }

  @Test
  void limitsAreTheRootsOfTheScoreEquationAtTheEffectiveNumberOfUnits() {
    Interval interval = ClusteredShare.of(accounts(40)).orElseThrow().interval(0.95);

    assertThat(interval.low()).isCloseTo(0.384597305905, within(1e-10));
    assertThat(interval.high()).isCloseTo(0.557196384866, within(1e-10));
  }

  @Test
  void clustersOfOneUnitAreNearlyWilsons() {
    ClusteredShare share =
        ClusteredShare.of(List.of(new ClusterRows(1, 1, 300), new ClusterRows(1, 0, 700)))
            .orElseThrow();
    Interval alone = Wilson.interval(new Proportion(300, 1000), 0.95);

    assertThat(share.effective()).isCloseTo(999, within(1e-6));
    assertThat(share.interval(0.95).low()).isCloseTo(alone.low(), within(1e-4));
    assertThat(share.interval(0.95).high()).isCloseTo(alone.high(), within(1e-4));
  }

  @Test
  void clustersThatAreWrittenTogetherAreThoseWrittenApart() {
    List<ClusterRows> apart = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      apart.add(new ClusterRows(3, i % 2 == 0 ? 3 : 1, 1));
    }
    ClusteredShare together =
        ClusteredShare.of(List.of(new ClusterRows(3, 3, 15), new ClusterRows(3, 1, 15)))
            .orElseThrow();

    assertThat(ClusteredShare.of(apart).orElseThrow().effective())
        .isCloseTo(together.effective(), within(1e-9));
  }

  @Test
  void whereAllSayTheSameAClusterCountsOnce() {
    ClusteredShare nobody = ClusteredShare.of(List.of(new ClusterRows(10, 0, 30))).orElseThrow();
    double t = StudentT.twoSidedCritical(0.95, 29);

    assertThat(nobody.effective()).isEqualTo(30);
    assertThat(nobody.designEffect()).isEqualTo(10);
    assertThat(nobody.interval(0.95).low()).isZero();
    assertThat(nobody.interval(0.95).high()).isCloseTo(t * t / (30 + t * t), within(1e-12));
  }

  @Test
  void unitsCountNeverForMoreThanTheyAre() {
    ClusteredShare evened = ClusteredShare.of(List.of(new ClusterRows(4, 2, 50))).orElseThrow();

    assertThat(evened.effective()).isEqualTo(200);
  }

  @Test
  void oneClusterShowsNothing() {
    assertThat(ClusteredShare.of(List.of(new ClusterRows(100, 30, 1)))).isEmpty();
    assertThatThrownBy(() -> ClusteredShare.of(List.of(new ClusterRows(2, 3, 5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("successes: 3");
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSaysAndOneOfStrangersDoesNot() {
    SplittableRandom random = new SplittableRandom(20_261_126);
    int runs = 2_000;
    int held = 0;
    int strangers = 0;
    for (int run = 0; run < runs; run++) {
      List<ClusterRows> all = new ArrayList<>();
      long units = 0;
      long hits = 0;
      for (int g = 0; g < 50; g++) {
        int rows = 5 + random.nextInt(31);
        // mean 0.25 and variance 0.0675, of 0.25 * 0.75: an intraclass correlation of 0.36
        double share = random.nextDouble() < 0.75 ? 0.1 : 0.7;
        int reached = 0;
        for (int i = 0; i < rows; i++) {
          reached += random.nextDouble() < share ? 1 : 0;
        }
        all.add(new ClusterRows(rows, reached, 1));
        units += rows;
        hits += reached;
      }
      held += holds(ClusteredShare.of(all).orElseThrow().interval(0.95));
      strangers += holds(Wilson.interval(new Proportion(hits, units), 0.95));
    }

    assertThat(held / (double) runs).isBetween(0.935, 0.965);
    assertThat(strangers / (double) runs).isLessThan(0.6);
  }

  private static int holds(Interval interval) {
    return interval.low() <= 0.25 && 0.25 <= interval.high() ? 1 : 0;
  }
}
