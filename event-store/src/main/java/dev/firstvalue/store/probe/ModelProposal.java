package dev.firstvalue.store.probe;

import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.EntityColumn;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.PropertyType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The event model that fits what was seen. */
final class ModelProposal {

  private static final int LONGEST_NAME = 63;

  private ModelProposal() {}

  static Optional<EventModel> of(String table, ColumnRoles roles, List<ProbedEvent> events) {
    if (roles.timestamp().isEmpty()
        || roles.event().isEmpty()
        || (roles.user().isEmpty() && roles.account().isEmpty())
        || events.isEmpty()) {
      return Optional.empty();
    }
    EventTable.Builder source =
        EventTable.newBuilder()
            .setTable(table)
            .setTimestamp(roles.timestamp().get())
            .setEvent(roles.event().get());
    roles.eventId().ifPresent(source::setEventId);
    roles.receivedAt().ifPresent(source::setReceivedAt);
    roles.properties().ifPresent(source::setProperties);
    roles.flat().forEach(column -> source.putColumns(column, column));
    EventModelSpec.Builder spec = EventModelSpec.newBuilder().setEvents(source).setTimeZone("UTC");
    roles.user().ifPresent(column -> spec.putEntities("user", entity(column)));
    roles.account().ifPresent(column -> spec.putEntities("account", entity(column)));
    Map<String, PropertyType> types = agreedTypes(events);
    for (ProbedEvent event : events) {
      CatalogEvent.Builder known = CatalogEvent.newBuilder().setPreparation(event.preparation());
      for (ProbedProperty property : event.properties()) {
        known.putProperties(property.name(), types.getOrDefault(property.name(), property.type()));
      }
      spec.putCatalog(event.name(), known.build());
    }
    return Optional.of(
        EventModel.newBuilder()
            .setApiVersion("firstvalue/v1")
            .setKind("EventModel")
            .setMetadata(Metadata.newBuilder().setName(name(table)))
            .setSpec(spec)
            .build());
  }

  /**
   * One type for each property name: a predicate over several events may use a property that some
   * of them have, and it must read alike on all. Int and double agree on double, all else on text.
   */
  private static Map<String, PropertyType> agreedTypes(List<ProbedEvent> events) {
    Map<String, PropertyType> types = new HashMap<>();
    for (ProbedEvent event : events) {
      for (ProbedProperty property : event.properties()) {
        types.merge(property.name(), property.type(), ModelProposal::agreed);
      }
    }
    return types;
  }

  private static PropertyType agreed(PropertyType one, PropertyType other) {
    if (one == other) {
      return one;
    }
    return isNumber(one) && isNumber(other)
        ? PropertyType.PROPERTY_TYPE_DOUBLE
        : PropertyType.PROPERTY_TYPE_STRING;
  }

  private static boolean isNumber(PropertyType type) {
    return type == PropertyType.PROPERTY_TYPE_INT || type == PropertyType.PROPERTY_TYPE_DOUBLE;
  }

  private static EntityColumn entity(String column) {
    return EntityColumn.newBuilder().setColumn(column).build();
  }

  private static String name(String table) {
    String plain =
        table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    String name = plain.isEmpty() ? "events" : plain;
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
