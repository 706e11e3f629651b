package dev.firstvalue.store.compare;

import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Source.Properties.InColumns;
import dev.firstvalue.definition.plan.Source.Properties.InOneColumn;
import dev.firstvalue.store.sql.SqlText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ways in which tables hold properties. */
enum PropertyLayout {
  MAP {
    @Override
    String columns(Map<String, String> columnOf) {
      return "properties Map(String, String)";
    }

    @Override
    String values(Map<String, String> columnOf) {
      return "mapFromArrays(k, v)";
    }
  },
  JSON {
    @Override
    String columns(Map<String, String> columnOf) {
      return "properties JSON";
    }

    @Override
    String values(Map<String, String> columnOf) {
      return "CAST(toJSONString(mapFromArrays(k, v)), 'JSON')";
    }
  },
  JSON_TEXT {
    @Override
    String columns(Map<String, String> columnOf) {
      return "properties String";
    }

    @Override
    String values(Map<String, String> columnOf) {
      return "toJSONString(mapFromArrays(k, v))";
    }
  },
  COLUMNS {
    @Override
    String columns(Map<String, String> columnOf) {
      return new TreeMap<>(columnOf)
          .values().stream()
              .map(column -> SqlText.identifier(column) + " Nullable(String)")
              .collect(Collectors.joining(", "));
    }

    @Override
    String values(Map<String, String> columnOf) {
      return new TreeMap<>(columnOf)
          .keySet().stream()
              .map(SqlText::literal)
              .map(name -> "if(has(k, " + name + "), v[indexOf(k, " + name + ")], NULL)")
              .collect(Collectors.joining(", "));
    }
  };

  private static final List<PropertyLayout> IN_ONE = List.of(MAP, JSON, JSON_TEXT);

  /** The definitions of the columns. */
  abstract String columns(Map<String, String> columnOf);

  /** What the columns hold, given arrays of keys {@code k} and values {@code v}. */
  abstract String values(Map<String, String> columnOf);

  /** The layout that the source describes; where any in one column would do, each has its turn. */
  static PropertyLayout of(Source source, long number) {
    return switch (source.properties()) {
      case InOneColumn _ -> IN_ONE.get(Math.floorMod(number, IN_ONE.size()));
      case InColumns _, Source.Properties.None() -> COLUMNS;
    };
  }

  /** The column of each property that has one of its own. */
  static Map<String, String> columnOf(Source source) {
    return switch (source.properties()) {
      case InColumns(Map<String, String> columns) -> columns;
      case InOneColumn _, Source.Properties.None() -> Map.of();
    };
  }
}
