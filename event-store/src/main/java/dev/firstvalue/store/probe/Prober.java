package dev.firstvalue.store.probe;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.SqlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at a table and proposes its event model. Reads one pass over the columns of time and event,
 * under the store's row limit, and then at most 10,000 rows of each of the 60 most frequent events;
 * changes nothing.
 */
public final class Prober {

  private static final int MOST_EVENTS = 1000;
  private static final int MOST_EVENTS_LOOKED_INTO = 60;
  private static final int LONGEST_EVENT = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Set<ErrorCode> TOO_DEAR =
      Set.of(
          ErrorCode.STORE_TIME_EXCEEDED,
          ErrorCode.STORE_ROWS_EXCEEDED,
          ErrorCode.STORE_MEMORY_EXCEEDED);

  /** Names that sound like infrastructure. */
  private static final Pattern PREPARATION =
      Pattern.compile(
          "sign.?(ed)?.?(up|in)|regist|log.?(ged)?.?(in|out)|page.?view|page.?leave|screen|"
              + "session|app.?(open|launch|install)|first.?(open|visit)|install|identify|"
              + "onboard|placement|autocapture|click|scroll|heartbeat|"
              + "(^|[^a-z])(page|track|visit)(ed)?$",
          Pattern.CASE_INSENSITIVE);

  private Prober() {}

  /**
   * Looks at a table.
   *
   * @param table its name, with or without its database
   * @throws FirstvalueException when there is no such table, or reading it would exceed the store's
   *     limits
   */
  public static ProbedTable probe(Store store, String table) {
    List<ProbedColumn> columns =
        store.list(
            Query.of("DESCRIBE TABLE " + SqlText.table(table)).purpose("probe columns"),
            row -> new ProbedColumn(row.text("name"), row.text("type")));
    ColumnRoles roles = RoleGuess.of(columns);
    List<String> notes = new ArrayList<>(notes(roles));
    List<ProbedEvent> events = List.of();
    if (roles.timestamp().isPresent() && roles.event().isPresent()) {
      events = events(store, table, roles, notes);
      events = withProperties(store, table, roles, columns, events, notes);
    }
    return new ProbedTable(
        table, columns, roles, events, notes, ModelProposal.of(table, roles, events));
  }

  private static List<ProbedEvent> events(
      Store store, String table, ColumnRoles roles, List<String> notes) {
    Query query =
        Query.of(
                """
                SELECT
                  toString(%1$s) AS name,
                  count() AS n,
                  toUnixTimestamp64Micro(toDateTime64(min(%2$s), 6, 'UTC')) AS first,
                  toUnixTimestamp64Micro(toDateTime64(max(%2$s), 6, 'UTC')) AS last
                FROM %3$s
                GROUP BY name
                ORDER BY n DESC, name
                LIMIT {most:UInt64}
                """
                    .formatted(
                        SqlText.identifier(roles.event().orElseThrow()),
                        SqlText.identifier(roles.timestamp().orElseThrow()),
                        SqlText.table(table)))
            .bind("most", MOST_EVENTS)
            .purpose("probe events");
    List<ProbedEvent> all = store.list(query, Prober::event);
    List<ProbedEvent> usable =
        all.stream()
            .filter(event -> !event.name().isEmpty() && event.name().length() <= LONGEST_EVENT)
            .toList();
    if (all.isEmpty()) {
      notes.add("The table is empty.");
    }
    if (usable.size() < all.size()) {
      notes.add("Events without a name, or with one over 200 characters, are left out.");
    }
    if (all.size() == MOST_EVENTS) {
      notes.add("Only the 1000 most frequent events are listed.");
    }
    return usable;
  }

  private static ProbedEvent event(Row row) {
    String name = row.text("name");
    return new ProbedEvent(
        name,
        row.integer("n"),
        row.instant("first"),
        row.instant("last"),
        PREPARATION.matcher(name).find(),
        List.of());
  }

  private static List<ProbedEvent> withProperties(
      Store store,
      String table,
      ColumnRoles roles,
      List<ProbedColumn> columns,
      List<ProbedEvent> events,
      List<String> notes) {
    Store patient =
        store.withLimits(store.limits().withTime(PATIENCE)).withRowLimit(Long.MAX_VALUE);
    PropertyProbe probe = new PropertyProbe(patient, table, roles, columns);
    List<ProbedEvent> looked = new ArrayList<>(events);
    try {
      for (int i = 0; i < Math.min(MOST_EVENTS_LOOKED_INTO, events.size()); i++) {
        ProbedEvent event = events.get(i);
        looked.set(
            i,
            new ProbedEvent(
                event.name(),
                event.count(),
                event.first(),
                event.last(),
                event.preparation(),
                probe.of(event.name(), event.count())));
      }
    } catch (FirstvalueException e) {
      if (!TOO_DEAR.contains(e.code())) {
        throw e;
      }
      notes.add("Looking into properties became too dear; the later events are without theirs.");
    }
    if (events.size() > MOST_EVENTS_LOOKED_INTO) {
      notes.add("Only the 60 most frequent events were looked into for properties.");
    }
    return looked;
  }

  private static List<String> notes(ColumnRoles roles) {
    List<String> notes = new ArrayList<>();
    if (roles.timestamp().isEmpty()) {
      notes.add("No column of type DateTime or DateTime64 says when an event happened.");
    }
    if (roles.event().isEmpty()) {
      notes.add("No text column is called like the name of an event.");
    }
    if (roles.user().isEmpty() && roles.account().isEmpty()) {
      notes.add("No column is called like the id of a user or an account.");
    }
    if (roles.eventId().isEmpty()) {
      notes.add("No column identifies an event: repeated deliveries will count.");
    }
    notes.add("Which events are preparation is guessed from their names: look them through.");
    return notes;
  }
}
