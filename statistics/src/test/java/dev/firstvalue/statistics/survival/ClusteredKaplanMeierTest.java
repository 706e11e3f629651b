package dev.firstvalue.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusterMean;
import dev.firstvalue.statistics.cluster.ClusterRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Oracle: R 4.2.2, survival 3.5-3, {@code survfit(Surv(time, status) ~ 1, cluster = g)} and sums by
 * cluster of its {@code residuals(type = "rmst")}, of {@link ClusteredUnits}.
 */
class ClusteredKaplanMeierTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  private static final double[] OF_R = {
    0.0139821544826075, 0.0279643089652150, 0.0355443965987330, 0.0533442522221188,
    0.0625650063035350, 0.0725178564139198, 0.0747505147803564, 0.0800891945691238,
    0.0789799062401128, 0.0781881125168974, 0.0841016195242477, 0.0872072023613381,
    0.0857190297083476, 0.0877385658207201, 0.0889996586940662, 0.0929531444334807,
    0.0928822953366808, 0.0947496719535631, 0.0925179565813198, 0.0900764085812129,
    0.0834745946804073, 0.0781519963279755, 0.0627494425369083, 0.0521435861205886,
    0.0221089529146488
  };

  private static List<ClusterTimes> apart() {
    return ClusteredUnits.all().stream()
        .map(unit -> new ClusterTimes(List.of(unit.time()), 1))
        .toList();
  }

  private static KaplanMeier curve() {
    return KaplanMeier.of(ClusteredUnits.all().stream().map(ClusteredUnits::time).toList());
  }

  private static double[] greenwood() {
    return curve().steps().stream().mapToDouble(KaplanMeier.Step::logVariance).toArray();
  }

  @Test
  void theErrorOfEachStepIsThatOfR() {
    double[] variances = ClusteredLogVariance.of(ClusteredUnits.byCluster(), curve());
    double[] errors = new double[variances.length - 1]; // at the last step nobody is left
    for (int i = 0; i < errors.length; i++) {
      errors[i] = curve().steps().get(i).survival() * Math.sqrt(variances[i]);
    }

    assertThat(errors).containsExactly(OF_R, CLOSE);
    assertThat(variances[errors.length]).isInfinite();
  }

  @Test
  void theErrorOfTheMeanIsThatOfR() {
    ClusterInfluence mean =
        ClusteredKaplanMeier.of(ClusteredUnits.byCluster()).orElseThrow().restrictedMean(20);

    assertThat(mean.standardError() / Math.sqrt(24 / 23.0)).isCloseTo(1.12546074297178, CLOSE);
    assertThat(mean.degreesOfFreedom()).isEqualTo(23);
  }

  @Test
  void clustersOfOneUnitHaveGreenwoodsErrors() {
    assertThat(ClusteredLogVariance.of(apart(), curve())).containsExactly(greenwood(), CLOSE);
    ClusterInfluence mean = ClusteredKaplanMeier.of(apart()).orElseThrow().restrictedMean(20);
    assertThat(mean.standardError() / Math.sqrt(72 / 71.0))
        .isCloseTo(curve().restrictedMean(20).standardError(), CLOSE);
  }

  /** Seven people of one mind are one. */
  @Test
  void clustersOfUnitsThatAreWhollyAlikeHaveTheErrorsOfAsManyUnits() {
    List<ClusterTimes> alike =
        ClusteredUnits.all().stream()
            .map(ClusteredUnits::time)
            .map(
                time ->
                    new ClusterTimes(
                        List.of(
                            new TimeCount(time.time(), 3 * time.events(), 3 * time.censored()),
                            new TimeCount(time.time(), 4 * time.events(), 4 * time.censored())),
                        1))
            .toList();
    ClusteredKaplanMeier sevens = ClusteredKaplanMeier.of(alike).orElseThrow();
    ClusteredKaplanMeier ones = ClusteredKaplanMeier.of(apart()).orElseThrow();

    Interval seven = sevens.intervalAt(10, 0.95).orElseThrow();
    Interval one = ones.intervalAt(10, 0.95).orElseThrow();
    assertThat(seven.low()).isCloseTo(one.low(), CLOSE);
    assertThat(seven.high()).isCloseTo(one.high(), CLOSE);
    assertThat(sevens.median(0.95)).isEqualTo(ones.median(0.95));
    assertThat(sevens.restrictedMean(20).standardError())
        .isCloseTo(ones.restrictedMean(20).standardError(), CLOSE);
  }

  @Test
  void clustersThatAreAlikeMayBeCountedTogether() {
    List<ClusterTimes> twice = new ArrayList<>(ClusteredUnits.byCluster());
    twice.addAll(ClusteredUnits.byCluster());
    List<ClusterTimes> together =
        ClusteredUnits.byCluster().stream().map(each -> new ClusterTimes(each.units(), 2)).toList();
    KaplanMeier curve = KaplanMeier.of(twice.stream().flatMap(e -> e.units().stream()).toList());

    assertThat(ClusteredLogVariance.of(together, curve))
        .containsExactly(ClusteredLogVariance.of(twice, curve), CLOSE);
    assertThat(ClusteredKaplanMeier.of(together).orElseThrow().restrictedMean(20).standardError())
        .isCloseTo(
            ClusteredKaplanMeier.of(twice).orElseThrow().restrictedMean(20).standardError(), CLOSE);
  }

  /** While nobody was censored the curve is a share of all, and so is its error. */
  @Test
  void beforeAnybodyIsCensoredItIsTheErrorOfAShare() {
    List<ClusterTimes> seen =
        ClusteredUnits.byCluster().stream()
            .map(
                each ->
                    new ClusterTimes(
                        each.units().stream()
                            .map(t -> new TimeCount(t.time(), t.events() + t.censored(), 0))
                            .toList(),
                        1))
            .toList();
    KaplanMeier curve = KaplanMeier.of(seen.stream().flatMap(e -> e.units().stream()).toList());
    int step = 9;
    double time = curve.steps().get(step).time();
    ClusterMean share =
        ClusterMean.of(
                seen.stream()
                    .map(
                        each ->
                            new ClusterRows(
                                each.size(),
                                each.units().stream().filter(t -> t.time() > time).count(),
                                1))
                    .toList())
            .orElseThrow();

    double survival = curve.steps().get(step).survival();
    assertThat(share.mean()).isCloseTo(survival, CLOSE);
    assertThat(survival * Math.sqrt(ClusteredLogVariance.of(seen, curve)[step] * 24 / 23))
        .isCloseTo(share.standardError(), CLOSE);
  }

  @Test
  void anIntervalIsNeverNarrowerThanThatOfStrangers() {
    // Each account holds one unit of every third of the times: less alike than strangers.
    List<TimeCount> sorted =
        ClusteredUnits.all().stream()
            .map(ClusteredUnits::time)
            .sorted(Comparator.comparingDouble(TimeCount::time))
            .toList();
    List<ClusterTimes> mixed = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      mixed.add(
          new ClusterTimes(List.of(sorted.get(i), sorted.get(47 - i), sorted.get(48 + i)), 1));
    }
    Interval over = ClusteredKaplanMeier.of(mixed).orElseThrow().intervalAt(15, 0.95).orElseThrow();
    Interval strangers = curve().intervalAt(15, 0.95).orElseThrow();

    assertThat(over.low()).isLessThan(strangers.low());
    assertThat(over.high()).isGreaterThan(strangers.high());
  }

  @Test
  void theOrderOfClustersMakesNoDifference() {
    List<ClusterTimes> other = new ArrayList<>(ClusteredUnits.byCluster());
    Collections.shuffle(other, new Random(7));

    assertThat(ClusteredLogVariance.of(other, curve()))
        .containsExactly(ClusteredLogVariance.of(ClusteredUnits.byCluster(), curve()), CLOSE);
  }

  @Test
  void ofFewerThanTwentyClustersNoErrorHolds() {
    assertThat(ClusteredKaplanMeier.of(ClusteredUnits.byCluster().subList(0, 19))).isEmpty();
    assertThat(ClusteredKaplanMeier.of(ClusteredUnits.byCluster().subList(0, 20))).isPresent();
  }
}
