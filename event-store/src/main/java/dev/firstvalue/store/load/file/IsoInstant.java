package dev.firstvalue.store.load.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Reads ISO 8601 as files have it: a date, or date and time of day with {@code T} or a blank
 * between, with or without seconds, decimals and offset ({@code Z}, {@code +02}, {@code +0200},
 * {@code +02:00}). Written by hand because it is called once a row.
 */
final class IsoInstant {

  private static final int DATE = 10;

  private final String text;
  private int at;

  private IsoInstant(String text) {
    this.text = text;
  }

  static Instant parse(String text) {
    return new IsoInstant(text).parse();
  }

  private Instant parse() {
    int year = number(4);
    expect('-');
    int month = number(2);
    expect('-');
    LocalDate date = LocalDate.of(year, month, number(2));
    if (text.length() == DATE) {
      return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    if (!take('T') && !take('t')) {
      expect(' ');
    }
    int hour = number(2);
    expect(':');
    int minute = number(2);
    int second = 0;
    int nanos = 0;
    if (take(':')) {
      second = number(2);
      if (take('.') || take(',')) {
        nanos = decimals();
      }
    }
    ZoneOffset offset = offset();
    if (at != text.length()) {
      throw refused();
    }
    return date.atTime(LocalTime.of(hour, minute, second, nanos))
        .toInstant(offset)
        .truncatedTo(ChronoUnit.MICROS);
  }

  private ZoneOffset offset() {
    take(' ');
    if (at == text.length() || take('Z') || take('z')) {
      return ZoneOffset.UTC;
    }
    int sign = take('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int hours = number(2);
    take(':');
    int minutes = at < text.length() ? number(2) : 0;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private int decimals() {
    int nanos = 0;
    int digits = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (digits < 9) {
        nanos = nanos * 10 + text.charAt(at) - '0';
        digits++;
      }
      at++;
    }
    if (digits == 0) {
      throw refused();
    }
    for (; digits < 9; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        throw refused();
      }
      value = value * 10 + text.charAt(at++) - '0';
    }
    return value;
  }

  private boolean take(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw refused();
    }
  }

  private DateTimeException refused() {
    return new DateTimeException("not ISO 8601: " + text);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
