package dev.firstvalue.reporting.page;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.Reachability;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;

/** Numbers as people read them; what is absent reads as a dash. */
final class Numbers {
  static final String ABSENT = "–";

  /** For cells below the policy's least size. */
  static final String TOO_FEW = "too few";

  /** A time of so many times as much mostly reads in the next larger unit. */
  private static final double SMALLER_UNIT = 24;

  private Numbers() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String percent(double share) {
    return decimals("%.1f", share * 100) + " %";
  }

  static String points(double difference) {
    return decimals("%+.1f", difference * 100) + " pt";
  }

  /** A difference of shares without a sign that matters, in points. */
  static String rise(double difference) {
    return decimals("%.1f", difference * 100) + " pt";
  }

  static String level(double level) {
    return String.format(Locale.ROOT, "%.4g %%", level * 100).replaceAll("\\.?0+ %", " %");
  }

  /** A number that a plan or a person has set, to four digits, as it was written. */
  static String plain(double number) {
    return BigDecimal.valueOf(number)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A p-value. */
  static String pValue(double p) {
    return p < 0.0001
        ? String.format(Locale.ROOT, "%.1e", p)
        : String.format(Locale.ROOT, "%.4f", p);
  }

  static String percentInterval(boolean present, Interval interval) {
    if (!present) {
      return ABSENT;
    }
    return limit(interval.hasLow(), interval.getLow() * 100, "%.1f")
        + " to "
        + limit(interval.hasHigh(), interval.getHigh() * 100, "%.1f")
        + " %";
  }

  /** What stands for an estimate that is not there: its note begins so where a cell is small. */
  static String absent(Estimate estimate) {
    return estimate.getNote().startsWith(TOO_FEW) ? TOO_FEW : ABSENT;
  }

  /** A difference of shares, in points, with its interval. */
  static String difference(Estimate estimate) {
    if (!estimate.hasEstimate()) {
      return absent(estimate);
    }
    return points(estimate.getEstimate())
        + (estimate.hasInterval() ? " (" + pointInterval(estimate.getInterval()) + ")" : "");
  }

  /** A share with its interval. */
  static String share(Estimate estimate) {
    return estimate.hasEstimate()
        ? percent(estimate.getEstimate())
            + " ("
            + percentInterval(estimate.hasInterval(), estimate.getInterval())
            + ")"
        : absent(estimate);
  }

  /** Who reached value of all, with its interval. */
  static String reach(Reachability reach) {
    return reach.hasRate()
        ? percent(reach.getRate())
            + " ("
            + percentInterval(reach.hasInterval(), reach.getInterval())
            + ")"
        : ABSENT;
  }

  static String pointInterval(Interval interval) {
    return (interval.hasLow() ? decimals("%+.1f", interval.getLow() * 100) : "-∞")
        + " to "
        + limit(interval.hasHigh(), interval.getHigh() * 100, "%+.1f");
  }

  /** A ratio with its interval. */
  static String ratio(Estimate estimate) {
    if (!estimate.hasInterval()) {
      return estimate.hasEstimate() ? decimals("%.2f", estimate.getEstimate()) : absent(estimate);
    }
    return (estimate.hasEstimate() ? decimals("%.2f", estimate.getEstimate()) : ABSENT)
        + " ("
        + limit(estimate.getInterval().hasLow(), estimate.getInterval().getLow(), "%.2f")
        + " to "
        + limit(estimate.getInterval().hasHigh(), estimate.getInterval().getHigh(), "%.2f")
        + ")";
  }

  /** An amount of an entity. */
  static String amount(double amount) {
    return decimals("%.3f", amount);
  }

  /** A difference of amounts with its interval. */
  static String amountDifference(Estimate estimate) {
    if (!estimate.hasEstimate()) {
      return ABSENT;
    }
    Interval limits = estimate.getInterval();
    return decimals("%+.3f", estimate.getEstimate())
        + (estimate.hasInterval()
            ? " ("
                + limit(limits.hasLow(), limits.getLow(), "%+.3f")
                + " to "
                + limit(limits.hasHigh(), limits.getHigh(), "%+.3f")
                + ")"
            : "");
  }

  /** A length of time in the unit that suits it. */
  static String time(Duration duration) {
    double seconds = seconds(duration);
    return time(seconds, seconds);
  }

  /** A time in the unit of one of so many seconds. */
  private static String time(double seconds, double like) {
    if (like < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (like < 7200) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return like < 172_800
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.1f d", seconds / 86_400);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }

  /** An interval of times, in a smaller unit where its limits would else read alike. */
  static String timeInterval(boolean present, DurationInterval interval, String beyond) {
    if (!present) {
      return ABSENT;
    }
    String low = interval.hasLow() ? time(interval.getLow()) : ABSENT;
    String high = interval.hasHigh() ? time(interval.getHigh()) : beyond;
    if (interval.hasHigh() && low.equals(high)) {
      double like = seconds(interval.getHigh()) / SMALLER_UNIT;
      low = time(seconds(interval.getLow()), like);
      high = time(seconds(interval.getHigh()), like);
    }
    return low + " to " + high;
  }

  /** A difference of times with its sign. */
  static String timeDifference(Duration difference) {
    boolean negative = difference.getSeconds() < 0 || difference.getNanos() < 0;
    Duration length =
        Duration.newBuilder()
            .setSeconds(Math.abs(difference.getSeconds()))
            .setNanos(Math.abs(difference.getNanos()))
            .build();
    return (negative ? "−" : "+") + time(length);
  }

  static double days(Duration duration) {
    return seconds(duration) / 86_400;
  }

  static String instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()).toString();
  }

  private static String limit(boolean present, double value, String format) {
    return present ? decimals(format, value) : "∞";
  }

  /** A number that rounds to zero is zero, and has no sign. */
  private static String decimals(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    return Double.parseDouble(text) == 0
        ? text.substring(text.startsWith("-") || text.startsWith("+") ? 1 : 0)
        : text;
  }
}
