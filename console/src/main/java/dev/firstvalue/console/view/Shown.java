package dev.firstvalue.console.view;

import com.google.protobuf.Timestamp;
import dev.firstvalue.reporting.render.Printable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text of documents and times as pages show them. */
public final class Shown {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Shown() {}

  /** On one line, without characters that act; the template escapes the rest. */
  public static String line(String text) {
    return Printable.line(text);
  }

  /** Each line for itself. */
  public static List<String> lines(String text) {
    return text.lines().map(Printable::line).toList();
  }

  /** Lines that stay lines. */
  public static String block(String text) {
    return text.lines().map(Printable::line).collect(Collectors.joining("\n"));
  }

  /** At most so many characters. */
  public static String shortened(String text, int most) {
    String line = line(text);
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** An instant to the minute. */
  public static String minute(Timestamp at) {
    return MINUTE.format(Instant.ofEpochSecond(at.getSeconds()));
  }

  /** An instant for programs. */
  public static String machine(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds()).toString();
  }

  /** The person of {@code Name <email>} without the address. */
  public static String person(String author) {
    int address = author.indexOf('<');
    return line(address > 0 ? author.substring(0, address).strip() : author);
  }

  /** Text as a part of an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
