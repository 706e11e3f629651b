package dev.firstvalue.store.hostile;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.bind.Bound;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.DocumentWriter;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.EntityColumn;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.Milestone;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Documents with hostile names and texts, by the way that every document goes: through YAML. */
final class HostileDocuments {
  /** The event at which all begins. */
  static final String START = "begun";

  private HostileDocuments() {}

  /** A plan with one milestone for each of these conditions. */
  static Bound<Plan> plan(
      HostileTable table,
      SortedSet<String> events,
      SortedSet<String> properties,
      List<Condition> conditions) {
    return switch (read(
        "event-model.yaml", DocumentKind.EVENT_MODEL, model(table, events, properties))) {
      case Read.Refused(Findings refused) -> new Bound<>(Optional.empty(), refused);
      case Read.Accepted(Document model) ->
          switch (read(
              "definitions/hostile.yaml", DocumentKind.VALUE_EVENT, definition(conditions))) {
            case Read.Refused(Findings refused) -> new Bound<>(Optional.empty(), refused);
            case Read.Accepted(Document definition) ->
                Binder.plan((Document.OfEventModel) model, (Document.OfValueEvent) definition);
          };
    };
  }

  /**
   * The text as a literal of CEL; what a document may not hold is escaped, and some of the rest.
   */
  static String cel(String text) {
    StringBuilder cel = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                cel.append('\\').appendCodePoint(c);
              } else if (c >= ' ' && c < 0x7f) {
                cel.appendCodePoint(c);
              } else if (c < 0x10000) {
                cel.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
              } else {
                cel.append(String.format(java.util.Locale.ROOT, "\\U%08x", c));
              }
            });
    return cel.append('"').toString();
  }

  private static EventModel model(
      HostileTable table, SortedSet<String> events, SortedSet<String> properties) {
    EventTable.Builder source =
        EventTable.newBuilder()
            .setTable(table.table())
            .setTimestamp(table.timestamp())
            .setEvent(table.event())
            .setEventId(table.eventId());
    if (table.layout() == HostileTable.Layout.COLUMNS) {
      source.putAllColumns(table.columns());
    } else {
      source.setProperties(table.properties());
    }
    CatalogEvent.Builder declared = CatalogEvent.newBuilder();
    properties.forEach(name -> declared.putProperties(name, PropertyType.PROPERTY_TYPE_STRING));
    EventModel.Builder model =
        EventModel.newBuilder().setApiVersion("firstvalue/v1").setKind("EventModel");
    model.getMetadataBuilder().setName("hostile");
    model
        .getSpecBuilder()
        .setEvents(source)
        .putEntities("user", EntityColumn.newBuilder().setColumn(table.user()).build())
        .putCatalog(START, CatalogEvent.getDefaultInstance());
    events.forEach(name -> model.getSpecBuilder().putCatalog(name, declared.build()));
    return model.build();
  }

  private static ValueEvent definition(List<Condition> conditions) {
    ValueEvent.Builder definition =
        ValueEvent.newBuilder().setApiVersion("firstvalue/v1").setKind("ValueEvent");
    definition.getMetadataBuilder().setName("hostile");
    definition
        .getSpecBuilder()
        .setEntity("user")
        .setStart(Start.newBuilder().addEvent(START))
        .setWithin("7d")
        .setQualifies(conditions.getFirst());
    for (int i = 0; i < conditions.size(); i++) {
      definition
          .getSpecBuilder()
          .addMilestones(Milestone.newBuilder().setName("m" + i).setCondition(conditions.get(i)));
    }
    return definition.build();
  }

  private static Read read(String path, DocumentKind kind, com.google.protobuf.Message message) {
    byte[] yaml = DocumentWriter.write(message).getBytes(StandardCharsets.UTF_8);
    Read read = DocumentReader.read(path, yaml, kind);
    if (read instanceof Read.Accepted(Document document) && !document.message().equals(message)) {
      throw new IllegalStateException(
          "document: reads as something else than was written:\n"
              + new String(yaml, StandardCharsets.UTF_8));
    }
    return read;
  }
}
