package dev.firstvalue.store.connect;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text in which ClickHouse reads the value of a query parameter: the escapes of its TSV format.
 */
final class ParameterText {

  private ParameterText() {}

  static String of(Object value) {
    return switch (value) {
      case String text -> escape(text);
      case List<?> list ->
          list.stream().map(ParameterText::element).collect(Collectors.joining(",", "[", "]"));
      default -> plain(value);
    };
  }

  private static String element(Object value) {
    return value instanceof String text
        ? "'" + escape(text).replace("'", "\\'") + "'"
        : plain(value);
  }

  private static String plain(Object value) {
    return switch (value) {
      case Long number -> Long.toString(number);
      case Integer number -> Integer.toString(number);
      case Double number -> Double.toString(number);
      case BigDecimal number -> number.toPlainString();
      case Boolean flag -> flag ? "true" : "false";
      default ->
          throw new IllegalArgumentException(
              "value: a "
                  + value.getClass().getName()
                  + " (expected: text, number, Boolean, list)");
    };
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\0' -> escaped.append("\\0");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
