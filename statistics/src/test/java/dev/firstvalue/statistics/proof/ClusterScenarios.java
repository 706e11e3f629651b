package dev.firstvalue.statistics.proof;

import static dev.firstvalue.statistics.proof.ProportionScenarios.rejects;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.cluster.BellMcCaffrey;
import dev.firstvalue.statistics.cluster.ClusterRobustDifference;
import dev.firstvalue.statistics.cluster.ClusterRows;
import dev.firstvalue.statistics.cluster.ClusterTotal;
import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.mean.NormalDifference;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Whole accounts assigned, their users alike with an intraclass correlation of 0.1. */
final class ClusterScenarios {

  private ClusterScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    String many = "50 accounts an arm of 5 to 35 users, intraclass correlation 0.1";
    add(
        all,
        "CR1 with t(G-1)",
        many,
        Promise.CLUSTER_LEVEL,
        random -> rejects(cr1(arms(random, 50))));
    add(
        all,
        "CR2 with Satterthwaite",
        many,
        Promise.CLUSTER_LEVEL,
        random -> rejects(cr2(arms(random, 50))));
    add(
        all,
        "Delta method over accounts",
        many,
        Promise.CLUSTER_LEVEL,
        random -> rejects(delta(arms(random, 50))));
    add(all, "Row-level z test", many, Promise.SHOWN, random -> rejects(rows(arms(random, 50))));
    String few = "8 accounts an arm of 5 to 35 users, intraclass correlation 0.1";
    add(
        all,
        "CR2 with Satterthwaite",
        few,
        Promise.CLUSTER_LEVEL,
        random -> rejects(cr2(arms(random, 8))));
    add(
        all,
        "CR1 with t(G-1), which then is not used",
        few,
        Promise.SHOWN,
        random -> rejects(cr1(arms(random, 8))));
    add(all, "CR1 interval", many, Promise.ASYMPTOTIC_COVERAGE, random -> covers(arms(random, 50)));
    add(
        all,
        "Wilson at the effective number of units",
        "50 accounts of 5 to 35 users, share 0.3, intraclass correlation 0.1",
        Promise.ASYMPTOTIC_COVERAGE,
        random -> holds(share(arms(random, 25)).interval(0.95)));
    add(
        all,
        "Wilson",
        "50 accounts of 5 to 35 users, share 0.3, intraclass correlation 0.1",
        Promise.SHOWN,
        random -> holds(Wilson.interval(pooled(arms(random, 25)), 0.95)));
    return all;
  }

  /** Two arms of accounts whose shares are beta with mean 0.3: correlation 1/(a + b + 1) = 0.1. */
  private static List<ClusterTotal> arms(SplittableRandom random, int accounts) {
    List<ClusterTotal> totals = new ArrayList<>();
    for (int g = 0; g < 2 * accounts; g++) {
      long n = 5L + random.nextInt(31);
      double one = gamma(random, 2.7);
      double share = one / (one + gamma(random, 6.3));
      long hits = 0;
      for (int i = 0; i < n; i++) {
        hits += random.nextDouble() < share ? 1 : 0;
      }
      totals.add(ClusterTotal.ofCounts("account " + g, g % 2 == 1, n, hits));
    }
    return totals;
  }

  /** Marsaglia and Tsang 2000, for shapes above 1. */
  static double gamma(SplittableRandom random, double shape) {
    double d = shape - 1 / 3.0;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }

  private static boolean holds(Interval interval) {
    return interval.low() <= 0.3 && 0.3 <= interval.high();
  }

  private static ClusteredShare share(List<ClusterTotal> totals) {
    return ClusteredShare.of(
            totals.stream()
                .map(
                    total ->
                        new ClusterRows(
                            total.rows().n(), Math.rint(total.rows().n() * total.rows().mean()), 1))
                .toList())
        .orElseThrow();
  }

  private static Proportion pooled(List<ClusterTotal> totals) {
    Proportion treated = pooled(totals, true);
    Proportion control = pooled(totals, false);
    return new Proportion(
        treated.successes() + control.successes(), treated.trials() + control.trials());
  }

  private static Optional<PValue> cr1(List<ClusterTotal> totals) {
    ClusterRobustDifference result = ClusterRobustDifference.of(totals);
    double se = result.cr1().orElseThrow();
    return Optional.of(StudentT.twoSided(result.difference() / se, result.clusters() - 1.0));
  }

  private static boolean covers(List<ClusterTotal> totals) {
    ClusterRobustDifference result = ClusterRobustDifference.of(totals);
    double critical = StudentT.twoSidedCritical(0.95, result.clusters() - 1.0);
    return Math.abs(result.difference()) <= critical * result.cr1().orElseThrow();
  }

  private static Optional<PValue> cr2(List<ClusterTotal> totals) {
    return BellMcCaffrey.of(totals).flatMap(BellMcCaffrey::pValue);
  }

  private static Optional<PValue> delta(List<ClusterTotal> totals) {
    return ratio(totals, true).minus(ratio(totals, false), 0.95).map(NormalDifference::pValue);
  }

  private static RatioOfSums ratio(List<ClusterTotal> totals, boolean treated) {
    double[] s = new double[5];
    long accounts = 0;
    for (ClusterTotal total : totals) {
      if (total.treated() == treated) {
        double n = total.rows().n();
        double x = Math.rint(n * total.rows().mean());
        accounts++;
        s[0] += x;
        s[1] += n;
        s[2] += x * x;
        s[3] += n * n;
        s[4] += x * n;
      }
    }
    return RatioOfSums.of(accounts, s[0], s[1], s[2], s[3], s[4]).orElseThrow();
  }

  private static Optional<PValue> rows(List<ClusterTotal> totals) {
    return PooledZ.test(pooled(totals, true), pooled(totals, false)).map(PooledZ.ZTest::twoSided);
  }

  private static Proportion pooled(List<ClusterTotal> totals, boolean treated) {
    long n = 0;
    long x = 0;
    for (ClusterTotal total : totals) {
      if (total.treated() == treated) {
        n += total.rows().n();
        x += Math.round(total.rows().n() * total.rows().mean());
      }
    }
    return new Proportion(x, n);
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
