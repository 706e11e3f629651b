package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Treated mean less control mean, with the standard errors of its least-squares regression: of
 * independent rows with one variance, heteroscedastic (HC1 = N/(N-2) HC0), and clustered (Liang and
 * Zeger 1986; CR1 = G/(G-1) (N-1)/(N-2) CR0), to be read with t on G - 1 degrees of freedom. With
 * fewer than about 20 clusters an arm CR1 is too small.
 *
 * @param difference of the means
 * @param independent classical; absent under 3 rows
 * @param heteroscedastic HC1; absent under 3 rows
 * @param cr0 plain sandwich over clusters
 * @param cr1 with both factors; absent under 2 clusters or 3 rows
 * @param rows N
 * @param clusters G
 */
public record ClusterRobustDifference(
    double difference,
    OptionalDouble independent,
    OptionalDouble heteroscedastic,
    double cr0,
    OptionalDouble cr1,
    long rows,
    int clusters) {

  /** From totals with at least one row in each arm. */
  public static ClusterRobustDifference of(List<ClusterTotal> totals) {
    Arm treated = Arm.of("treated", totals.stream().filter(ClusterTotal::treated).toList());
    Arm control = Arm.of("control", totals.stream().filter(t -> !t.treated()).toList());
    double n1 = treated.n;
    double n0 = control.n;
    double n = n1 + n0;
    Map<String, Double> scores = new HashMap<>();
    for (ClusterTotal total : totals) {
      Arm arm = total.treated() ? treated : control;
      double residuals = total.rows().n() * (total.rows().mean() - arm.mean) / arm.n;
      scores.merge(total.cluster(), total.treated() ? residuals : -residuals, Double::sum);
    }
    double cr0 = Math.sqrt(scores.values().stream().mapToDouble(s -> s * s).sum());
    int g = scores.size();
    double pooled = (treated.squares + control.squares) / (n - 2) * (1 / n1 + 1 / n0);
    double hc1 = n / (n - 2) * (treated.squares / (n1 * n1) + control.squares / (n0 * n0));
    return new ClusterRobustDifference(
        treated.mean - control.mean,
        onlyIf(n > 2, Math.sqrt(pooled)),
        onlyIf(n > 2, Math.sqrt(hc1)),
        cr0,
        onlyIf(n > 2 && g > 1, cr0 * Math.sqrt(g / (g - 1.0) * ((n - 1) / (n - 2)))),
        treated.n + control.n,
        g);
  }

  private static OptionalDouble onlyIf(boolean known, double value) {
    return known ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** An arm's rows, their mean and their squares about it. */
  private record Arm(long n, double mean, double squares) {

    static Arm of(String name, List<ClusterTotal> totals) {
      long n = totals.stream().mapToLong(t -> t.rows().n()).sum();
      Check.atLeast("rows of the " + name + " arm", n, 1);
      double mean = totals.stream().mapToDouble(t -> t.rows().mean() * t.rows().n()).sum() / n;
      double squares = 0;
      for (ClusterTotal total : totals) {
        double off = total.rows().mean() - mean;
        squares += total.rows().centredSquares() + total.rows().n() * off * off;
      }
      return new Arm(n, mean, squares);
    }
  }
}
