package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Treated mean less control mean for few clusters: the CR2 standard error of Bell and McCaffrey
 * 2002, which is unbiased when rows are independent with one variance, and t on their Satterthwaite
 * degrees of freedom (R's {@code clubSandwich::vcovCR(type = "CR2")} with its {@code
 * "Satterthwaite"} test). Use it under about 20 clusters an arm; good from some 4 an arm if they
 * are of like size.
 *
 * <p>In this regression a cluster's adjustment (I - H)^(-1/2) scales the sum of its residuals in an
 * arm by 1/sqrt(1 - m/n), m of the arm's n rows, so totals by cluster suffice.
 *
 * @param difference of the means
 * @param standardError CR2
 * @param degreesOfFreedom (sum of G_gg)²/sum of G_gh²
 */
public record BellMcCaffrey(double difference, double standardError, double degreesOfFreedom) {

  /** Empty where an arm is a single cluster, which then has no spread to learn from. */
  public static Optional<BellMcCaffrey> of(List<ClusterTotal> totals) {
    Map<String, double[]> clusters = new HashMap<>();
    double[] rows = new double[2];
    double[] sums = new double[2];
    for (ClusterTotal total : totals) {
      int arm = total.treated() ? 1 : 0;
      double n = total.rows().n();
      double[] row = clusters.computeIfAbsent(total.cluster(), name -> new double[4]);
      row[arm] += n;
      row[2 + arm] += n * total.rows().mean();
      rows[arm] += n;
      sums[arm] += n * total.rows().mean();
    }
    Check.atLeast("rows of the control arm", (long) rows[0], 1);
    Check.atLeast("rows of the treated arm", (long) rows[1], 1);
    double[] means = {sums[0] / rows[0], sums[1] / rows[1]};
    double variance = 0;
    double trace = 0;
    double[] products = new double[3];
    double diagonal = 0;
    double offDiagonal = 0;
    for (double[] row : clusters.values()) {
      double score = 0;
      double own = 0;
      double[] reach = new double[2];
      for (int arm = 0; arm < 2; arm++) {
        double n = rows[arm];
        double m = row[arm];
        if (m == n) {
          return Optional.empty();
        }
        double scale = 1 / (n * Math.sqrt(1 - m / n));
        double residual = row[2 + arm] - m * means[arm];
        score += (arm == 1 ? 1 : -1) * scale * residual;
        reach[arm] = m * scale;
        own += m / (n * n);
      }
      variance += score * score;
      trace += own;
      diagonal += own * own;
      double both = reach[0] * reach[0] / rows[0] + reach[1] * reach[1] / rows[1];
      offDiagonal -= both * both;
      products[0] += reach[0] * reach[0];
      products[1] += reach[1] * reach[1];
      products[2] += reach[0] * reach[1];
    }
    offDiagonal +=
        Math.pow(products[0] / rows[0], 2)
            + Math.pow(products[1] / rows[1], 2)
            + 2 * products[2] * products[2] / (rows[0] * rows[1]);
    return Optional.of(
        new BellMcCaffrey(
            means[1] - means[0],
            Math.sqrt(variance),
            trace * trace / (diagonal + Math.max(0, offDiagonal))));
  }

  /** Two-sided; empty where the standard error is 0. */
  public Optional<PValue> pValue() {
    return standardError == 0
        ? Optional.empty()
        : Optional.of(StudentT.twoSided(difference / standardError, degreesOfFreedom));
  }

  public Interval interval(double level) {
    double half = StudentT.twoSidedCritical(level, degreesOfFreedom) * standardError;
    return new Interval(difference - half, difference + half, level, IntervalMethod.STUDENT_T);
  }
}
