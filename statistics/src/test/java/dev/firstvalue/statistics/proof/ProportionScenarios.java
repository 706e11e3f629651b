package dev.firstvalue.statistics.proof;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.proportion.BetaLimits;
import dev.firstvalue.statistics.proportion.FisherExact;
import dev.firstvalue.statistics.proportion.LogRatio;
import dev.firstvalue.statistics.proportion.Newcombe;
import dev.firstvalue.statistics.proportion.NonInferiority;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionComparison;
import dev.firstvalue.statistics.proportion.ProportionsChiSquare;
import dev.firstvalue.statistics.proportion.RelativeLift;
import dev.firstvalue.statistics.proportion.ScoreDifference;
import dev.firstvalue.statistics.proportion.ScoreOddsRatio;
import dev.firstvalue.statistics.proportion.ScoreRatio;
import dev.firstvalue.statistics.proportion.UnconditionalExact;
import dev.firstvalue.statistics.proportion.WaldDifference;
import dev.firstvalue.statistics.proportion.Wilson;
import dev.firstvalue.statistics.rate.PoissonRateRatio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** One proportion, and two compared. */
final class ProportionScenarios {

  private static final double LEVEL = 0.95;

  private ProportionScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    ones(all);
    differences(all);
    ratios(all);
    tests(all);
    return all;
  }

  private static void ones(List<Scenario> all) {
    Map<String, Function<Proportion, Interval>> near =
        Map.of(
            "Wilson",
            p -> Wilson.interval(p, LEVEL),
            "Jeffreys",
            p -> BetaLimits.jeffreys(p, LEVEL));
    for (double p : new double[] {0.1, 0.3, 0.5}) {
      new TreeMap<>(near)
          .forEach(
              (name, method) -> all.add(one(name, 1_000, p, Promise.ASYMPTOTIC_COVERAGE, method)));
    }
    for (double p : new double[] {0.03, 0.35}) {
      all.add(
          one(
              "Clopper–Pearson",
              40,
              p,
              Promise.EXACT_COVERAGE,
              x -> BetaLimits.clopperPearson(x, LEVEL)));
    }
  }

  private static Scenario one(
      String name, long n, double p, Promise promise, Function<Proportion, Interval> method) {
    Counts counts = new Counts(n, p);
    return new Scenario(
        name + " interval of a share",
        "n = " + n + ", p = " + p,
        promise,
        random -> method.apply(counts.next(random)).contains(p));
  }

  private static void differences(List<Scenario> all) {
    Map<String, BiFunction<Proportion, Proportion, Interval>> methods =
        Map.of(
            "Newcombe", (a, b) -> Newcombe.difference(a, b, LEVEL),
            "Mee", (a, b) -> ScoreDifference.mee(a, b, LEVEL),
            "Miettinen–Nurminen", (a, b) -> ScoreDifference.miettinenNurminen(a, b, LEVEL),
            "Agresti–Caffo", (a, b) -> WaldDifference.agrestiCaffo(a, b, LEVEL),
            "Wald", (a, b) -> WaldDifference.plain(a, b, LEVEL));
    for (double[] p : new double[][] {{0.1, 0.1}, {0.3, 0.2}}) {
      new TreeMap<>(methods)
          .forEach(
              (name, method) ->
                  all.add(
                      two(name + " interval of a difference", p, p[0] - p[1], optional(method))));
    }
  }

  private static void ratios(List<Scenario> all) {
    double[] p = {0.15, 0.1};
    double ratio = p[0] / p[1];
    double odds = 0.15 * 0.9 / (0.85 * 0.1);
    Map<String, BiFunction<Proportion, Proportion, Optional<Interval>>> ofRatio =
        Map.of(
            "Koopman", optional((a, b) -> ScoreRatio.koopman(a, b, LEVEL).interval()),
            "Miettinen–Nurminen",
                optional((a, b) -> ScoreRatio.miettinenNurminen(a, b, LEVEL).interval()),
            "Katz", (a, b) -> LogRatio.katz(a, b, LEVEL));
    new TreeMap<>(ofRatio)
        .forEach((name, method) -> all.add(two(name + " interval of a ratio", p, ratio, method)));
    all.add(
        two(
            "Delta interval of a relative lift",
            p,
            ratio - 1,
            (a, b) -> RelativeLift.delta(a, b, LEVEL)));
    all.add(
        two(
            "Fieller interval of a relative lift",
            p,
            ratio - 1,
            (a, b) -> RelativeLift.fieller(a, b, LEVEL)));
    all.add(two("Woolf interval of an odds ratio", p, odds, (a, b) -> LogRatio.woolf(a, b, LEVEL)));
    all.add(
        two(
            "Miettinen–Nurminen interval of an odds ratio",
            p,
            odds,
            optional((a, b) -> ScoreOddsRatio.miettinenNurminen(a, b, LEVEL))));
    Counts one = new Counts(30, 0.4);
    Counts two = new Counts(40, 0.2);
    all.add(
        new Scenario(
            "Conditional exact interval of an odds ratio",
            "30 and 40 units, p = 0.4 and 0.2",
            Promise.EXACT_COVERAGE,
            cached(
                one,
                two,
                (a, b) ->
                    FisherExact.of(a, b, LEVEL)
                        .oddsRatio()
                        .interval()
                        .contains(0.4 * 0.8 / 0.12))));
    Counts events = new Counts(10_000, 0.002);
    Counts fewer = new Counts(10_000, 0.001);
    all.add(
        new Scenario(
            "Exact interval of a ratio of rates",
            "20 and 10 events expected",
            Promise.EXACT_COVERAGE,
            random ->
                PoissonRateRatio.of(events.count(random), 1, fewer.count(random), 1, LEVEL)
                    .interval()
                    .contains(2)));
  }

  private static Scenario two(
      String name,
      double[] p,
      double truth,
      BiFunction<Proportion, Proportion, Optional<Interval>> method) {
    Counts one = new Counts(1_000, p[0]);
    Counts two = new Counts(1_000, p[1]);
    return new Scenario(
        name,
        "1,000 units an arm, p = " + p[0] + " and " + p[1],
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            method
                .apply(one.next(random), two.next(random))
                .map(i -> i.contains(truth))
                .orElse(false));
  }

  private static BiFunction<Proportion, Proportion, Optional<Interval>> optional(
      BiFunction<Proportion, Proportion, Interval> method) {
    return (a, b) -> Optional.of(method.apply(a, b));
  }

  private static void tests(List<Scenario> all) {
    for (double p : new double[] {0.02, 0.1, 0.5}) {
      Counts arm = new Counts(1_000, p);
      String regime = "1,000 units an arm, p = " + p;
      all.add(
          level(
              "Pooled z test",
              regime,
              arm,
              (a, b) -> PooledZ.test(a, b).map(PooledZ.ZTest::twoSided)));
      all.add(
          new Scenario(
              "Chi-square of 4 arms",
              regime,
              Promise.ASYMPTOTIC_LEVEL,
              random ->
                  rejects(
                      ProportionsChiSquare.of(
                              List.of(
                                  arm.next(random),
                                  arm.next(random),
                                  arm.next(random),
                                  arm.next(random)))
                          .map(ProportionsChiSquare::pValue))));
    }
    Counts treated = new Counts(2_000, 0.28);
    Counts control = new Counts(2_000, 0.3);
    for (NonInferiority.Variance variance : NonInferiority.Variance.values()) {
      all.add(
          new Scenario(
              "Non-inferiority, " + variance.name().toLowerCase(Locale.ROOT).replace('_', '–'),
              "2,000 units an arm, worse by just the margin of 0.02",
              Promise.ASYMPTOTIC_LEVEL,
              random ->
                  rejects(
                      NonInferiority.test(
                              treated.next(random), control.next(random), -0.02, true, variance)
                          .map(NonInferiority::pValue))));
    }
    Counts few = new Counts(25, 0.2);
    exact(
        all,
        few,
        "Fisher's exact test",
        (a, b) -> Optional.of(FisherExact.of(a, b, LEVEL).twoSided()));
    exact(
        all,
        few,
        "Barnard's test",
        (a, b) ->
            Optional.of(UnconditionalExact.barnardPooled(a, b, UnconditionalExact.Ties.COUNTED)));
    exact(all, few, "Boschloo's test", (a, b) -> Optional.of(UnconditionalExact.boschloo(a, b)));
    exact(
        all,
        few,
        "The comparison of a report, small arms",
        (a, b) -> ProportionComparison.of(a, b, LEVEL).pValue());
    Counts rates = new Counts(10_000, 0.001);
    all.add(
        new Scenario(
            "Exact test of two rates",
            "10 events expected in each",
            Promise.HELD_LEVEL,
            random ->
                rejects(
                    Optional.of(
                        PoissonRateRatio.of(rates.count(random), 1, rates.count(random), 1, LEVEL)
                            .twoSided()))));
  }

  private static void exact(
      List<Scenario> all,
      Counts arm,
      String name,
      BiFunction<Proportion, Proportion, Optional<PValue>> test) {
    all.add(
        new Scenario(
            name,
            "25 units an arm, p = 0.2",
            Promise.HELD_LEVEL,
            cached(arm, arm, (a, b) -> rejects(test.apply(a, b)))));
  }

  private static Scenario level(
      String name,
      String regime,
      Counts arm,
      BiFunction<Proportion, Proportion, Optional<PValue>> test) {
    return new Scenario(
        name,
        regime,
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(test.apply(arm.next(random), arm.next(random))));
  }

  static boolean rejects(Optional<PValue> p) {
    return p.isPresent() && p.get().value() <= 0.05;
  }

  /** Exact answers are slow and there are few tables: each is asked once. */
  private static Predicate<SplittableRandom> cached(
      Counts one, Counts two, BiFunction<Proportion, Proportion, Boolean> answer) {
    Map<List<Proportion>, Boolean> known = new HashMap<>();
    return random ->
        known.computeIfAbsent(
            List.of(one.next(random), two.next(random)), t -> answer.apply(t.get(0), t.get(1)));
  }
}
