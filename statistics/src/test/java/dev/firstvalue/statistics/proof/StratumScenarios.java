package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.strata.BreslowDay;
import dev.firstvalue.statistics.strata.GailSimon;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.statistics.strata.MantelHaenszel;
import dev.firstvalue.statistics.strata.MantelHaenszelDifference;
import dev.firstvalue.statistics.strata.MantelHaenszelRatio;
import dev.firstvalue.statistics.strata.RandomEffects;
import dev.firstvalue.statistics.strata.RiskSetDifference;
import dev.firstvalue.statistics.strata.StandardisedDifference;
import dev.firstvalue.statistics.strata.Stratum;
import dev.firstvalue.statistics.strata.VolumeDecomposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Differences within strata. */
final class StratumScenarios {

  private static final double LEVEL = 0.95;
  private static final double[] BASE = {0.1, 0.2, 0.3, 0.4, 0.5};

  private StratumScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    differences(all);
    agreement(all);
    return all;
  }

  /** Strata of 400 units, a share of them treated that rises with the base rate. */
  private static List<Stratum> strata(SplittableRandom random, double effect, boolean ratio) {
    List<Stratum> strata = new ArrayList<>();
    for (int k = 0; k < BASE.length; k++) {
      double treated = ratio ? BASE[k] * (1 + effect) : BASE[k] + effect;
      long n1 = 120 + 40L * k;
      strata.add(
          cell(binomial(random, n1, treated), n1, binomial(random, 400 - n1, BASE[k]), 400 - n1));
    }
    return strata;
  }

  private static Stratum cell(long x1, long n1, long x0, long n0) {
    return new Stratum(x1, n1 - x1, x0, n0 - x0);
  }

  static long binomial(SplittableRandom random, long n, double p) {
    long hits = 0;
    for (long i = 0; i < n; i++) {
      hits += random.nextDouble() < p ? 1 : 0;
    }
    return hits;
  }

  private static void differences(List<Scenario> all) {
    String regime = "5 strata of 400 units, arms of unlike mix";
    add(
        all,
        "Mantel–Haenszel risk difference, Sato",
        regime,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            MantelHaenszelDifference.of(strata(random, 0.05, false))
                .orElseThrow()
                .interval(LEVEL)
                .contains(0.05));
    add(
        all,
        "Mantel–Haenszel risk difference, Sato",
        "100 strata of 10 units",
        Promise.ASYMPTOTIC_COVERAGE,
        StratumScenarios::sparse);
    add(
        all,
        "Mantel–Haenszel risk ratio, Greenland–Robins",
        regime,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            MantelHaenszelRatio.of(strata(random, 0.2, true))
                .orElseThrow()
                .interval(LEVEL)
                .contains(1.2));
    add(
        all,
        "Cochran–Mantel–Haenszel test",
        regime,
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(Optional.of(MantelHaenszel.of(strata(random, 0, false)).pValue())));
    add(
        all,
        "Mantel–Haenszel odds ratio, Robins–Breslow–Greenland",
        regime,
        Promise.ASYMPTOTIC_COVERAGE,
        random -> {
          double[] limits = MantelHaenszel.of(strata(random, 0, false)).limits(LEVEL);
          return limits[0] <= 1 && 1 <= limits[1];
        });
    add(
        all,
        "Standardised difference",
        regime,
        Promise.ASYMPTOTIC_COVERAGE,
        random ->
            StandardisedDifference.of(
                    strata(random, 0.05, false), StandardisedDifference.Mix.EVERYONE)
                .orElseThrow()
                .interval(LEVEL)
                .contains(0.05));
    add(
        all,
        "Crude difference of the same strata",
        regime,
        Promise.SHOWN,
        random -> {
          Stratum t =
              strata(random, 0, false).stream().reduce(StratumScenarios::together).orElseThrow();
          return rejects(
              PooledZ.test(
                      new Proportion(t.a(), t.a() + t.b()), new Proportion(t.c(), t.c() + t.d()))
                  .map(PooledZ.ZTest::twoSided));
        });
    add(
        all,
        "Excess beyond volume",
        "6 volume cells, 2,000 units, no effect",
        Promise.ASYMPTOTIC_COVERAGE,
        random -> {
          VolumeDecomposition split = VolumeDecomposition.of(volumes(random)).orElseThrow();
          return Math.abs(split.excess()) <= 1.96 * split.standardError();
        });
    add(
        all,
        "Risk-set difference, CR1 by unit",
        "1,000 units, each in up to 5 trials, no effect",
        Promise.ASYMPTOTIC_COVERAGE,
        StratumScenarios::trials);
    add(
        all,
        "Headroom by the delta method",
        "1,000 units",
        Promise.ASYMPTOTIC_COVERAGE,
        StratumScenarios::headroom);
  }

  private static Stratum together(Stratum one, Stratum two) {
    return new Stratum(one.a() + two.a(), one.b() + two.b(), one.c() + two.c(), one.d() + two.d());
  }

  private static boolean sparse(SplittableRandom random) {
    List<Stratum> strata = new ArrayList<>();
    for (int k = 0; k < 100; k++) {
      double base = BASE[k % BASE.length];
      strata.add(cell(binomial(random, 4, base + 0.1), 4, binomial(random, 6, base), 6));
    }
    return MantelHaenszelDifference.of(strata).orElseThrow().interval(LEVEL).contains(0.1);
  }

  private static List<Stratum> volumes(SplittableRandom random) {
    long[][] cells = new long[6][4];
    for (int i = 0; i < 2_000; i++) {
      int k = random.nextInt(6);
      boolean marked = random.nextDouble() < 0.1 + 0.12 * k;
      boolean retained = random.nextDouble() < 0.15 + 0.1 * k;
      cells[k][(marked ? 0 : 2) + (retained ? 0 : 1)]++;
    }
    List<Stratum> strata = new ArrayList<>();
    for (long[] c : cells) {
      strata.add(new Stratum(c[0], c[1], c[2], c[3]));
    }
    return strata;
  }

  /**
   * A trial a day for those not yet marked; the keen are marked earlier and retained more often.
   */
  private static boolean trials(SplittableRandom random) {
    int units = 1_000;
    long[][] cells = new long[10][4];
    int[] first = new int[units];
    boolean[] keen = new boolean[units];
    boolean[] retained = new boolean[units];
    for (int unit = 0; unit < units; unit++) {
      keen[unit] = random.nextBoolean();
      retained[unit] = random.nextDouble() < (keen[unit] ? 0.5 : 0.25);
      while (first[unit] < 5 && random.nextDouble() > (keen[unit] ? 0.25 : 0.1)) {
        first[unit]++;
      }
      for (int day = 0; day <= Math.min(4, first[unit]); day++) {
        cells[2 * day + (keen[unit] ? 1 : 0)][
            (day == first[unit] ? 0 : 2) + (retained[unit] ? 0 : 1)]++;
      }
    }
    List<Stratum> strata =
        Arrays.stream(cells).map(c -> new Stratum(c[0], c[1], c[2], c[3])).toList();
    RiskSetDifference difference = RiskSetDifference.of(strata).orElseThrow();
    double[] sums = new double[units];
    for (int unit = 0; unit < units; unit++) {
      for (int day = 0; day <= Math.min(4, first[unit]); day++) {
        sums[unit] +=
            difference.contribution(
                2 * day + (keen[unit] ? 1 : 0), day == first[unit], retained[unit]);
      }
    }
    return ClusterInfluence.of(sums, units, 2).interval(difference.difference(), LEVEL).contains(0);
  }

  private static boolean headroom(SplittableRandom random) {
    long[] c = new long[4];
    for (int i = 0; i < 1_000; i++) {
      boolean marked = random.nextDouble() < 0.3;
      boolean retained = random.nextDouble() < (marked ? 0.6 : 0.25);
      c[(marked ? 0 : 2) + (retained ? 0 : 1)]++;
    }
    FourfoldTable table = new FourfoldTable(c[0], c[1], c[2], c[3]);
    double off = table.headroom().orElseThrow() - 0.3 * 0.35;
    return Math.abs(off) <= 1.96 * table.headroomStandardError().orElseThrow();
  }

  private static void agreement(List<Scenario> all) {
    String regime = "5 strata of 400 units, one effect";
    add(
        all,
        "Cochran's Q of risk differences",
        "5 strata of 2,000 units, one effect",
        Promise.ASYMPTOTIC_LEVEL,
        random -> {
          List<Stratum> strata = new ArrayList<>();
          for (double base : BASE) {
            strata.add(
                cell(
                    binomial(random, 1_000, base + 0.05),
                    1_000,
                    binomial(random, 1_000, base),
                    1_000));
          }
          return rejects(Heterogeneity.ofRiskDifferences(strata).flatMap(Heterogeneity::pValue));
        });
    add(
        all,
        "Breslow–Day",
        regime,
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(BreslowDay.of(strata(random, 0, false)).map(BreslowDay::pValue)));
    add(
        all,
        "Breslow–Day with Tarone",
        regime,
        Promise.ASYMPTOTIC_LEVEL,
        random -> rejects(BreslowDay.of(strata(random, 0, false)).map(BreslowDay::taronePValue)));
    add(
        all,
        "Gail–Simon",
        "5 normal effects, all 0",
        Promise.HELD_LEVEL,
        random -> rejects(Optional.of(GailSimon.of(effects(random, 5, 0), ones(5)).pValue())));
    add(
        all,
        "DerSimonian–Laird mean",
        "40 normal effects, tau equal to their error",
        Promise.ASYMPTOTIC_COVERAGE,
        random -> RandomEffects.of(effects(random, 40, 1), ones(40)).interval(LEVEL).contains(0));
    add(
        all,
        "Interaction z",
        "two normal effects",
        Promise.ASYMPTOTIC_LEVEL,
        random ->
            rejects(
                Heterogeneity.interaction(random.nextGaussian(), 1, 2 * random.nextGaussian(), 2)
                    .map(PooledZ.ZTest::twoSided)));
  }

  private static double[] effects(SplittableRandom random, int k, double tau) {
    double[] effects = new double[k];
    for (int i = 0; i < k; i++) {
      effects[i] = tau * random.nextGaussian() + random.nextGaussian();
    }
    return effects;
  }

  private static double[] ones(int k) {
    double[] ones = new double[k];
    Arrays.fill(ones, 1);
    return ones;
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
