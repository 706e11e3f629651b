package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.DurationLiteral;
import dev.firstvalue.definition.expression.Expression.TimestampLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Literals, and those that are written as text. */
final class Literals {
  /** How a literal of time is written. */
  record TimeForm(String example, Function<String, @Nullable Expression> read) {}

  static final TimeForm TIMESTAMP =
      new TimeForm(
          "an RFC 3339 time of 1900 to 2299 in whole microseconds, as \"2026-01-31T00:00:00Z\"",
          Literals::timestamp);
  static final TimeForm DURATION =
      new TimeForm(
          "integers or decimals with d, h, m, s, ms or us, as \"2d3h\" or \"-1.5s\"",
          Literals::duration);

  /** Ten thousand years: the span that CEL gives durations. */
  private static final BigDecimal LONGEST_MICROS = new BigDecimal("315576000000000000");

  private static final Map<String, BigDecimal> MICROS =
      Map.of(
          "d", new BigDecimal("86400000000"),
          "h", new BigDecimal("3600000000"),
          "m", new BigDecimal("60000000"),
          "s", new BigDecimal("1000000"),
          "ms", new BigDecimal("1000"),
          "us", BigDecimal.ONE);
  private static final Pattern DURATION_PART =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?)(d|h|ms|m|s|us)");
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(?:19|2[0-2])[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6}0{0,3})?"
              + "(?:Z|[+-][0-9]{2}:[0-9]{2})");

  private Literals() {}

  static boolean isLiteral(Expression expression) {
    return switch (expression) {
      case Expression.StringLiteral _,
          Expression.IntLiteral _,
          Expression.DoubleLiteral _,
          Expression.BoolLiteral _,
          TimestampLiteral _,
          DurationLiteral _ ->
          true;
      case Expression.Property _,
          Expression.StartProperty _,
          Expression.OfStepBefore _,
          Expression.Column _,
          Expression.Has _,
          Expression.Comparison _,
          Expression.In _,
          Expression.And _,
          Expression.Or _,
          Expression.Not _,
          Expression.Arithmetic _,
          Expression.Negate _,
          Expression.Conditional _,
          Expression.Concat _,
          Expression.Size _,
          Expression.TextTest _ ->
          false;
    };
  }

  private static @Nullable Expression timestamp(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      return null;
    }
    try {
      return new TimestampLiteral(Micros.of(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException e) {
      return null; // a day or an hour that no calendar has
    }
  }

  private static @Nullable Expression duration(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative ? text.substring(1) : text;
    Matcher part = DURATION_PART.matcher(rest);
    BigDecimal total = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      BigDecimal unit = java.util.Objects.requireNonNull(MICROS.get(part.group(2)));
      total = total.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    boolean whole = total.stripTrailingZeros().scale() <= 0;
    if (end == 0 || end < rest.length() || !whole || total.compareTo(LONGEST_MICROS) > 0) {
      return null;
    }
    long micros = total.longValueExact();
    return new DurationLiteral(negative ? -micros : micros);
  }
}
