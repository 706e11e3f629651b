package dev.firstvalue.statistics.adjustment;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.mean.Moments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A difference of means with one covariate taken out by each arm's own slope, at the mean of both
 * arms (Lin 2013), from rows that are told how often they occur. Its error is HC2, as {@link
 * HeteroscedasticAdjustment#interacted}; for rows that belong together the scores of clusters are
 * given. The covariate must be fixed before assignment; 100 units an arm.
 *
 * @param difference first arm less second
 * @param standardError HC2, 0 or more
 * @param degreesOfFreedom units less the four coefficients
 * @param scores what each cluster adds to the difference, by name; their sum is 0
 */
public record LinAdjustment(
    double difference, double standardError, long degreesOfFreedom, Map<String, Double> scores) {

  /** Beyond this leverage a row decides its own prediction, and HC2 does not exist. */
  private static final double WHOLE = 1 - 1e-12;

  public LinAdjustment {
    scores = Map.copyOf(scores);
  }

  /**
   * Rows of one cluster with one value of the covariate.
   *
   * @param y how many they are, their mean outcome, and its squares about that
   */
  public record Row(String cluster, Moments y, double x) {
    public Row {
      Check.finite("x", x);
    }

    /** Rows alike in the outcome, too. */
    public Row(String cluster, double y, double x, long count) {
      this(cluster, new Moments(count, y, 0), x);
    }

    private PairedMoments moments() {
      return new PairedMoments(y.n(), y.mean(), x, y.centredSquares(), 0, 0);
    }
  }

  /**
   * Empty with fewer than 3 rows in an arm, where the covariate does not vary within an arm, or a
   * single row has a value so far off that it decides its own prediction.
   */
  public static Optional<LinAdjustment> of(List<Row> first, List<Row> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    PairedMoments one = moments(first);
    PairedMoments two = moments(second);
    if (Math.min(one.n(), two.n()) < 3 || !(one.xx() > 0) || !(two.xx() > 0)) {
      return Optional.empty();
    }
    double middle = one.with(two).meanX();
    Map<String, Double> scores = new HashMap<>();
    double variance =
        variance(first, one, middle, 1, scores) + variance(second, two, middle, -1, scores);
    return Double.isNaN(variance)
        ? Optional.empty()
        : Optional.of(
            new LinAdjustment(
                at(one, middle) - at(two, middle),
                Math.sqrt(variance),
                Math.addExact(one.n(), two.n()) - 4,
                scores));
  }

  private static PairedMoments moments(List<Row> rows) {
    return rows.stream().map(Row::moments).reduce(PairedMoments::with).orElseThrow();
  }

  /** HC2 of the arm's prediction at the middle, NaN where it does not exist; adds the scores. */
  private static double variance(
      List<Row> rows, PairedMoments arm, double middle, double sign, Map<String, Double> scores) {
    double sum = 0;
    for (Row row : rows) {
      double off = row.x() - arm.meanX();
      double leverage = 1.0 / arm.n() + off * off / arm.xx();
      double residual = row.y().mean() - arm.meanY() - arm.xy() / arm.xx() * off;
      double squares = row.y().n() * residual * residual + row.y().centredSquares();
      double weight = 1.0 / arm.n() + (middle - arm.meanX()) * off / arm.xx();
      scores.merge(row.cluster(), sign * weight * residual * row.y().n(), Double::sum);
      sum += leverage > WHOLE ? Double.NaN : weight * squares * weight / (1 - leverage);
    }
    return sum;
  }

  private static double at(PairedMoments arm, double x) {
    return arm.meanY() + arm.xy() / arm.xx() * (x - arm.meanX());
  }
}
