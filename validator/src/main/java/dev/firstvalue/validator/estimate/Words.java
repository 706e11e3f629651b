package dev.firstvalue.validator.estimate;

import dev.firstvalue.validation.v1.Reachability;
import java.util.Locale;

/** Numbers inside sentences. */
public final class Words {
  /** How a note begins that stands where a number would rest on too few entities. */
  public static final String TOO_FEW = "too few";

  private Words() {}

  /** 0.1234 as {@code 12.3 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** 0.1234 as {@code +12.3}. */
  public static String points(double difference) {
    String text = String.format(Locale.ROOT, "%+.1f", difference * 100);
    // A number that rounds to zero is zero, and has no sign.
    return Double.parseDouble(text) == 0 ? text.substring(1) : text;
  }

  /** A share with its interval, if it has one. */
  public static String share(Reachability reach) {
    if (!reach.hasInterval()) {
      return percent(reach.getRate());
    }
    return String.format(
        Locale.ROOT,
        "%s (%.1f to %.1f %%)",
        percent(reach.getRate()),
        reach.getInterval().getLow() * 100,
        reach.getInterval().getHigh() * 100);
  }

  /** The text with its first letter large. */
  public static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** 12345 as {@code 12,345}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
