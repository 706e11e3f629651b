package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where events are: the event model with its names bound.
 *
 * @param table the table of events, as written: {@code table} or {@code database.table}
 * @param timestamp the column of the event's time
 * @param event the column of the event's name
 * @param eventId the column of the id that copies of one event share, or {@link #WHOLE_ROW}
 * @param receivedAt the column of the time of arrival
 * @param properties where the properties are
 * @param entityColumns the column of each entity's id
 * @param completeFrom tracking is complete from here on
 * @param zone the zone that gives {@code day} its meaning
 * @param exclude events for which this is true are out everywhere
 * @param excludeEntities entities for whose start event this is true are out everywhere
 * @param startProperties every property of the catalog with its type, in the order of names: what
 *     breaks a tie between start events of one instant and one id
 * @param exposures the log of exposures
 * @param identities which ids of users are aliases
 */
public record Source(
    String table,
    String timestamp,
    String event,
    Optional<String> eventId,
    Optional<String> receivedAt,
    Properties properties,
    Map<EntityKind, String> entityColumns,
    Optional<Instant> completeFrom,
    ZoneId zone,
    Optional<Expression> exclude,
    Optional<Expression> excludeEntities,
    SortedMap<String, Type> startProperties,
    Optional<ExposureLog> exposures,
    Optional<Identities> identities) {

  public Source {
    entityColumns = Map.copyOf(entityColumns);
    startProperties = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(startProperties));
  }

  /**
   * In the place of the column of event ids: rows equal in time, event, user, account and all
   * properties of the catalog are copies of one event. No column has an empty name.
   */
  public static final String WHOLE_ROW = "";

  /** The source in which rows that are equal in everything count once. */
  public Source withEqualRowsOnce() {
    return with(Optional.of(WHOLE_ROW), identities);
  }

  /** Whether rows that are equal in everything count once. */
  public boolean equalRowsOnce() {
    return eventId.filter(WHOLE_ROW::equals).isPresent();
  }

  /** The source with the ids of users as they are, aliases or not. */
  public Source withoutIdentities() {
    return with(eventId, Optional.empty());
  }

  /** The source in which every row counts, its event id seen before or not. */
  public Source withoutEventId() {
    return with(Optional.empty(), identities);
  }

  /** The source in which copies of one event share the id in this column. */
  public Source withEventId(String column) {
    return with(Optional.of(column), identities);
  }

  private Source with(Optional<String> otherEventId, Optional<Identities> otherIdentities) {
    return new Source(
        table,
        timestamp,
        event,
        otherEventId,
        receivedAt,
        properties,
        entityColumns,
        completeFrom,
        zone,
        exclude,
        excludeEntities,
        startProperties,
        exposures,
        otherIdentities);
  }

  /** Where the properties of an event are. */
  public sealed interface Properties {
    /** In one Map or JSON column; which of the two, the store looks up. */
    record InOneColumn(String column) implements Properties {}

    /** In columns of their own: column by property. */
    record InColumns(Map<String, String> columns) implements Properties {
      public InColumns {
        columns = Map.copyOf(columns);
      }
    }

    /** Nowhere: the events have no properties. */
    record None() implements Properties {}
  }

  /**
   * The log of exposures. It carries the entity columns under the names of {@code entityColumns}.
   */
  public record ExposureLog(String table, String experiment, String arm, String timestamp) {}

  /**
   * The table of aliases. Before everything else, an id of a user that is an alias there is
   * replaced by its canonical id, one hop, by the rows before the watermark; of several canonical
   * ids the newest counts, then the least.
   */
  public record Identities(String table, String alias, String canonical, String timestamp) {}
}
