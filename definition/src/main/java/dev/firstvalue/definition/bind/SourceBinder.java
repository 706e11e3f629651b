package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.PropertyTypes;
import dev.firstvalue.definition.expression.Scope;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.ExposureTable;
import dev.firstvalue.definition.v1.IdentityTable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Binds the names of an event model. */
final class SourceBinder {
  private final EventModelSpec spec;
  private final Catalog catalog;
  private final Notes notes;

  SourceBinder(Document.OfEventModel document, Notes notes) {
    this.spec = document.message().getSpec();
    this.catalog = new Catalog(spec.getCatalogMap());
    this.notes = notes;
  }

  Catalog catalog() {
    return catalog;
  }

  /** The source, or null with findings. */
  @Nullable Source bind() {
    Map<EntityKind, String> entities = entities();
    ZoneId zone = zone();
    Source.Properties properties = properties();
    Expression exclude =
        spec.getExclude().isEmpty()
            ? null
            : notes.predicate(
                spec.getExclude(),
                "spec.exclude",
                new Scope(
                    columns(entities.keySet()), Optional.of(catalog.all()), Optional.empty()));
    Expression excludeEntities =
        spec.getExcludeEntities().isEmpty()
            ? null
            : notes.predicate(
                spec.getExcludeEntities(),
                "spec.excludeEntities",
                new Scope(Set.of(), Optional.empty(), Optional.of(catalog.all())));
    EventTable table = spec.getEvents();
    if (!table.getKeptFor().isEmpty()) {
      notes.positive(table.getKeptFor(), "spec.events.keptFor");
    }
    if (notes.block() || zone == null) {
      return null;
    }
    return new Source(
        table.getTable(),
        table.getTimestamp(),
        table.getEvent(),
        present(table.getEventId()),
        present(table.getReceivedAt()),
        properties,
        entities,
        table.hasCompleteFrom()
            ? Optional.of(
                Instant.ofEpochSecond(
                    table.getCompleteFrom().getSeconds(), table.getCompleteFrom().getNanos()))
            : Optional.empty(),
        zone,
        Optional.ofNullable(exclude),
        Optional.ofNullable(excludeEntities),
        startProperties(catalog.all()),
        spec.hasExposures() ? Optional.of(exposures(spec.getExposures())) : Optional.empty(),
        spec.hasIdentities() ? Optional.of(identities(spec.getIdentities())) : Optional.empty());
  }

  /** The columns of an event that a predicate may read: only the entities that are mapped. */
  static Set<EventColumn> columns(Set<EntityKind> entities) {
    Set<EventColumn> columns =
        EnumSet.of(EventColumn.EVENT, EventColumn.TIMESTAMP, EventColumn.DAY);
    for (EntityKind entity : entities) {
      columns.add(entity.column().column());
    }
    return columns;
  }

  private Map<EntityKind, String> entities() {
    Map<EntityKind, String> entities = new EnumMap<>(EntityKind.class);
    spec.getEntitiesMap()
        .forEach(
            (name, column) -> {
              switch (name) {
                case "user", "account" -> entities.put(EntityKind.of(name), column.getColumn());
                default ->
                    notes.error(
                        "entity-unknown",
                        FieldPath.key("spec.entities", name),
                        "no such entity",
                        name,
                        "user or account");
              }
            });
    return entities;
  }

  private @Nullable ZoneId zone() {
    String zone = spec.getTimeZone().isEmpty() ? "UTC" : spec.getTimeZone();
    if (ZoneId.getAvailableZoneIds().contains(zone)) {
      return ZoneId.of(zone);
    }
    notes.unknown(
        "time-zone-unknown",
        "spec.timeZone",
        "no such time zone",
        zone,
        ZoneId.getAvailableZoneIds());
    return null;
  }

  private Source.Properties properties() {
    EventTable table = spec.getEvents();
    if (!table.getProperties().isEmpty()) {
      return new Source.Properties.InOneColumn(table.getProperties());
    }
    Map<String, String> columns = table.getColumnsMap();
    spec.getCatalogMap()
        .forEach(
            (event, declared) ->
                declared
                    .getPropertiesMap()
                    .forEach(
                        (property, type) -> {
                          if (!columns.containsKey(property)) {
                            noColumn(event, property);
                          }
                        }));
    return columns.isEmpty()
        ? new Source.Properties.None()
        : new Source.Properties.InColumns(columns);
  }

  private void noColumn(String event, String property) {
    String path =
        FieldPath.key(
            FieldPath.field(FieldPath.key("spec.catalog", event), "properties"), property);
    notes.error(
        "property-without-column",
        path,
        "the table has no column for the property",
        property,
        "spec.events.properties, or the property in spec.events.columns");
  }

  /** Where events disagree about a type, the property is only ever compared as text. */
  private static SortedMap<String, Type> startProperties(PropertyTypes all) {
    SortedMap<String, Type> types = new TreeMap<>();
    all.declared()
        .forEach(
            (name, declared) ->
                types.put(
                    name,
                    declared.size() == 1 ? declared.keySet().iterator().next() : Type.STRING));
    return types;
  }

  private static Source.ExposureLog exposures(ExposureTable table) {
    return new Source.ExposureLog(
        table.getTable(), table.getExperiment(), table.getArm(), table.getTimestamp());
  }

  private static Source.Identities identities(IdentityTable table) {
    return new Source.Identities(
        table.getTable(), table.getAlias(), table.getCanonical(), table.getTimestamp());
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
