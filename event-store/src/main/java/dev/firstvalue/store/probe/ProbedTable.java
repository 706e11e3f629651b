package dev.firstvalue.store.probe;

import dev.firstvalue.definition.v1.EventModel;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a table.
 *
 * @param table its name as it was given
 * @param columns its columns in their order
 * @param roles what they seem to be
 * @param events its events, most frequent first
 * @param notes what a person should look at before using the proposal
 * @param proposal an event model, if the table has a time, an event and an entity
 */
public record ProbedTable(
    String table,
    List<ProbedColumn> columns,
    ColumnRoles roles,
    List<ProbedEvent> events,
    List<String> notes,
    Optional<EventModel> proposal) {

  public ProbedTable {
    columns = List.copyOf(columns);
    events = List.copyOf(events);
    notes = List.copyOf(notes);
  }
}
