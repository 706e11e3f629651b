package dev.firstvalue.store.sql;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a table looks like in the store.
 *
 * @param table its name, as documents write it
 * @param distributed whether its rows lie on several servers
 * @param columns the types by column
 */
public record TableColumns(
    String table, boolean distributed, SortedMap<String, ColumnType> columns) {
  public TableColumns {
    columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
  }

  /** The type of a column; refused where there is none of that name. */
  public ColumnType type(String column) {
    ColumnType type = columns.get(column);
    if (type == null) {
      throw new FirstvalueException(
          ErrorCode.STORE_COLUMN_NOT_FOUND,
          table + "." + column,
          "the table has no such column" + nearest(column),
          "Name a column of the table in the event model");
    }
    return type;
  }

  private String nearest(String column) {
    return columns.keySet().stream()
        .min(Comparator.comparingInt(known -> distance(column, known)))
        .map(known -> "; the nearest is " + known)
        .orElse("");
  }

  /** How many characters have to be put in, taken out or changed. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int kept = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(kept, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[row.length - 1];
  }
}
