package dev.firstvalue.store.facts;

import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Source.Properties.InColumns;
import dev.firstvalue.definition.plan.Source.Properties.InOneColumn;
import dev.firstvalue.store.sql.SqlText;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ways in which tables hold properties. */
enum PropertyLayout {
  MAP {
    @Override
    String columns(SortedSet<String> names) {
      return "properties Map(String, String)";
    }

    @Override
    String values(SortedSet<String> names) {
      return "mapFromArrays(k, v)";
    }
  },
  JSON {
    @Override
    String columns(SortedSet<String> names) {
      return "properties JSON";
    }

    @Override
    String values(SortedSet<String> names) {
      return "CAST(toJSONString(mapFromArrays(k, v)), 'JSON')";
    }
  },
  JSON_TEXT {
    @Override
    String columns(SortedSet<String> names) {
      return "properties String";
    }

    @Override
    String values(SortedSet<String> names) {
      return "toJSONString(mapFromArrays(k, v))";
    }
  },
  COLUMNS {
    @Override
    String columns(SortedSet<String> names) {
      return columnOf(names).values().stream()
          .map(column -> SqlText.identifier(column) + " Nullable(String)")
          .collect(Collectors.joining(", "));
    }

    @Override
    String values(SortedSet<String> names) {
      return names.stream()
          .map(SqlText::literal)
          .map(name -> "if(has(k, " + name + "), v[indexOf(k, " + name + ")], NULL)")
          .collect(Collectors.joining(", "));
    }
  };

  /** The definitions of the columns. */
  abstract String columns(SortedSet<String> names);

  /** What the columns hold, given arrays of keys {@code k} and values {@code v}. */
  abstract String values(SortedSet<String> names);

  /** How an event model describes it. */
  Source.Properties describe(SortedSet<String> names) {
    return this == COLUMNS ? new InColumns(columnOf(names)) : new InOneColumn("properties");
  }

  private static Map<String, String> columnOf(SortedSet<String> names) {
    Map<String, String> columns = new TreeMap<>();
    names.forEach(name -> columns.put(name, "p_" + name));
    return columns;
  }
}
