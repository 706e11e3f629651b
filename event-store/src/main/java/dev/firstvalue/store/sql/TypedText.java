package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Type;

/** Raw text read as a type, as the language reads it; what does not read as its type is NULL. */
final class TypedText {
  private static final String DOUBLE =
      "^[+-]?[0-9]{1,100}([.][0-9]{1,100})?([eE][+-]?[0-9]{1,2})?$";
  private static final String TIMESTAMP =
      "^(19|2[0-2])[0-9]{2}-[0-9]{2}-[0-9]{2}[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
          + "([.][0-9]{1,9})?([Zz]|[+-]((0[0-9]|1[0-7]):[0-5][0-9]|18:00))$";

  private TypedText() {}

  /** SQL of the type that values of {@code type} have in the store, nullable. */
  static String read(String text, Type type) {
    return switch (type) {
      case STRING -> text;
      case INT -> "toInt64OrNull(if(" + isInteger(text) + ", " + text + ", ''))";
      case DOUBLE -> "toFloat64OrNull(if(" + matches(text, DOUBLE) + ", " + text + ", ''))";
      case BOOL ->
          "multiIf(lower("
              + text
              + ") IN ('true', '1'), true, lower("
              + text
              + ") IN ('false', '0'), false, NULL)";
      case TIMESTAMP ->
          "toUnixTimestamp64Micro(parseDateTime64BestEffortOrNull(if("
              + matches(text, TIMESTAMP)
              + ", upper("
              + text
              + "), ''), 6, 'UTC'))";
      case DURATION ->
          throw new IllegalArgumentException("type: DURATION (expected: a property's)");
    };
  }

  /** At most 18 digits; what else has to hold, {@code toInt64OrNull} tests itself, and faster. */
  private static String isInteger(String text) {
    return "length(" + text + ") <= 18 + match(" + text + ", '^[+-]')";
  }

  private static String matches(String text, String pattern) {
    return "match(" + text + ", " + SqlText.literal(pattern) + ")";
  }
}
