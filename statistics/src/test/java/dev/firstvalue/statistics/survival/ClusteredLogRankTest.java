package dev.firstvalue.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.survival.ClusteredLogRank.ArmTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Oracle: R 4.2.2, survival 3.5-3, {@code coxph(Surv(time, status) ~ factor(arm), ties = "breslow",
 * cluster = g)$rscore} of {@link ClusteredUnits}. R's sums of squares are around 0, ours around
 * their mean: with r R's statistic ours is (G - 1)/G r/(1 - r/G).
 */
class ClusteredLogRankTest {
  private static final Offset<Double> CLOSE = within(1e-10);

  private static List<List<TimeCount>> arms() {
    List<List<TimeCount>> arms = new ArrayList<>();
    for (int arm = 0; arm < 3; arm++) {
      int number = arm;
      arms.add(
          ClusteredUnits.all().stream()
              .filter(unit -> unit.arm() == number)
              .map(ClusteredUnits::time)
              .toList());
    }
    return arms;
  }

  private static List<ArmTime> cluster(int cluster) {
    return ClusteredUnits.all().stream()
        .filter(unit -> unit.cluster() == cluster)
        .map(unit -> new ArmTime(unit.arm(), unit.time()))
        .toList();
  }

  @Test
  void theStatisticIsTheRobustScoreOfR() {
    ClusteredLogRank rank = new ClusteredLogRank(arms());
    for (int g = 0; g < 24; g++) {
      rank.add(cluster(g), 1);
    }
    ClusterHeterogeneity test = rank.test().orElseThrow();

    double r = 1.0945304466956;
    assertThat(test.wald()).isCloseTo(23 / 24.0 * r / (1 - r / 24), CLOSE);
    assertThat(test.numerator()).isEqualTo(2);
    assertThat(test.denominator()).isEqualTo(22);
  }

  @Test
  void clustersThatAreAlikeMayBeCountedTogether() {
    List<List<TimeCount>> twice = new ArrayList<>();
    arms().forEach(arm -> twice.add(concat(arm, arm)));
    ClusteredLogRank together = new ClusteredLogRank(twice);
    ClusteredLogRank apart = new ClusteredLogRank(twice);
    for (int g = 0; g < 24; g++) {
      together.add(cluster(g), 2);
      apart.add(cluster(g), 1);
      apart.add(cluster(g), 1);
    }

    assertThat(together.test().orElseThrow().wald())
        .isCloseTo(apart.test().orElseThrow().wald(), CLOSE);
  }

  @Test
  void itNeedsTwentyClustersBeyondTheArms() {
    ClusteredLogRank rank = new ClusteredLogRank(arms());
    for (int g = 0; g < 22; g++) {
      rank.add(cluster(g), 1);
    }

    assertThat(rank.test()).isEmpty();
    rank.add(cluster(22), 1);
    assertThat(rank.test()).isPresent();
  }

  private static List<TimeCount> concat(List<TimeCount> one, List<TimeCount> two) {
    List<TimeCount> both = new ArrayList<>(one);
    both.addAll(two);
    return both;
  }
}
