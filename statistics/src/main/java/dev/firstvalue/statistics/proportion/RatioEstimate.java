package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import java.util.OptionalDouble;

/**
 * A ratio with its interval; the shape says what an empty cell has made of it.
 *
 * @param estimate the ratio: 0 for {@link Shape#ZERO}, infinite for {@link Shape#INFINITE}, absent
 *     for {@link Shape#UNDEFINED}
 * @param interval limits; only the finite one informs where the shape is not ordinary
 */
public record RatioEstimate(OptionalDouble estimate, Interval interval, Shape shape) {

  /** What is known of a ratio. */
  public enum Shape {
    /** Both limits are finite and above zero. */
    ORDINARY,
    /** No success in the numerator: the upper limit alone informs. */
    ZERO,
    /** No success in the denominator: the lower limit alone informs. */
    INFINITE,
    /** No success in either: nothing is known of the ratio. */
    UNDEFINED
  }

  static RatioEstimate of(double numerator, double denominator, Interval interval) {
    if (denominator > 0) {
      return new RatioEstimate(
          OptionalDouble.of(numerator / denominator),
          interval,
          numerator > 0 ? Shape.ORDINARY : Shape.ZERO);
    }
    return numerator > 0
        ? new RatioEstimate(OptionalDouble.of(Double.POSITIVE_INFINITY), interval, Shape.INFINITE)
        : new RatioEstimate(OptionalDouble.empty(), interval, Shape.UNDEFINED);
  }
}
