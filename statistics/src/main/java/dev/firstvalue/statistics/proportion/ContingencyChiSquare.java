package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.ChiSquared;
import java.util.Optional;

/**
 * Pearson's chi-square of independence in a table of any size, without correction, as R's {@code
 * chisq.test(correct = FALSE)}: sum of (seen - expected)²/expected, on (rows - 1)(columns - 1)
 * degrees of freedom. Rows and columns that are empty do not count. For expected counts of 5 or
 * more in most cells.
 *
 * @param chiSquare 0 or more
 * @param degreesOfFreedom at least 1
 * @param smallestExpected the smallest expected count, above 0
 * @param pValue of a statistic at least this large
 */
public record ContingencyChiSquare(
    double chiSquare, int degreesOfFreedom, double smallestExpected, PValue pValue) {

  /**
   * Of counts, all rows of one length; empty where fewer than two rows or two columns have a unit.
   */
  public static Optional<ContingencyChiSquare> of(long[][] seen) {
    Check.atLeast("rows", seen.length, 1);
    double[] rows = new double[seen.length];
    double[] columns = new double[seen[0].length];
    double all = 0;
    for (int i = 0; i < seen.length; i++) {
      if (seen[i].length != columns.length) {
        throw Check.refused("row " + i, seen[i].length + " columns", columns.length + " columns");
      }
      for (int j = 0; j < columns.length; j++) {
        Check.count("seen[" + i + "][" + j + "]", seen[i][j]);
        rows[i] += seen[i][j];
        columns[j] += seen[i][j];
        all += seen[i][j];
      }
    }
    double chiSquare = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        double expected = rows[i] * columns[j] / all;
        if (expected > 0) {
          chiSquare += (seen[i][j] - expected) * (seen[i][j] - expected) / expected;
          smallest = Math.min(smallest, expected);
        }
      }
    }
    if (filled(rows) < 2 || filled(columns) < 2) {
      return Optional.empty();
    }
    int degrees = (filled(rows) - 1) * (filled(columns) - 1);
    return Optional.of(
        new ContingencyChiSquare(
            chiSquare, degrees, smallest, ChiSquared.test(chiSquare, degrees)));
  }

  private static int filled(double[] totals) {
    int filled = 0;
    for (double total : totals) {
      filled += total > 0 ? 1 : 0;
    }
    return filled;
  }
}
