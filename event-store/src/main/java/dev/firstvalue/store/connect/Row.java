package dev.firstvalue.store.connect;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The row that a query is at. Valid only inside the reader it was given to. A column that is null
 * is refused by the accessors whose name does not end in {@code OrNull}.
 */
public final class Row {

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row);
  }

  private final ResultSet rows;
  private final StoreTarget target;

  Row(ResultSet rows, StoreTarget target) {
    this.rows = rows;
    this.target = target;
  }

  public String text(String column) {
    return required(column, textOrNull(column));
  }

  public @Nullable String textOrNull(String column) {
    return get(() -> rows.getString(column));
  }

  /** A whole number of at most 64 bits with its sign. */
  public long integer(String column) {
    return required(column, integerOrNull(column));
  }

  public @Nullable Long integerOrNull(String column) {
    return get(
        () -> {
          long value = rows.getLong(column);
          return rows.wasNull() ? null : value;
        });
  }

  public double real(String column) {
    return required(column, realOrNull(column));
  }

  public @Nullable Double realOrNull(String column) {
    return get(
        () -> {
          double value = rows.getDouble(column);
          return rows.wasNull() ? null : value;
        });
  }

  public BigDecimal decimal(String column) {
    return required(column, get(() -> rows.getBigDecimal(column)));
  }

  public boolean flag(String column) {
    return required(column, flagOrNull(column));
  }

  public @Nullable Boolean flagOrNull(String column) {
    return get(
        () -> {
          boolean value = rows.getBoolean(column);
          return rows.wasNull() ? null : value;
        });
  }

  /**
   * An instant that the query gave as microseconds since 1970, so that no zone has a part in it.
   */
  public Instant instant(String column) {
    return required(column, instantOrNull(column));
  }

  public @Nullable Instant instantOrNull(String column) {
    Long micros = integerOrNull(column);
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  public List<String> texts(String column) {
    return elements(column).stream().map(String.class::cast).toList();
  }

  public List<Long> integers(String column) {
    return elements(column).stream().map(value -> ((Number) value).longValue()).toList();
  }

  public List<Double> reals(String column) {
    return elements(column).stream().map(value -> ((Number) value).doubleValue()).toList();
  }

  /** A Map(String, String). */
  public Map<String, String> map(String column) {
    Map<String, String> copy = new LinkedHashMap<>();
    Object value = required(column, get(() -> rows.getObject(column)));
    ((Map<?, ?>) value).forEach((key, entry) -> copy.put((String) key, (String) entry));
    return copy;
  }

  private List<Object> elements(String column) {
    Object array =
        required(
            column,
            get(
                () -> {
                  java.sql.Array value = rows.getArray(column);
                  return value == null ? null : value.getArray();
                }));
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(required(column, Array.get(array, i)));
    }
    return elements;
  }

  private static <T> T required(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(column + ": null (expected: a value)");
    }
    return value;
  }

  private interface Getter<T> {
    @Nullable T get() throws SQLException;
  }

  private <T> @Nullable T get(Getter<T> getter) {
    try {
      return getter.get();
    } catch (SQLException e) {
      throw StoreErrors.of(target, e);
    }
  }
}
