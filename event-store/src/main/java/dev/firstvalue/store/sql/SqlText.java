package dev.firstvalue.store.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The only way by which a name or a value becomes SQL text.
 *
 * <p>A literal is safe inside a statement for ClickHouse and for the clients before it: question
 * marks and braces, which JDBC and the HTTP interface read as parameters, are written as escapes.
 */
public final class SqlText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SqlText() {}

  /** The text as a string literal. */
  public static String literal(String text) {
    StringBuilder sql = new StringBuilder(text.length() + 2).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '\\') {
        sql.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || c == '?' || c == '{' || c == '}') {
        sql.append(String.format(Locale.ROOT, "\\x%02X", (int) c));
      } else {
        sql.append(c);
      }
    }
    return sql.append('\'').toString();
  }

  /** The name as an identifier: bare if that is plain, else in backticks. */
  public static String identifier(String name) {
    if (name.matches("[A-Za-z_][A-Za-z0-9_]*") && !Keywords.reserved(name)) {
      return name;
    }
    String quoted = literal(name);
    return "`" + quoted.substring(1, quoted.length() - 1).replace("`", "\\`") + "`";
  }

  /** A table as documents write it: {@code table} or {@code database.table}. */
  public static String table(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? identifier(name)
        : identifier(name.substring(0, dot)) + "." + identifier(name.substring(dot + 1));
  }

  /** The texts as the inside of an {@code IN} list. */
  static String literals(Collection<String> texts) {
    return texts.stream().map(SqlText::literal).collect(Collectors.joining(", ", "(", ")"));
  }

  /** The whole number, typed Int64. */
  static String integer(long value) {
    return Math.abs(value) <= Integer.MAX_VALUE && value != Long.MIN_VALUE
        ? Long.toString(value)
        : "toInt64(" + value + ")";
  }

  /** The finite number, typed Float64 and read back as the same. */
  static String number(double value) {
    return "toFloat64(" + value + ")";
  }

  /** The instant in whole seconds as {@code 2026-03-01 00:00:00}. */
  static String seconds(long epochSecond) {
    return SECONDS.format(Instant.ofEpochSecond(epochSecond));
  }

  /** The text as a comment of one line, without what could end it or look like SQL to a client. */
  static String comment(String text) {
    return text.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit} _.,:;=<>+()\\[\\]/*-]", "_");
  }

  /** The length of time as documents write it: {@code 7d}, {@code 2d3h}. */
  static String words(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder words = new StringBuilder();
    part(words, duration.toDaysPart(), "d");
    part(words, duration.toHoursPart(), "h");
    part(words, duration.toMinutesPart(), "m");
    part(words, duration.toSecondsPart(), "s");
    part(words, duration.toNanosPart() / 1000, "us");
    return words.toString();
  }

  private static void part(StringBuilder words, long count, String unit) {
    if (count != 0) {
      words.append(count).append(unit);
    }
  }
}
