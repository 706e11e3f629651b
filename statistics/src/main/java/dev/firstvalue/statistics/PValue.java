package dev.firstvalue.statistics;

/**
 * A p-value with its logarithm, so that results below the smallest double still order.
 *
 * @param value between 0 and 1; 0 only where the true value is below about 5e-324
 * @param log10 decimal logarithm of the true value, 0 or less
 */
public record PValue(double value, double log10) implements Comparable<PValue> {

  private static final double LN10 = Math.log(10);

  public PValue {
    Check.probability("p", value);
    if (!(log10 <= 0)) {
      throw Check.refused("log10 p", log10, "0 or less");
    }
  }

  /** From a natural logarithm; rounding just above 0 counts as 0. */
  public static PValue fromLog(double logP) {
    double log = Math.min(logP, 0.0);
    return new PValue(Math.exp(log), log / LN10);
  }

  /** From a probability computed directly; use only where it cannot underflow unnoticed. */
  public static PValue of(double p) {
    double clipped = Math.clamp(p, 0.0, 1.0);
    return new PValue(clipped, Math.log10(clipped));
  }

  @Override
  public int compareTo(PValue other) {
    return Double.compare(log10, other.log10);
  }
}
