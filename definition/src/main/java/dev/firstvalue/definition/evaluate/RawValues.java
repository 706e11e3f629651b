package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the raw text of a property reads as its catalog type. Text that does not read is unknown, and
 * counted as mistyped; nothing is trimmed.
 *
 * <table>
 *   <caption>What reads</caption>
 *   <tr><th>type</th><th>text</th><th>value</th></tr>
 *   <tr><td>STRING</td><td>any</td><td>the String</td></tr>
 *   <tr><td>INT</td><td>{@code [+-]?[0-9]{1,18}}</td><td>a Long</td></tr>
 *   <tr><td>DOUBLE</td><td>{@code [+-]?[0-9]{1,100}([.][0-9]{1,100})?([eE][+-]?[0-9]{1,2})?}, which
 *     is always finite</td><td>the nearest Double</td></tr>
 *   <tr><td>BOOL</td><td>{@code true}, {@code false} in any case of ASCII letters, {@code 1},
 *     {@code 0}</td><td>a Boolean</td></tr>
 *   <tr><td>TIMESTAMP</td><td>RFC 3339: {@code YYYY-MM-DD}, one of {@code T t} and space,
 *     {@code HH:MM:SS}, optionally a point and one to nine digits, one of {@code Z z} and
 *     {@code [+-]HH:MM} (to 18:00); the year as written from 1900 to 2299; no leap second</td>
 *     <td>a Long, microseconds since 1970; digits after the sixth are cut</td></tr>
 * </table>
 */
public final class RawValues {
  private static final Pattern INT = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DOUBLE =
      Pattern.compile("[+-]?[0-9]{1,100}([.][0-9]{1,100})?([eE][+-]?[0-9]{1,2})?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "((?:19|2[0-2])[0-9]{2})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})"
              + "(?:[.]([0-9]{1,9}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

  private RawValues() {}

  /**
   * The value of a raw text, null if it does not read as the type.
   *
   * @throws IllegalArgumentException for DURATION, which no property has
   */
  public static @Nullable Object read(String raw, Type type) {
    return switch (type) {
      case STRING -> raw;
      case INT -> INT.matcher(raw).matches() ? (Object) Long.valueOf(raw) : null;
      case DOUBLE -> DOUBLE.matcher(raw).matches() ? (Object) Double.valueOf(raw) : null;
      case BOOL ->
          switch (raw.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
          };
      case TIMESTAMP -> timestamp(raw);
      case DURATION ->
          throw new IllegalArgumentException("type: DURATION (expected: the type of a property)");
    };
  }

  private static @Nullable Long timestamp(String raw) {
    Matcher parts = TIMESTAMP.matcher(raw);
    if (!parts.matches()) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(parts, 1),
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5),
              number(parts, 6));
      return Math.addExact(Micros.of(local.toInstant(offset(parts))), fraction(parts.group(7)));
    } catch (DateTimeException e) {
      // A date that is not in the calendar, a 25th hour or an offset beyond 18 hours.
      return null;
    }
  }

  private static ZoneOffset offset(Matcher parts) {
    String sign = parts.group(8);
    if (sign == null) {
      return ZoneOffset.UTC;
    }
    int direction = sign.equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(direction * number(parts, 9), direction * number(parts, 10));
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "000000").substring(0, 6));
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
