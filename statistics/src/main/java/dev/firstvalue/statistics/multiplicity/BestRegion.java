package dev.firstvalue.statistics.multiplicity;

import dev.firstvalue.statistics.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The candidates that cannot be told from the best: those whose distance to a reference is within
 * the critical value of the largest |t| over all paired differences, by the Gaussian multiplier
 * bootstrap on influence values (Chernozhukov, Chetverikov and Kato 2013). The reference has to be
 * chosen on other data (another fold); then the truly best candidate is in the region with at least
 * the level. For some hundreds of clusters or units.
 *
 * @param members indices of the candidates in the region, rising; the reference is always one
 * @param critical of the largest |t|, above 0; 0 where no candidate differs from the reference
 */
public record BestRegion(List<Integer> members, double critical) {

  public BestRegion {
    members = List.copyOf(members);
  }

  /**
   * The region around a reference.
   *
   * @param estimates of the candidates, larger being better
   * @param influence contributions to each estimate, on its scale, by cluster (or by kind of unit):
   *     {@code influence[row][candidate]}
   * @param counts how many units share a row, each a multiplier of its own
   * @param reference index of the candidate chosen elsewhere
   * @param draws of the bootstrap, at least 100
   * @param seed same seed, same region
   */
  public static BestRegion of(
      double[] estimates,
      double[][] influence,
      long[] counts,
      int reference,
      double level,
      int draws,
      long seed) {
    Check.level(level);
    Check.atLeast("candidates", estimates.length, 1);
    Check.atLeast("draws", draws, 100);
    if (reference < 0 || reference >= estimates.length) {
      throw Check.refused("reference", reference, "0 to " + (estimates.length - 1));
    }
    if (counts.length != influence.length) {
      throw Check.refused("counts", counts.length + " of them", influence.length + ", one a row");
    }
    double[][] apart = differences(estimates, influence, counts, reference);
    double[] errors = errors(apart, estimates.length);
    double critical = critical(apart, errors, level, draws, seed);
    List<Integer> members = new ArrayList<>();
    for (int j = 0; j < estimates.length; j++) {
      if (estimates[reference] - estimates[j] <= critical * errors[j]) {
        members.add(j);
      }
    }
    return new BestRegion(members, critical);
  }

  /** Reference less candidate, times the root of the row's count. */
  private static double[][] differences(
      double[] estimates, double[][] influence, long[] counts, int reference) {
    double[][] apart = new double[influence.length][];
    for (int r = 0; r < apart.length; r++) {
      double[] row = influence[r];
      if (row.length != estimates.length) {
        throw Check.refused(
            "influence[" + r + "]", row.length + " values", estimates.length + ", one a candidate");
      }
      double weight = Math.sqrt((double) Check.count("counts[" + r + "]", counts[r]));
      apart[r] = new double[row.length];
      for (int j = 0; j < row.length; j++) {
        Check.finite("influence[" + r + "][" + j + "]", row[j]);
        apart[r][j] = weight * (row[reference] - row[j]);
      }
    }
    return apart;
  }

  private static double[] errors(double[][] apart, int candidates) {
    double[] errors = new double[candidates];
    for (double[] row : apart) {
      for (int j = 0; j < candidates; j++) {
        errors[j] += row[j] * row[j];
      }
    }
    Arrays.setAll(errors, j -> Math.sqrt(errors[j]));
    return errors;
  }

  private static double critical(
      double[][] apart, double[] errors, double level, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] largest = new double[draws];
    double[] sums = new double[errors.length];
    for (int d = 0; d < draws; d++) {
      Arrays.fill(sums, 0);
      for (double[] row : apart) {
        double multiplier = random.nextGaussian();
        for (int j = 0; j < sums.length; j++) {
          sums[j] += multiplier * row[j];
        }
      }
      for (int j = 0; j < sums.length; j++) {
        if (errors[j] > 0) {
          largest[d] = Math.max(largest[d], Math.abs(sums[j]) / errors[j]);
        }
      }
    }
    Arrays.sort(largest);
    return largest[(int) Math.min(draws - 1.0, Math.ceil(level * draws))];
  }
}
