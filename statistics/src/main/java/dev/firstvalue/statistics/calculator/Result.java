package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.PValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Named outputs in their order, as plain values: what is undefined is null, what is unbounded is
 * the string {@code Infinity} or {@code -Infinity}.
 */
final class Result {

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  Result put(String name, double value) {
    return putRaw(name, plain(value));
  }

  Result put(String name, long value) {
    return putRaw(name, value);
  }

  Result put(String name, String value) {
    return putRaw(name, value);
  }

  Result put(String name, boolean value) {
    return putRaw(name, value);
  }

  Result put(String name, OptionalDouble value) {
    return put(name, value.orElse(Double.NaN));
  }

  Result putUndefined(String name) {
    return putRaw(name, null);
  }

  Result putAll(String name, double... numbers) {
    List<@Nullable Object> list = new ArrayList<>();
    for (double number : numbers) {
      list.add(plain(number));
    }
    return putRaw(name, list);
  }

  Result putAll(String name, List<Double> numbers) {
    return putAll(name, numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  Result put(String name, Interval interval) {
    return putAll(name, interval.low(), interval.high());
  }

  Result put(String name, Optional<Interval> interval) {
    interval.ifPresentOrElse(i -> put(name, i), () -> putUndefined(name));
    return this;
  }

  /** A p-value under {@code name} and its logarithm under {@code log10_name}. */
  Result putP(String name, Optional<PValue> p) {
    return put(name, p.map(PValue::value).orElse(Double.NaN))
        .put("log10_" + name, p.map(PValue::log10).orElse(Double.NaN));
  }

  Result putP(String name, PValue p) {
    return putP(name, Optional.of(p));
  }

  Result putNested(String name, Result nested) {
    return putRaw(name, nested.values());
  }

  Map<String, @Nullable Object> values() {
    return values;
  }

  private Result putRaw(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  private static @Nullable Object plain(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return value;
  }
}
