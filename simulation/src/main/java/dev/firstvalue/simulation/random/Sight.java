package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.expression.Type;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a predicate can name, as it is written, by type.
 *
 * @param names names of values of the row and of the step before
 * @param properties names of properties, for {@code has}
 * @param like pairs of names of one type, of two events that are compared
 */
record Sight(Map<Type, List<String>> names, List<String> properties, List<Pair> like) {
  Sight {
    names = Map.copyOf(names);
    properties = List.copyOf(properties);
    like = List.copyOf(like);
  }

  /** Two names that say the same of two events. */
  record Pair(String one, String other, Type type) {}

  /** Nothing. */
  static Sight none() {
    return new Sight(Map.of(), List.of(), List.of());
  }

  /** A row: its properties and its columns. */
  static Sight row(SortedMap<String, Type> properties) {
    return none().properties("properties", properties).columns("", COLUMNS);
  }

  /** The start event's properties alone. */
  static Sight start(SortedMap<String, Type> properties) {
    return none().properties("start.properties", properties);
  }

  /** The columns of an event, all text but the timestamp. */
  static final List<String> COLUMNS = List.of("event", "timestamp", "user", "account", "day");

  /** This and the start event. */
  Sight andStart(SortedMap<String, Type> row, SortedMap<String, Type> start) {
    Sight both = properties("start.properties", start);
    List<Pair> pairs = new java.util.ArrayList<>(like);
    row.forEach(
        (name, type) -> {
          if (start.get(name) == type) {
            pairs.add(
                new Pair(property("properties", name), property("start.properties", name), type));
          }
        });
    return new Sight(both.names, both.properties, pairs);
  }

  /** This and the step before, with these of its columns. */
  Sight andBefore(
      String step,
      SortedMap<String, Type> row,
      SortedMap<String, Type> before,
      List<String> columns) {
    Sight both = properties(step + ".properties", before).columns(step + ".", columns);
    List<Pair> pairs = new java.util.ArrayList<>();
    row.forEach(
        (name, type) -> {
          if (before.get(name) == type) {
            pairs.add(
                new Pair(property("properties", name), property(step + ".properties", name), type));
          }
        });
    columns.forEach(
        column ->
            pairs.add(
                new Pair(
                    column,
                    step + "." + column,
                    column.equals("timestamp") ? Type.TIMESTAMP : Type.STRING)));
    if (columns.contains("user") && before.containsKey(Names.TO)) {
      pairs.add(new Pair("user", property(step + ".properties", Names.TO), Type.STRING));
    }
    return new Sight(both.names, both.properties, pairs);
  }

  List<String> of(Type type) {
    return names.getOrDefault(type, List.of());
  }

  private Sight properties(String prefix, SortedMap<String, Type> types) {
    Map<Type, List<String>> more = new TreeMap<>(names);
    List<String> all = new java.util.ArrayList<>(properties);
    types.forEach(
        (name, type) -> {
          more.merge(type, List.of(property(prefix, name)), Sight::join);
          all.add(property(prefix, name));
        });
    return new Sight(more, all, like);
  }

  private Sight columns(String prefix, List<String> columns) {
    Map<Type, List<String>> more = new TreeMap<>(names);
    columns.forEach(
        column ->
            more.merge(
                column.equals("timestamp") ? Type.TIMESTAMP : Type.STRING,
                List.of(prefix + column),
                Sight::join));
    return new Sight(more, properties, like);
  }

  private static List<String> join(List<String> one, List<String> other) {
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  /** A property as an expression names it. */
  private static String property(String prefix, String name) {
    return name.matches("[a-z_][a-z0-9_]*")
        ? prefix + "." + name
        : prefix + "[" + CelText.literal(name) + "]";
  }
}
