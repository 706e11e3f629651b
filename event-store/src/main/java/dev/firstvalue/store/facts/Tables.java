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
import java.util.concurrent.atomic.AtomicBoolean;

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
    AtomicBoolean distributed = new AtomicBoolean();
    store.each(
        named(
            """
            SELECT
              name,
              type,
              (
                SELECT any(engine)
                FROM system.tables
                WHERE database = if({database:String} = '', currentDatabase(), {database:String})
                  AND name = {table:String}
              ) = 'Distributed' AS distributed
            FROM system.columns
            WHERE database = if({database:String} = '', currentDatabase(), {database:String})
              AND table = {table:String}
            """,
            table),
        row -> {
          columns.put(row.text("name"), ColumnType.parse(row.text("type")));
          distributed.set(row.integer("distributed") == 1);
        });
    if (columns.isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.STORE_TABLE_NOT_FOUND,
          table,
          "the store has no such table, or its columns may not be seen",
          "Name a table of the store in the event model, as database.table");
    }
    return new TableColumns(table, distributed.get(), columns);
  }

  private static Query named(String sql, String table) {
    int dot = table.indexOf('.');
    return Query.of(sql)
        .bind("database", dot < 0 ? "" : table.substring(0, dot))
        .bind("table", table.substring(dot + 1))
        .purpose("columns of a table");
  }
}
