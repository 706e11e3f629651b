package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.cluster.ClusterRobustDifference;
import dev.firstvalue.statistics.cluster.ClusterTotal;
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
          "cluster_robust_diff_means_from_cluster_totals", Clusters::ofTotals);

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
    boolean treated = row.flag("treated", false);
    return row.has("sum")
        ? new ClusterTotal(
            cluster, treated, Moments.ofSums(n, row.number("sum"), row.number("sum_squares")))
        : ClusterTotal.ofCounts(
            cluster, treated, n, OneProportion.proportion(row, "successes", "n").successes());
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
      return named.putUndefined("ci95_cr1");
    }
    double half = StudentT.twoSidedCritical(in.level(), df) * cr1;
    return named.putAll("ci95_cr1", result.difference() - half, result.difference() + half);
  }
}
