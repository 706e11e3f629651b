package dev.firstvalue.store.sql;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.event.Micros;
import java.time.Instant;
import java.util.Locale;

/** Columns of time as microseconds since 1970, and instants in the form of a column. */
final class Times {
  /** The first second that a DateTime cannot hold. */
  private static final long DATE_TIME_END = 1L << 32;

  /** 1900-01-01 and 2299-12-31, between which DateTime64 is exact. */
  private static final long DATE_TIME_64_START = -2_208_988_800L;

  private static final long DATE_TIME_64_END = 10_413_705_600L;

  /** The last second of a DateTime64 of nanoseconds. */
  private static final long NANOS_END = 9_223_372_036L;

  private Times() {}

  /** The type of a column of time; refused if it is none. */
  static ColumnType check(TableColumns table, String column) {
    ColumnType type = table.type(column);
    if (!type.isTime() && !type.base().equals("Int64") && !type.base().equals("UInt64")) {
      throw new FirstvalueException(
          ErrorCode.STORE_TYPE_MISMATCH,
          table.table() + "." + column,
          "a time cannot be read from a column of type " + type.base(),
          "Name a DateTime or DateTime64 column, or an Int64 of microseconds since 1970");
    }
    return type;
  }

  /** Microseconds, Int64. */
  static String micros(String column, ColumnType type) {
    return switch (type.base()) {
      case "DateTime" -> "toInt64(toUnixTimestamp(" + column + ")) * 1000000";
      case "DateTime64" -> "toUnixTimestamp64Micro(" + column + ")";
      default -> "toInt64(" + column + ")";
    };
  }

  /** A value to compare the column with: {@code column < limit} is true before the instant. */
  static String limit(Instant instant, ColumnType type) {
    return switch (type.base()) {
      case "DateTime" -> {
        long seconds = instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
        long held = Math.clamp(seconds, 0, DATE_TIME_END - 1);
        yield "toDateTime('" + SqlText.seconds(held) + "', 'UTC')";
      }
      case "DateTime64" -> {
        long end = type.scale() > 7 ? NANOS_END : DATE_TIME_64_END;
        long held = Math.clamp(instant.getEpochSecond(), DATE_TIME_64_START, end - 1);
        String fraction = String.format(Locale.ROOT, "%09d", instant.getNano());
        yield "toDateTime64('"
            + SqlText.seconds(held)
            + "."
            + fraction.substring(0, 6)
            + "', 6, 'UTC')";
      }
      default -> Long.toString(Micros.of(instant));
    };
  }
}
