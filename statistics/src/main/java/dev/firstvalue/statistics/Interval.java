package dev.firstvalue.statistics;

/**
 * A closed interval for an estimate.
 *
 * @param low lower limit, possibly {@code -Infinity} where the method gives none
 * @param high upper limit, possibly {@code +Infinity} where the method gives none
 * @param level nominal two-sided coverage, strictly between 0 and 1
 * @param method the construction both limits come from
 */
public record Interval(double low, double high, double level, IntervalMethod method) {

  public Interval {
    Check.level(level);
    if (!(low <= high)) {
      throw Check.refused("interval", "[" + low + ", " + high + "]", "low at most high, no NaN");
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether both limits are finite. */
  public boolean bounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
