package dev.firstvalue.statistics.drift;

import dev.firstvalue.statistics.Check;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How far a value lies from the median of its like (the same weekday, say) in units of 1.4826
 * median absolute deviations, which for normal values are standard deviations. A few wild values
 * among the reference change neither.
 */
public final class RobustScore {

  private static final double NORMAL = 1.482602218505602;

  private RobustScore() {}

  /** Empty where more than half of the reference values are equal: there is no scale then. */
  public static OptionalDouble of(double value, double... reference) {
    Check.finite("value", value);
    Check.atLeast("reference", reference.length, 3);
    for (int i = 0; i < reference.length; i++) {
      Check.finite("reference[" + i + "]", reference[i]);
    }
    double middle = median(reference);
    double scale =
        NORMAL * median(Arrays.stream(reference).map(v -> Math.abs(v - middle)).toArray());
    return scale == 0 ? OptionalDouble.empty() : OptionalDouble.of((value - middle) / scale);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  }
}
