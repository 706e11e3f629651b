package dev.firstvalue.store.sql;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column, without the wrappers that do not change how it reads.
 *
 * @param base the name of the type inside {@code Nullable} and {@code LowCardinality}, without its
 *     arguments: {@code DateTime64}, {@code Map}
 * @param nullable whether it may be NULL
 * @param scale the digits of the second of a {@code DateTime64}, else 0
 * @param arguments what stands between its parentheses; empty if it has none
 */
public record ColumnType(String base, boolean nullable, int scale, String arguments) {
  private static final Pattern WRAPPER = Pattern.compile("(Nullable|LowCardinality)\\((.*)\\)");
  private static final Pattern SCALE = Pattern.compile("DateTime64\\((\\d)\\b.*");
  private static final Set<String> SMALL_INTEGERS =
      Set.of("Int8", "Int16", "Int32", "UInt8", "UInt16", "UInt32");
  private static final Set<String> INTEGERS =
      Set.of("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64");

  /** Reads a type as {@code DESCRIBE TABLE} writes it. */
  public static ColumnType parse(String type) {
    String rest = type;
    boolean nullable = false;
    for (Matcher wrapper = WRAPPER.matcher(rest);
        wrapper.matches();
        wrapper = WRAPPER.matcher(rest)) {
      nullable |= wrapper.group(1).equals("Nullable");
      rest = wrapper.group(2);
    }
    Matcher scale = SCALE.matcher(rest);
    int digits = scale.matches() ? Integer.parseInt(scale.group(1)) : 0;
    int arguments = rest.indexOf('(');
    return arguments < 0
        ? new ColumnType(rest, nullable, digits, "")
        : new ColumnType(
            rest.substring(0, arguments),
            nullable,
            digits,
            rest.substring(arguments + 1, rest.length() - 1));
  }

  boolean isText() {
    return base.equals("String");
  }

  boolean isInteger() {
    return INTEGERS.contains(base);
  }

  /** Whether every value has at most 18 digits, as the language's INT has. */
  boolean isSmallInteger() {
    return SMALL_INTEGERS.contains(base);
  }

  boolean isFloat() {
    return base.equals("Float32") || base.equals("Float64");
  }

  boolean isTime() {
    return base.equals("DateTime") || base.equals("DateTime64");
  }

  boolean isUuid() {
    return base.equals("UUID");
  }
}
