package dev.firstvalue.statistics.calculator;

import dev.firstvalue.statistics.Check;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named inputs of a calculation, read from a tree of maps, lists, numbers, strings and booleans.
 * Every refusal names the input by its path. Names that were given but never asked for are ignored
 * (they may describe the data) unless they look like a misspelt option.
 */
final class Inputs {

  private static final double LARGEST_EXACT = 0x1p53;

  private final String path;
  private final Map<?, ?> values;
  private final Set<String> asked = new LinkedHashSet<>();

  private Inputs(String path, Map<?, ?> values) {
    this.path = path;
    this.values = values;
  }

  static Inputs of(Map<?, ?> values) {
    return new Inputs("", values);
  }

  /** The names given, in their order. */
  List<String> names() {
    return values.keySet().stream().map(String::valueOf).toList();
  }

  boolean has(String name) {
    asked.add(name);
    return values.get(name) != null;
  }

  double number(String name) {
    return toNumber(path + name, required(name));
  }

  double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  long count(String name) {
    return toCount(path + name, required(name));
  }

  boolean flag(String name, boolean otherwise) {
    return has(name) ? toFlag(path + name, required(name)) : otherwise;
  }

  String text(String name, String otherwise) {
    return has(name) ? String.valueOf(required(name)) : otherwise;
  }

  /** A name, of a cluster say: a text, or a number whatever its spelling. */
  String name(String name) {
    Object value = required(name);
    return value instanceof Number number
        ? Double.toString(number.doubleValue())
        : value.toString();
  }

  double[] numbers(String name) {
    List<?> list = list(name);
    double[] result = new double[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = toNumber(at(name, i), list.get(i));
    }
    return result;
  }

  long[] counts(String name) {
    return toCounts(path + name, required(name));
  }

  List<?> list(String name) {
    return toList(path + name, required(name));
  }

  Inputs object(String name) {
    return toObject(path + name, required(name));
  }

  List<Inputs> objects(String name) {
    List<Inputs> result = new ArrayList<>();
    List<?> list = list(name);
    for (int i = 0; i < list.size(); i++) {
      result.add(toObject(at(name, i), list.get(i)));
    }
    return result;
  }

  /** Counts of counts, as {@code [[1, 2], [3, 4]]}. */
  List<long[]> countRows(String name) {
    List<long[]> result = new ArrayList<>();
    List<?> list = list(name);
    for (int i = 0; i < list.size(); i++) {
      result.add(toCounts(at(name, i), list.get(i)));
    }
    return result;
  }

  @Nullable Object raw(String name) {
    asked.add(name);
    return values.get(name);
  }

  /** The level of intervals: {@code level}, or 1 - {@code alpha}, or 0.95. */
  double level() {
    if (has("level")) {
      return Check.openUnit(path + "level", number("level"));
    }
    return has("alpha") ? 1 - Check.openUnit(path + "alpha", number("alpha")) : 0.95;
  }

  /** Whether a direction such as {@code arm2-arm1} or {@code 1/2} puts the second arm first. */
  boolean secondFirst(boolean otherwise) {
    if (!has("direction")) {
      return otherwise;
    }
    String direction = text("direction", "").toLowerCase(Locale.ROOT);
    List<Character> digits =
        direction.chars().mapToObj(c -> (char) c).filter(Character::isDigit).toList();
    if (digits.equals(List.of('2', '1'))) {
      return true;
    }
    if (digits.equals(List.of('1', '2'))) {
      return false;
    }
    throw Check.refused(path + "direction", direction, "one arm before the other, as 2-1 or 1/2");
  }

  /** Refuses a name given but not asked for that is one slip from an option left out. */
  void refuseMisspelt() {
    for (String name : names()) {
      for (String option : asked) {
        if (!asked.contains(name)
            && !values.containsKey(option)
            && option.length() > 3
            && Spelling.distance(name, option) <= 2) {
          throw Check.refused(path + name, "unknown input", option);
        }
      }
    }
  }

  static List<?> toList(String path, @Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw Check.refused(path, value, "a list");
  }

  static Inputs toObject(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Inputs(path + ".", new LinkedHashMap<>(map));
    }
    throw Check.refused(path, value, "an object of named values");
  }

  static long[] toCounts(String path, @Nullable Object value) {
    List<?> list = toList(path, value);
    long[] result = new long[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = toCount(path + "[" + i + "]", list.get(i));
    }
    return result;
  }

  static long toCount(String path, @Nullable Object value) {
    double number = toNumber(path, value);
    if (!(number >= 0 && number <= LARGEST_EXACT && number == Math.rint(number))) {
      throw Check.refused(path, value, "a whole number, 0 or more");
    }
    return (long) number;
  }

  static double toNumber(String path, @Nullable Object value) {
    Double number =
        switch (value) {
          case BigDecimal decimal -> decimal.doubleValue();
          case Number n -> n.doubleValue();
          case String text -> parse(text.strip());
          case null, default -> null;
        };
    if (number == null || number.isNaN()) {
      throw Check.refused(path, value, "a number");
    }
    return number;
  }

  private static @Nullable Double parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?") ? finite(text) : null;
    };
  }

  private static @Nullable Double finite(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException malformed) {
      return null;
    }
  }

  static boolean toFlag(String path, @Nullable Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Number n when n.doubleValue() == 0 || n.doubleValue() == 1 -> n.doubleValue() == 1;
      case String text when text.equalsIgnoreCase("true") -> true;
      case String text when text.equalsIgnoreCase("false") -> false;
      case null, default -> throw Check.refused(path, value, "true or false");
    };
  }

  private Object required(String name) {
    asked.add(name);
    Object value = values.get(name);
    if (value == null) {
      throw Check.refused(path + name, values.containsKey(name) ? "null" : "missing", "a value");
    }
    return value;
  }

  private String at(String name, int index) {
    return path + name + "[" + index + "]";
  }
}
