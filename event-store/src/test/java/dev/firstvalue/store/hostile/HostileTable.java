package dev.firstvalue.store.hostile;

import com.google.gson.JsonObject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.SqlText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A table of events by the names it has.
 *
 * @param table its name, without a dot
 * @param timestamp the column of the time
 * @param event the column of the event's name
 * @param eventId the column of the id
 * @param user the column of the user
 * @param layout how it holds properties
 * @param properties the one column of properties, where there is one
 * @param columns the column of each property, where each has its own
 */
record HostileTable(
    String table,
    String timestamp,
    String event,
    String eventId,
    String user,
    Layout layout,
    String properties,
    SortedMap<String, String> columns) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** How a table holds properties. */
  enum Layout {
    MAP("Map(String, String)"),
    JSON_TEXT("String"),
    COLUMNS("Nullable(String)");

    private final String type;

    Layout(String type) {
      this.type = type;
    }
  }

  /** The names of all columns. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(timestamp, event, eventId, user));
    if (layout == Layout.COLUMNS) {
      names.addAll(columns.values());
    } else {
      names.add(properties);
    }
    return names;
  }

  /** Makes it and fills it; values go there as JSON, not as SQL. */
  void create(Store admin, List<Event> events) {
    List<String> columns = new ArrayList<>();
    columns.add(column(timestamp, "DateTime64(6, 'UTC')"));
    columns.add(column(event, "LowCardinality(String)"));
    columns.add(column(eventId, "String"));
    columns.add(column(user, "String"));
    names().stream().skip(4).forEach(name -> columns.add(column(name, layout.type)));
    admin.execute(
        Query.of(
            "CREATE TABLE "
                + SqlText.identifier(table)
                + " ("
                + String.join(", ", columns)
                + ") ENGINE = MergeTree ORDER BY "
                + SqlText.identifier(timestamp)));
    StringBuilder insert =
        new StringBuilder("INSERT INTO " + SqlText.identifier(table) + " FORMAT JSONEachRow\n");
    events.forEach(each -> insert.append(row(each)).append('\n'));
    admin.execute(Query.of(insert.toString()));
  }

  void drop(Store admin) {
    admin.execute(Query.of("DROP TABLE " + SqlText.identifier(table) + " SYNC"));
  }

  private JsonObject row(Event row) {
    JsonObject json = new JsonObject();
    json.addProperty(timestamp, TIME.format(Micros.instant(row.timestamp())));
    json.addProperty(event, row.name());
    json.addProperty(eventId, row.id());
    json.addProperty(user, row.user());
    JsonObject values = new JsonObject();
    row.properties()
        .forEach(
            (name, value) ->
                (layout == Layout.COLUMNS ? json : values)
                    .addProperty(columns.getOrDefault(name, name), value));
    switch (layout) {
      case MAP -> json.add(properties, values);
      case JSON_TEXT -> json.addProperty(properties, values.toString());
      case COLUMNS -> {
        // Each is in the row already.
      }
    }
    return json;
  }

  private static String column(String name, String type) {
    return SqlText.identifier(name) + " " + type;
  }
}
