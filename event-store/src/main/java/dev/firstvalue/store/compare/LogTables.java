package dev.firstvalue.store.compare;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.SqlText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts logs in memory into tables, values as they are. */
final class LogTables {
  private final Store admin;

  LogTables(Store admin) {
    this.admin = admin;
  }

  /** A table of events: ts, event, event_id, user_id, account_id, and properties as laid out. */
  void events(
      String table, List<Event> events, PropertyLayout layout, Map<String, String> columnOf) {
    run(
        "CREATE OR REPLACE TABLE "
            + table
            + " (ts DateTime64(6, 'UTC'), event LowCardinality(String), event_id String,"
            + " user_id Nullable(String), account_id String"
            + (columnOf.isEmpty() && layout == PropertyLayout.COLUMNS
                ? ""
                : ", " + layout.columns(columnOf))
            + ") ENGINE = MergeTree ORDER BY (toDate32(ts), event)"
            + " SETTINGS index_granularity = 4"); // events lie apart, as in a large table
    if (!events.isEmpty()) {
      run(
          "INSERT INTO "
              + table
              + " SELECT fromUnixTimestamp64Micro(t, 'UTC'), e, i, u, a"
              + (columnOf.isEmpty() && layout == PropertyLayout.COLUMNS
                  ? ""
                  : ", " + layout.values(columnOf))
              + " FROM values('t Int64, e String, i String, u Nullable(String), a String,"
              + " k Array(String), v Array(String)', "
              + rows(events, LogTables::row)
              + ")");
    }
  }

  /** A table of exposures: ts, experiment, arm, user_id, account_id. */
  void exposures(String table, List<Exposure> exposures) {
    run(
        "CREATE OR REPLACE TABLE "
            + table
            + " (ts DateTime64(6, 'UTC'), experiment String, arm LowCardinality(String),"
            + " user_id Nullable(String), account_id Nullable(String))"
            + " ENGINE = MergeTree ORDER BY ts");
    if (!exposures.isEmpty()) {
      run(
          "INSERT INTO "
              + table
              + " SELECT fromUnixTimestamp64Micro(t, 'UTC'), e, m, u, a"
              + " FROM values('t Int64, e String, m String, u Nullable(String),"
              + " a Nullable(String)', "
              + rows(exposures, LogTables::row)
              + ")");
    }
  }

  /** A table of identities: linked_at, alias, canonical. */
  void identities(String table, List<Identity> identities) {
    run(
        "CREATE OR REPLACE TABLE "
            + table
            + " (linked_at DateTime64(6, 'UTC'), alias Nullable(String),"
            + " canonical LowCardinality(Nullable(String))) ENGINE = MergeTree ORDER BY linked_at");
    if (!identities.isEmpty()) {
      run(
          "INSERT INTO "
              + table
              + " SELECT fromUnixTimestamp64Micro(t, 'UTC'), a, c"
              + " FROM values('t Int64, a Nullable(String), c Nullable(String)', "
              + rows(identities, LogTables::row)
              + ")");
    }
  }

  private void run(String sql) {
    admin.execute(
        Query.of(sql)
            .setting("max_query_size", "100000000")
            .setting("input_format_try_infer_dates", "0")
            .setting("input_format_try_infer_datetimes", "0"));
  }

  private static String row(Event event) {
    return tuple(
        Long.toString(event.timestamp()),
        SqlText.literal(event.name()),
        SqlText.literal(event.id() == null ? "" : event.id()),
        nullable(event.user()),
        SqlText.literal(event.account() == null ? "" : event.account()),
        texts(event.properties().keySet()),
        texts(event.properties().keySet().stream().map(event.properties()::get).toList()));
  }

  private static String row(Exposure exposure) {
    return tuple(
        Long.toString(exposure.timestamp()),
        SqlText.literal(exposure.experiment()),
        SqlText.literal(exposure.arm()),
        nullable(exposure.user()),
        nullable(exposure.account()));
  }

  private static String row(Identity identity) {
    return tuple(
        Long.toString(identity.timestamp()),
        nullable(identity.alias()),
        nullable(identity.canonical()));
  }

  private static <T> String rows(List<T> rows, Function<T, String> sql) {
    return rows.stream().map(sql).collect(Collectors.joining(",\n"));
  }

  private static String tuple(String... values) {
    return "(" + String.join(", ", values) + ")";
  }

  private static String texts(Collection<String> texts) {
    return texts.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String nullable(@Nullable String text) {
    return text == null ? "NULL" : SqlText.literal(text);
  }
}
