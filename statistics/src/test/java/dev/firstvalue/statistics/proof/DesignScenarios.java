package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.Welch;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.multiplicity.Dunnett;
import dev.firstvalue.statistics.multiplicity.DunnettComparison;
import dev.firstvalue.statistics.multiplicity.WeightedBonferroni;
import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.statistics.power.StudentPower;
import dev.firstvalue.statistics.proportion.NonInferiority;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.sampleratio.SampleRatio;
import dev.firstvalue.statistics.sampleratio.SequentialSampleRatio;
import dev.firstvalue.statistics.sequential.ConfidenceSequence;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Looks, many comparisons, sample ratios, and power as planned. */
final class DesignScenarios {

  private DesignScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    looks(all);
    continuous(all);
    families(all);
    sampleRatios(all);
    power(all);
    return all;
  }

  private static void looks(List<Scenario> all) {
    GroupSequential five = GroupSequential.equallySpaced(5, 0.05, true);
    Map<String, double[]> designs = new LinkedHashMap<>();
    designs.put("O'Brien–Fleming", five.obrienFleming());
    designs.put("Pocock", five.pocock());
    designs.put("Haybittle–Peto", five.haybittlePeto(3));
    designs.put("Lan–DeMets, O'Brien–Fleming-like", five.spending(SpendingFunction::obrienFleming));
    designs.put("Lan–DeMets, Pocock-like", five.spending(SpendingFunction::pocock));
    designs.put(
        "Kim–DeMets, power 2", five.spending(alpha -> SpendingFunction.kimDeMets(alpha, 2)));
    designs.put(
        "Hwang–Shih–DeCani, gamma -4",
        five.spending(alpha -> SpendingFunction.hwangShihDeCani(alpha, -4)));
    Counts batch = new Counts(400, 0.3);
    designs.forEach(
        (name, bounds) ->
            add(
                all,
                name,
                "5 looks at 400 new units an arm each, p = 0.3",
                Promise.HELD_LEVEL,
                random -> crosses(random, batch, batch, bounds)));
    add(
        all,
        "Looking 5 times at 1.96",
        "5 looks at 400 new units an arm each, p = 0.3",
        Promise.SHOWN,
        random -> crosses(random, batch, batch, new double[] {1.96, 1.96, 1.96, 1.96, 1.96}));
    double[] bounds = five.spending(SpendingFunction::obrienFleming);
    double inflation = DesignPower.inflation(five, bounds, 0.8);
    long units =
        (long) Math.ceil(new SampleSize(0.8, 0.025).proportions(0.3, 0.35, 1) * inflation / 5);
    Counts treated = new Counts(units, 0.35);
    Counts control = new Counts(units, 0.3);
    add(
        all,
        "Power of Lan–DeMets, O'Brien–Fleming-like",
        "5 looks, planned for 30 % against 35 %",
        Promise.POWER_80,
        random -> crosses(random, treated, control, bounds));
  }

  private static boolean crosses(
      SplittableRandom random, Counts first, Counts second, double[] bounds) {
    Proportion one = first.next(random);
    Proportion two = second.next(random);
    for (int k = 0; k < bounds.length; k++) {
      if (k > 0) {
        one = one.pooledWith(first.next(random));
        two = two.pooledWith(second.next(random));
      }
      if (Math.abs(PooledZ.test(one, two).map(PooledZ.ZTest::z).orElse(0.0)) >= bounds[k]) {
        return true;
      }
    }
    return false;
  }

  private static void continuous(List<Scenario> all) {
    Counts start = new Counts(200, 0.3);
    Counts batch = new Counts(50, 0.3);
    add(
        all,
        "Asymptotic confidence sequence",
        "p = 0.3, from 200 units an arm on a look at every 50, to 5,000",
        Promise.HELD_LEVEL,
        random -> {
          Proportion one = start.next(random);
          Proportion two = start.next(random);
          while (one.trials() <= 5_000) {
            double se = PooledZ.standardError(one, two);
            double n = one.trials() + two.trials();
            ConfidenceSequence sequence = ConfidenceSequence.twoSided(se, n, 5_000, 0.05);
            if (Math.abs(one.minus(two)) > sequence.halfWidth()) {
              return true;
            }
            one = one.pooledWith(batch.next(random));
            two = two.pooledWith(batch.next(random));
          }
          return false;
        });
  }

  private static void families(List<Scenario> all) {
    Counts arm = new Counts(1_000, 0.3);
    add(
        all,
        "Dunnett, any of 3 arms",
        "1,000 units an arm, p = 0.3",
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            DunnettComparison.ofProportions(
                    arm.next(random), List.of(arm.next(random), arm.next(random), arm.next(random)))
                .orElseThrow()
                .t()
                .stream()
                .anyMatch(t -> Math.abs(t) >= DUNNETT));
    Map<String, UnaryOperator<double[]>> adjustments = new LinkedHashMap<>();
    adjustments.put("Bonferroni", AdjustedPValues::bonferroni);
    adjustments.put("Holm", AdjustedPValues::holm);
    adjustments.put("Hochberg", AdjustedPValues::hochberg);
    adjustments.put("Hommel", AdjustedPValues::hommel);
    adjustments.put("Benjamini–Hochberg", AdjustedPValues::benjaminiHochberg);
    adjustments.put("Benjamini–Yekutieli", AdjustedPValues::benjaminiYekutieli);
    adjustments.put(
        "Weighted Bonferroni", p -> WeightedBonferroni.adjusted(p, new double[] {3, 1, 1, 1, 1}));
    adjustments.put("Fixed sequence", WeightedBonferroni::fixedSequence);
    adjustments.forEach(
        (name, method) ->
            add(
                all,
                name + ", any of 5",
                "5 normal metrics correlated 0.5, none moved",
                Promise.HELD_LEVEL,
                random ->
                    Arrays.stream(method.apply(correlated(random))).anyMatch(p -> p <= 0.05)));
  }

  /** Critical value of 3 equal arms at 0.05, as the class computes it. */
  private static final double DUNNETT = Dunnett.equal(3, Double.POSITIVE_INFINITY).critical(0.05);

  private static double[] correlated(SplittableRandom random) {
    double common = random.nextGaussian();
    double[] p = new double[5];
    for (int i = 0; i < p.length; i++) {
      p[i] = Normal.twoSided(Math.sqrt(0.5) * (common + random.nextGaussian())).value();
    }
    return p;
  }

  private static void sampleRatios(List<Scenario> all) {
    Counts half = new Counts(20_000, 0.5);
    Counts few = new Counts(20_000, 0.05);
    add(
        all,
        "Sample ratio, chi-square at 0.001",
        "20,000 units, 50/50",
        Promise.ALARMS,
        random -> alarm(half.count(random), 1, 1));
    add(
        all,
        "Sample ratio, chi-square at 0.001",
        "20,000 units, 5/95",
        Promise.ALARMS,
        random -> alarm(few.count(random), 5, 95));
    Counts day = new Counts(500, 0.5);
    all.add(
        new Scenario(
            "Sample ratio, anytime-valid at 0.001",
            "500 units a day, looked at for 60 days",
            Promise.ALARMS,
            random -> {
              List<long[]> batches = new ArrayList<>();
              for (int d = 0; d < 60; d++) {
                long one = day.count(random);
                batches.add(new long[] {one, 500 - one});
              }
              return SequentialSampleRatio.pValues(batches, new double[] {1, 1}, 10_000)
                      .getLast()
                      .value()
                  < 0.001;
            }));
  }

  private static boolean alarm(long first, double weight, double other) {
    return SampleRatio.of(new long[] {first, 20_000 - first}, new double[] {weight, other})
            .pValue()
            .value()
        < 0.001;
  }

  private static void power(List<Scenario> all) {
    for (double ratio : new double[] {1, 3}) {
      SampleSize plan = new SampleSize(0.8, 0.025);
      long n1 = (long) Math.ceil(plan.proportions(0.3, 0.35, ratio));
      Counts control = new Counts(n1, 0.3);
      Counts treated = new Counts((long) Math.ceil(n1 * ratio), 0.35);
      add(
          all,
          "Power of the pooled z test",
          "planned for 30 % against 35 %, arms 1 to " + Math.round(ratio),
          Promise.POWER_80,
          random ->
              rejects(
                  PooledZ.test(treated.next(random), control.next(random))
                      .map(PooledZ.ZTest::twoSided)));
    }
    int each = (int) Math.ceil(new StudentPower(0.025).perArm(0.5, 0.9));
    add(
        all,
        "Power of Welch's t test",
        "planned for half a standard deviation",
        Promise.POWER_90,
        random ->
            rejects(
                Welch.test(normal(random, each, 0.5), normal(random, each, 0), 0.95)
                    .map(Welch::pValue)));
    double rise = new SampleSize(0.8, 0.025).detectableRise(0.2, 2_000, 2_000);
    Counts base = new Counts(2_000, 0.2);
    Counts raised = new Counts(2_000, 0.2 + rise);
    add(
        all,
        "Power at the smallest effect",
        "2,000 units an arm, 20 %",
        Promise.POWER_80,
        random ->
            rejects(
                PooledZ.test(raised.next(random), base.next(random)).map(PooledZ.ZTest::twoSided)));
    Counts same = new Counts(3_000, 0.3);
    add(
        all,
        "Power of non-inferiority",
        "3,000 units an arm, margin 0.03",
        Promise.SHOWN,
        random -> {
          PValue p =
              NonInferiority.test(
                      same.next(random),
                      same.next(random),
                      -0.03,
                      true,
                      NonInferiority.Variance.FARRINGTON_MANNING)
                  .orElseThrow()
                  .pValue();
          return p.value() <= 0.05;
        });
  }

  private static Moments normal(SplittableRandom random, int n, double mean) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> mean + random.nextGaussian());
    return Moments.of(values);
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
