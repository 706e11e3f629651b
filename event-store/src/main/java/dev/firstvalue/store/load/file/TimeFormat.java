package dev.firstvalue.store.load.file;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** How the instants of a file are written. */
public sealed interface TimeFormat {

  /** ISO 8601 with or without offset; without one it is UTC. */
  TimeFormat ISO = new Iso();

  /** Reads an instant, cut to microseconds. */
  Instant parse(String text);

  /** What is expected, in a few words. */
  String expected();

  /** As {@link #ISO}. */
  record Iso() implements TimeFormat {
    @Override
    public Instant parse(String text) {
      return IsoInstant.parse(text);
    }

    @Override
    public String expected() {
      return "ISO 8601, such as 2026-03-01T12:00:00Z";
    }
  }

  /**
   * A number of units since 1970 in UTC, with or without decimals.
   *
   * @param perSecond units in a second: 1, 1,000 or 1,000,000
   */
  record Unix(long perSecond) implements TimeFormat {
    @Override
    public Instant parse(String text) {
      try {
        return Instant.EPOCH.plus(micros(text), ChronoUnit.MICROS);
      } catch (ArithmeticException | NumberFormatException e) {
        throw new DateTimeException("not a number of time: " + text, e);
      }
    }

    private long micros(String text) {
      long scale = 1_000_000 / perSecond;
      if (text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Math.multiplyExact(Long.parseLong(text), scale);
      }
      return new BigDecimal(text)
          .multiply(BigDecimal.valueOf(scale))
          .setScale(0, RoundingMode.FLOOR)
          .longValueExact();
    }

    @Override
    public String expected() {
      return "a number since 1970, " + perSecond + " a second";
    }
  }

  /**
   * A pattern of {@link DateTimeFormatter}. A local time that a zone has twice is the earlier one;
   * one that it leaves out is moved on by the gap.
   *
   * @param pattern the pattern; date, or date and time, with or without offset
   * @param zone the zone of a text that names none
   */
  record Pattern(String pattern, ZoneId zone, DateTimeFormatter formatter) implements TimeFormat {
    @Override
    public Instant parse(String text) {
      TemporalAccessor parsed = formatter.parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null) {
        throw new DateTimeException("no date: " + text);
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId named = parsed.query(TemporalQueries.zone());
      return ZonedDateTime.of(
              LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time),
              named == null ? zone : named)
          .toInstant()
          .truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String expected() {
      return pattern + " in " + zone;
    }

    @Override
    public String toString() {
      return pattern + "@" + zone;
    }
  }

  /**
   * Reads a format's name: {@code iso}, {@code unix_s}, {@code unix_ms}, {@code unix_us}, or a
   * pattern, such as {@code dd.MM.yyyy HH:mm}, with its zone after an at sign, such as {@code
   * dd.MM.yyyy HH:mm@Europe/Berlin}; UTC without one.
   */
  static TimeFormat of(String text) {
    return switch (text) {
      case "iso" -> ISO;
      case "unix_s" -> new Unix(1);
      case "unix_ms" -> new Unix(1_000);
      case "unix_us" -> new Unix(1_000_000);
      default -> pattern(text);
    };
  }

  private static TimeFormat pattern(String text) {
    int at = text.lastIndexOf('@');
    String pattern = at < 0 ? text : text.substring(0, at);
    try {
      ZoneId zone = at < 0 ? ZoneOffset.UTC : ZoneId.of(text.substring(at + 1));
      return new Pattern(pattern, zone, DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--time-format",
          "no format of time: " + text,
          "Give iso, unix_s, unix_ms, unix_us, or a pattern and its zone:"
              + " \"dd.MM.yyyy HH:mm@Europe/Berlin\"",
          e);
    }
  }
}
