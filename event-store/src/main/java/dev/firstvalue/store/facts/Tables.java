package dev.firstvalue.store.facts;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.ColumnType;
import dev.firstvalue.store.sql.TableColumns;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The columns of tables, asked of the store once each. Safe for threads. */
final class Tables {
  private final Store store;
  private final Map<String, TableColumns> known = new ConcurrentHashMap<>();

  Tables(Store store) {
    this.store = store;
  }

  /** The columns of a table that a document names {@code table} or {@code database.table}. */
  TableColumns columns(String table) {
    return known.computeIfAbsent(table, this::read);
  }

  private TableColumns read(String table) {
    SortedMap<String, ColumnType> columns = new TreeMap<>();
    store.each(
        named(
            """
            SELECT name, type
            FROM system.columns
            WHERE database = if({database:String} = '', currentDatabase(), {database:String})
              AND table = {table:String}
            """,
            table),
        row -> columns.put(row.text("name"), ColumnType.parse(row.text("type"))));
    if (columns.isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.STORE_TABLE_NOT_FOUND,
          table,
          "the store has no such table, or its columns may not be seen",
          "Name a table of the store in the event model, as database.table");
    }
    boolean distributed =
        store
            .first(
                named(
                    """
                    SELECT engine
                    FROM system.tables
                    WHERE database = if({database:String} = '', currentDatabase(), {database:String})
                      AND name = {table:String}
                    """,
                    table),
                row -> row.text("engine").equals("Distributed"))
            .orElse(false);
    return new TableColumns(table, distributed, columns);
  }

  private static Query named(String sql, String table) {
    int dot = table.indexOf('.');
    return Query.of(sql)
        .bind("database", dot < 0 ? "" : table.substring(0, dot))
        .bind("table", table.substring(dot + 1))
        .purpose("columns of a table");
  }
}
