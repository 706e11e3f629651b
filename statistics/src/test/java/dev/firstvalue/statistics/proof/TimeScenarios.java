package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.survival.CumulativeIncidence;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.LogRank;
import dev.firstvalue.statistics.survival.RestrictedMeanDifference;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Times to an event, some of the units watched for less long than it takes. */
final class TimeScenarios {

  private static final double LEVEL = 0.95;
  private static final String REGIME = "1,000 units, half of them censored";

  private TimeScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    add(
        all,
        "Kaplan–Meier, log-log",
        REGIME,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            curve(random, 1_000).intervalAt(0.5, LEVEL).orElseThrow().contains(Math.exp(-0.5)));
    add(
        all,
        "Median by inverting the log-log limits",
        REGIME,
        Promise.ASYMPTOTIC_COVERAGE,
        random -> {
          KaplanMeier.Quantile median = curve(random, 1_000).median(LEVEL);
          double truth = Math.log(2);
          return median.low().orElse(Double.POSITIVE_INFINITY) <= truth
              && median.high().orElse(Double.POSITIVE_INFINITY) >= truth;
        });
    add(
        all,
        "Difference of restricted means",
        REGIME + " an arm",
        Promise.ASYMPTOTIC_COVERAGE,
        random -> restricted(random).orElseThrow().interval().contains(0));
    add(
        all,
        "Test of restricted means",
        REGIME + " an arm",
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(restricted(random).map(NormalDifference::pValue)));
    add(
        all,
        "Log-rank test",
        REGIME + " an arm",
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            rejects(
                LogRank.of(List.of(times(random, 1_000), times(random, 1_000)))
                    .map(LogRank::pValue)));
    add(
        all,
        "Cumulative incidence",
        "500 units, a third ruled out, some censored",
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            incidence(random)
                .intervalAt(1, LEVEL)
                .orElseThrow()
                .contains(2 / 3.0 * -Math.expm1(-1.5)));
    return all;
  }

  private static Optional<NormalDifference> restricted(SplittableRandom random) {
    return RestrictedMeanDifference.of(curve(random, 1_000), curve(random, 1_000), 1, LEVEL);
  }

  private static KaplanMeier curve(SplittableRandom random, int units) {
    return KaplanMeier.of(times(random, units));
  }

  private static List<TimeCount> times(SplittableRandom random, int units) {
    List<TimeCount> counts = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      double event = -Math.log1p(-random.nextDouble());
      double watched = 0.4 + 1.6 * random.nextDouble();
      // days: times repeat, as they do in reports
      double time = Math.ceil(1_000 * Math.min(event, watched)) / 1_000;
      counts.add(new TimeCount(time, event <= watched ? 1 : 0, event > watched ? 1 : 0));
    }
    return counts;
  }

  private static CumulativeIncidence incidence(SplittableRandom random) {
    List<CumulativeIncidence.Count> counts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double end = -Math.log1p(-random.nextDouble()) / 1.5;
      double watched = 0.5 + 1.5 * random.nextDouble();
      boolean wanted = random.nextDouble() < 2 / 3.0;
      boolean seen = end <= watched;
      counts.add(
          new CumulativeIncidence.Count(
              Math.min(end, watched),
              seen && wanted ? 1 : 0,
              seen && !wanted ? 1 : 0,
              seen ? 0 : 1));
    }
    return CumulativeIncidence.of(counts);
  }

  private static void add(
      List<Scenario> all,
      String method,
      String regime,
      Promise promise,
      Predicate<SplittableRandom> draw) {
    all.add(new Scenario(method, regime, promise, draw));
  }
}
