package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.adjustment.Cuped;
import dev.firstvalue.statistics.adjustment.HeteroscedasticAdjustment;
import dev.firstvalue.statistics.adjustment.PairedMoments;
import dev.firstvalue.statistics.adjustment.PostStratification;
import dev.firstvalue.statistics.mean.MannWhitney;
import dev.firstvalue.statistics.mean.MeanNonInferiority;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.mean.RelativeMeans;
import dev.firstvalue.statistics.mean.Welch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Means, ratios, ranks, quantiles, and variance taken out of means. */
final class MeanScenarios {

  private static final double LEVEL = 0.95;
  private static final String SKEWED = "1,000 exponential values an arm";

  private MeanScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    means(all);
    ranks(all);
    ratios(all);
    adjusted(all);
    return all;
  }

  private static double[] exponential(SplittableRandom random, int n, double mean) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = -mean * Math.log1p(-random.nextDouble());
    }
    return values;
  }

  private static Moments moments(SplittableRandom random, double mean) {
    return Moments.of(exponential(random, 1_000, mean));
  }

  private static void means(List<Scenario> all) {
    add(
        all,
        "Welch's interval",
        SKEWED,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            Welch.test(moments(random, 1.2), moments(random, 1), LEVEL)
                .orElseThrow()
                .interval()
                .contains(0.2));
    add(
        all,
        "Welch's test",
        SKEWED,
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            rejects(Welch.test(moments(random, 1), moments(random, 1), LEVEL).map(Welch::pValue)));
    add(
        all,
        "Delta interval of a mean's relative lift",
        SKEWED,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            RelativeMeans.of(moments(random, 1.2), moments(random, 1))
                .interval(LEVEL)
                .contains(0.2));
    add(
        all,
        "Delta test of a mean's relative lift",
        SKEWED,
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            rejects(
                Optional.of(RelativeMeans.of(moments(random, 1), moments(random, 1)).pValue())));
    add(
        all,
        "Non-inferiority of means",
        SKEWED + ", worse by just the margin",
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            rejects(
                MeanNonInferiority.test(moments(random, 1), moments(random, 1.1), -0.1, true)
                    .map(MeanNonInferiority::pValue)));
  }

  private static void ranks(List<Scenario> all) {
    add(
        all,
        "Mann–Whitney by the normal",
        SKEWED,
        Promise.ASYMPTOTIC_LEVEL,
        random -> {
          double p =
              MannWhitney.of(exponential(random, 1_000, 1), exponential(random, 1_000, 1))
                  .twoSided()
                  .orElse(1);
          return p <= 0.05;
        });
    add(
        all,
        "Mann–Whitney, exact",
        "15 and 20 values",
        Promise.HELD_LEVEL,
        random ->
            MannWhitney.of(exponential(random, 15, 1), exponential(random, 20, 1))
                    .twoSided()
                    .orElse(1)
                <= 0.05);
    add(
        all,
        "Hodges–Lehmann interval of a shift",
        "40 and 40 normal values",
        Promise.ASYMPTOTIC_COVERAGE,
        random -> {
          double[] limits =
              MannWhitney.of(normal(random, 40, 0.5), normal(random, 40, 0))
                  .shiftLimits(LEVEL)
                  .orElseThrow();
          return limits[0] <= 0.5 && 0.5 <= limits[1];
        });
    for (double q : new double[] {0.5, 0.9}) {
      double truth = -Math.log1p(-q);
      add(
          all,
          "Order-statistic interval of the " + q + " quantile",
          "100 exponential values",
          Promise.EXACT_COVERAGE,
          random ->
              QuantileEstimate.of(exponential(random, 100, 1), q, LEVEL)
                  .orElseThrow()
                  .interval()
                  .contains(truth));
      add(
          all,
          "Difference of the " + q + " quantiles",
          SKEWED,
          Promise.ASYMPTOTIC_LEVEL,
          random -> rejects(quantiles(random, q, 1).map(NormalDifference::pValue)));
      add(
          all,
          "Interval of the difference of the " + q + " quantiles",
          SKEWED,
          Promise.ASYMPTOTIC_COVERAGE,
          random -> quantiles(random, q, 1.2).orElseThrow().interval().contains(0.2 * truth));
    }
  }

  private static Optional<NormalDifference> quantiles(
      SplittableRandom random, double q, double mean) {
    QuantileEstimate one =
        QuantileEstimate.of(exponential(random, 1_000, mean), q, LEVEL).orElseThrow();
    QuantileEstimate two =
        QuantileEstimate.of(exponential(random, 1_000, 1), q, LEVEL).orElseThrow();
    return one.minus(two, LEVEL);
  }

  private static double[] normal(SplittableRandom random, int n, double mean) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = mean + random.nextGaussian();
    }
    return values;
  }

  private static void ratios(List<Scenario> all) {
    String regime = "1,000 users an arm, 1 to 8 visits each";
    add(
        all,
        "Delta interval of a ratio of sums",
        regime,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            clicks(random, 0.25)
                .minus(clicks(random, 0.2), LEVEL)
                .orElseThrow()
                .interval()
                .contains(0.05));
    add(
        all,
        "Delta test of a ratio of sums",
        regime,
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            rejects(
                clicks(random, 0.2)
                    .minus(clicks(random, 0.2), LEVEL)
                    .map(NormalDifference::pValue)));
  }

  private static RatioOfSums clicks(SplittableRandom random, double rate) {
    double[] s = new double[5];
    int n = 1_000;
    for (int i = 0; i < n; i++) {
      int visits = 1 + random.nextInt(8);
      double own = rate * 2 * random.nextDouble();
      int clicks = 0;
      for (int v = 0; v < visits; v++) {
        clicks += random.nextDouble() < own ? 1 : 0;
      }
      s[0] += clicks;
      s[1] += visits;
      s[2] += clicks * clicks;
      s[3] += visits * visits;
      s[4] += clicks * visits;
    }
    return RatioOfSums.of(n, s[0], s[1], s[2], s[3], s[4]).orElseThrow();
  }

  private static void adjusted(List<Scenario> all) {
    String regime = "1,000 units an arm, correlation 0.7 with the past";
    add(
        all,
        "CUPED",
        regime,
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(cuped(random, 1_000, 0).map(NormalDifference::pValue)));
    add(
        all,
        "CUPED interval",
        regime,
        Promise.ASYMPTOTIC_COVERAGE,
        random -> cuped(random, 1_000, 0.1).orElseThrow().interval().contains(0.1));
    add(
        all,
        "Lin's interacted adjustment with HC2",
        "200 units an arm, slopes that differ",
        Promise.ASYMPTOTIC_COVERAGE,
        MeanScenarios::lin);
    add(
        all,
        "Post-stratification",
        "1,000 units an arm, 5 strata",
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(strata(random, 0).map(PostStratification::pValue)));
    add(
        all,
        "Post-stratification interval",
        "1,000 units an arm, 5 strata",
        Promise.ASYMPTOTIC_COVERAGE,
        random -> strata(random, 0.1).orElseThrow().interval(LEVEL).contains(0.1));
  }

  private static Optional<NormalDifference> cuped(SplittableRandom random, int n, double effect) {
    return Cuped.of(paired(random, n, 0), paired(random, n, effect)).orElseThrow().test(LEVEL);
  }

  private static PairedMoments paired(SplittableRandom random, int n, double effect) {
    double[] x = normal(random, n, 2);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = effect + 0.7 * x[i] + Math.sqrt(0.51) * random.nextGaussian();
    }
    return PairedMoments.of(y, x);
  }

  private static boolean lin(SplittableRandom random) {
    int n = 200;
    double[][] x = {normal(random, n, 0), normal(random, n, 0)};
    double[][] y = new double[2][n];
    double[] slopes = {0.3, 1.1};
    double[] noise = {1, 1.5};
    double sample = 0;
    for (int arm = 0; arm < 2; arm++) {
      for (int i = 0; i < n; i++) {
        y[arm][i] = slopes[arm] * x[arm][i] + noise[arm] * random.nextGaussian();
        sample += x[arm][i] / (2 * n);
      }
    }
    double estimate =
        Cuped.of(PairedMoments.of(y[0], x[0]), PairedMoments.of(y[1], x[1]))
            .orElseThrow()
            .interacted();
    double se = HeteroscedasticAdjustment.of(y[0], x[0], y[1], x[1]).interacted();
    // the effect among these units, whose covariate has its own mean
    return Math.abs(estimate - 0.8 * sample) <= 1.96 * se;
  }

  private static Optional<PostStratification> strata(SplittableRandom random, double effect) {
    double[][] sums = new double[10][3];
    for (int arm = 0; arm < 2; arm++) {
      for (int i = 0; i < 1_000; i++) {
        int k = random.nextInt(5);
        double y = k + random.nextGaussian() + (arm == 1 ? effect : 0);
        double[] s = sums[2 * k + arm];
        s[0]++;
        s[1] += y;
        s[2] += y * y;
      }
    }
    List<PostStratification.Cell> cells = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      cells.add(new PostStratification.Cell(moments(sums[2 * k + 1]), moments(sums[2 * k])));
    }
    return PostStratification.of(cells);
  }

  private static Optional<Moments> moments(double[] s) {
    return s[0] == 0 ? Optional.empty() : Optional.of(Moments.ofSums((long) s[0], s[1], s[2]));
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
