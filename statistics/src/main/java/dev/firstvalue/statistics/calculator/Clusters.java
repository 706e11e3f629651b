package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.cluster.BellMcCaffrey;
import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusterRobustDifference;
import dev.firstvalue.statistics.cluster.ClusterTotal;
import dev.firstvalue.statistics.cluster.IntraclassCorrelation;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.mean.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Differences of means when whole clusters were assigned. */
final class Clusters {

  static final Map<String, Calculator> METHODS =
      Map.of(
          "cluster_robust_diff_means", Clusters::ofRows,
          "cluster_robust_diff_means_from_cluster_totals", Clusters::ofTotals,
          "cluster_influence", Clusters::influence,
          "cluster_heterogeneity", Clusters::heterogeneity,
          "intraclass_correlation", Clusters::intraclass,
          "design_effect", Clusters::designEffect);

  private Clusters() {}

  private static Result ofRows(Inputs in) {
    double[] y = in.numbers("y");
    List<?> treated = in.list("treated");
    List<?> cluster = in.list("cluster");
    if (treated.size() != y.length || cluster.size() != y.length) {
      throw Check.refused(
          "treated and cluster",
          treated.size() + " and " + cluster.size() + " values",
          y.length + " each, one for each y");
    }
    List<ClusterTotal> rows = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      rows.add(
          new ClusterTotal(
              name(cluster.get(i), i),
              Inputs.toFlag("treated[" + i + "]", treated.get(i)),
              new Moments(1, Check.finite("y[" + i + "]", y[i]), 0)));
    }
    return difference(in, rows);
  }

  private static Result ofTotals(Inputs in) {
    List<ClusterTotal> totals = new ArrayList<>();
    for (Inputs row : in.objects("clusters")) {
      long n = row.count("n");
      if (n > 0) {
        totals.add(total(row, n, totals.size()));
      }
    }
    return difference(in, totals);
  }

  private static ClusterTotal total(Inputs row, long n, int index) {
    String cluster = name(row.raw("cluster"), index);
    return new ClusterTotal(cluster, row.flag("treated", false), moments(row, n));
  }

  private static Moments moments(Inputs row, long n) {
    return row.has("sum")
        ? Moments.ofSums(n, row.number("sum"), row.number("sum_squares"))
        : ClusterTotal.ofCounts(
                "", true, n, OneProportion.proportion(row, "successes", "n").successes())
            .rows();
  }

  private static String name(@Nullable Object value, int index) {
    if (value == null) {
      throw Check.refused("cluster[" + index + "]", "missing", "a name or number");
    }
    return value instanceof Number number
        ? Double.toString(number.doubleValue())
        : value.toString();
  }

  private static Result difference(Inputs in, List<ClusterTotal> totals) {
    ClusterRobustDifference result = ClusterRobustDifference.of(totals);
    double cr1 = result.cr1().orElse(Double.NaN);
    double df = result.clusters() - 1.0;
    double t = cr1 > 0 ? result.difference() / cr1 : Double.NaN;
    Result named =
        new Result()
            .put("diff", result.difference())
            .put("se_iid", result.independent())
            .put("se_hc1", result.heteroscedastic())
            .put("se_cluster_cr0", result.cr0())
            .put("se_cluster_cr1", result.cr1())
            .put("n", result.rows())
            .put("clusters", (long) result.clusters())
            .put("t_cr1", t)
            .putP(
                "p_cr1",
                Double.isNaN(t) ? Optional.empty() : Optional.of(StudentT.twoSided(t, df)));
    if (Double.isNaN(t)) {
      named.putUndefined("ci95_cr1");
    } else {
      double half = StudentT.twoSidedCritical(in.level(), df) * cr1;
      named.putAll("ci95_cr1", result.difference() - half, result.difference() + half);
    }
    Optional<BellMcCaffrey> few = BellMcCaffrey.of(totals);
    return named
        .put("se_cluster_cr2", few.map(BellMcCaffrey::standardError).orElse(Double.NaN))
        .put("df_satterthwaite", few.map(BellMcCaffrey::degreesOfFreedom).orElse(Double.NaN))
        .putP("p_cr2", few.flatMap(BellMcCaffrey::pValue))
        .put("ci95_cr2", few.map(f -> f.interval(in.level())));
  }

  private static Result heterogeneity(Inputs in) {
    double[] estimates = in.numbers("estimates");
    List<?> clusters = in.list("scores");
    List<double[]> scores = new ArrayList<>();
    for (int g = 0; g < clusters.size(); g++) {
      List<?> row = Inputs.toList("scores[" + g + "]", clusters.get(g));
      if (row.size() != estimates.length) {
        throw Check.refused(
            "scores[" + g + "]", row.size() + " values", estimates.length + ", one an estimate");
      }
      double[] score = new double[row.size()];
      for (int k = 0; k < score.length; k++) {
        String at = "scores[" + g + "][" + k + "]";
        score[k] = Check.finite(at, Inputs.toNumber(at, row.get(k)));
      }
      scores.add(score);
    }
    Optional<ClusterHeterogeneity> test = ClusterHeterogeneity.of(estimates, scores);
    return new Result()
        .put("wald", test.map(ClusterHeterogeneity::wald).orElse(Double.NaN))
        .put("df", estimates.length - 1L)
        .put("df_denominator", test.map(one -> (double) one.denominator()).orElse(Double.NaN))
        .putP("p", test.map(ClusterHeterogeneity::pValue));
  }

  private static Result influence(Inputs in) {
    int parameters = (int) Math.min(1_000, in.has("parameters") ? in.count("parameters") : 1);
    ClusterInfluence error = ClusterInfluence.of(in.numbers("sums"), in.count("rows"), parameters);
    double estimate = in.number("estimate");
    return new Result()
        .put("se", error.standardError())
        .put("df", error.degreesOfFreedom())
        .putP("p", error.pValue(estimate))
        .put("ci95", error.interval(estimate, in.level()));
  }

  private static Result intraclass(Inputs in) {
    List<Moments> clusters = new ArrayList<>();
    for (Inputs row : in.objects("clusters")) {
      clusters.add(moments(row, Check.atLeast("n", row.count("n"), 1)));
    }
    Optional<IntraclassCorrelation> icc = IntraclassCorrelation.of(clusters);
    return new Result()
        .put("icc", icc.map(IntraclassCorrelation::correlation).orElse(Double.NaN))
        .put("m0", icc.map(IntraclassCorrelation::size).orElse(Double.NaN));
  }

  private static Result designEffect(Inputs in) {
    return new Result()
        .put(
            "design_effect",
            IntraclassCorrelation.designEffect(
                in.number("icc"), in.number("cluster_size"), in.number("cluster_size_cv", 0)));
  }
}
