package dev.firstvalue.cli.registry;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a restatement choice: {@code FORWARD}, {@code ALL} or a day. */
public final class RestateConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    String word = text.toUpperCase(Locale.ROOT);
    if (word.equals("FORWARD") || word.equals("ALL")) {
      return word;
    }
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(text + " (expected: FORWARD, ALL or a day: 2026-05-01)");
    }
  }
}
