package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * The Wilcoxon-Mann-Whitney rank sum test with the Hodges-Lehmann shift, as in R's {@code
 * wilcox.test}: exact where both samples are under 50 and no value repeats, else normal with the
 * variance corrected for ties and continuity. Tests whether one sample tends to be larger; the
 * shift and its interval also assume distributions of the same shape.
 */
public final class MannWhitney {

  private static final int EXACT_BELOW = 50;

  private final double[] x;
  private final double[] y;
  private final boolean exact;
  private final double w;

  private MannWhitney(double[] x, double[] y) {
    this.x = checked("x", x);
    this.y = checked("y", y);
    this.exact = x.length < EXACT_BELOW && y.length < EXACT_BELOW && tieTerm(0) == 0;
    this.w = statistic(0);
  }

  /** The test of samples of at least one value each; the arrays are copied. */
  public static MannWhitney of(double[] x, double[] y) {
    return new MannWhitney(x.clone(), y.clone());
  }

  /** Pairs with x above y, those equal counting half. */
  public double w() {
    return w;
  }

  /** Whether {@link #twoSided} and {@link #greater} are exact. */
  public boolean exact() {
    return exact;
  }

  /** P(W at least as large); empty where the variance is 0, all values being equal. */
  public OptionalDouble greater() {
    return exact
        ? OptionalDouble.of(RankSums.upper((long) w, x.length, y.length))
        : normal(-0.5, Normal::upperTail);
  }

  /** P(W at most as large). */
  public OptionalDouble less() {
    return exact
        ? OptionalDouble.of(RankSums.lower((long) w, x.length, y.length))
        : normal(0.5, Normal::cumulative);
  }

  /** Twice the smaller tail, at most 1; by the normal distribution with continuity if not exact. */
  public OptionalDouble twoSided() {
    if (exact) {
      double half = Math.min(less().orElseThrow(), greater().orElseThrow());
      return OptionalDouble.of(Math.min(1, 2 * half));
    }
    return approximateTwoSided(true);
  }

  /** The normal approximation, whatever {@link #twoSided} uses. */
  public OptionalDouble approximateTwoSided(boolean continuity) {
    double sign = Math.signum(w - middle());
    return normal(
        continuity ? -0.5 * sign : 0, z -> Math.min(1, 2 * Normal.upperTail(Math.abs(z))));
  }

  /** Hodges and Lehmann's shift of x against y: the median of all differences. */
  public double shift() {
    double[] differences = differences();
    int n = differences.length;
    return (differences[(n - 1) / 2] + differences[n / 2]) / 2;
  }

  /** Limits of the shift; empty where the samples are too small for the level or do not vary. */
  public Optional<double[]> shiftLimits(double level) {
    double tail = (1 - Check.level(level)) / 2;
    double[] differences = differences();
    int n = differences.length;
    if (exact) {
      int k = (int) Math.max(1, RankSums.quantile(tail, x.length, y.length));
      return Optional.of(new double[] {differences[k - 1], differences[n - k]});
    }
    double z = Normal.upperQuantile(tail);
    return sigma(0) > 0
        ? Optional.of(new double[] {crossing(differences, z), crossing(differences, -z)})
        : Optional.empty();
  }

  private OptionalDouble normal(double correction, DoubleUnaryOperator tail) {
    double sigma = sigma(0);
    return sigma > 0
        ? OptionalDouble.of(tail.applyAsDouble((w - middle() + correction) / sigma))
        : OptionalDouble.empty();
  }

  private double middle() {
    return 0.5 * x.length * y.length;
  }

  /** The difference at which the corrected z of (x - difference) against y passes {@code z}. */
  private double crossing(double[] differences, double z) {
    int low = 0;
    int high = differences.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double between = (differences[middle] + differences[middle + 1]) / 2;
      double off = statistic(between) - middle();
      if ((off - 0.5 * Math.signum(off)) / sigma(between) > z) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return differences[low];
  }

  private double statistic(double shift) {
    double[] sorted = y.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (double value : x) {
      sum +=
          0.5
              * (countBelow(sorted, value - shift, false)
                  + countBelow(sorted, value - shift, true));
    }
    return sum;
  }

  private static int countBelow(double[] sorted, double value, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double sigma(double shift) {
    double m = x.length;
    double n = y.length;
    double all = m + n;
    double ties = tieTerm(shift);
    return Math.sqrt(m * n / 12 * (all + 1 - ties / (all * (all - 1))));
  }

  private double tieTerm(double shift) {
    double[] all = new double[x.length + y.length];
    for (int i = 0; i < x.length; i++) {
      all[i] = x[i] - shift;
    }
    System.arraycopy(y, 0, all, x.length, y.length);
    Arrays.sort(all);
    double sum = 0;
    int run = 1;
    for (int i = 1; i <= all.length; i++) {
      if (i < all.length && all[i] == all[i - 1]) {
        run++;
      } else {
        sum += (double) run * run * run - run;
        run = 1;
      }
    }
    return sum;
  }

  private double[] differences() {
    long size = (long) x.length * y.length;
    if (size > 20_000_000) {
      throw Check.refused("x and y", size + " pairs", "at most 20000000 for a shift");
    }
    double[] differences = new double[(int) size];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        differences[i * y.length + j] = x[i] - y[j];
      }
    }
    Arrays.sort(differences);
    return differences;
  }

  private static double[] checked(String name, double[] values) {
    Check.atLeast(name + " size", values.length, 1);
    for (int i = 0; i < values.length; i++) {
      Check.finite(name + "[" + i + "]", values[i]);
    }
    return values;
  }
}
