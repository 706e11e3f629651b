package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.EntityColumn;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.ExposureTable;
import dev.firstvalue.definition.v1.IdentityTable;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.PropertyType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Event models of every layout, with logs. */
final class RandomWorlds {
  private static final List<Instant> AROUND =
      List.of(
          Instant.parse("2025-03-30T00:30:00Z"), // clocks go forward in Berlin
          Instant.parse("2025-10-26T00:30:00Z"), // and back
          Instant.parse("2025-03-09T06:30:00Z"), // clocks go forward in New York
          Instant.parse("2025-11-02T05:30:00Z"), // and back
          Instant.parse("1970-01-05T00:00:00Z"),
          Instant.parse("2024-02-29T23:00:00Z"),
          Instant.parse("2199-12-20T12:00:00.123456Z"));

  private static final SortedMap<String, Type> PROPERTIES =
      new TreeMap<>(
          java.util.Map.of(
              Names.PLAN,
              Type.STRING,
              Names.TO,
              Type.STRING,
              "$os é's",
              Type.STRING,
              "seconds",
              Type.INT,
              "count",
              Type.INT,
              "score",
              Type.DOUBLE,
              "is_test",
              Type.BOOL,
              "due",
              Type.TIMESTAMP));

  private final Dice dice;

  RandomWorlds(Dice dice) {
    this.dice = dice;
  }

  World world() {
    Instant around = dice.of(AROUND);
    List<String> texts = dice.times(3, () -> dice.of(RandomValues.TEXTS));
    boolean withIds = dice.percent(75);
    SortedMap<String, SortedMap<String, Type>> catalog = catalog();
    RandomRows rows = new RandomRows(dice, around, withIds, texts, catalog, PROPERTIES);
    return new World(
        model(around, withIds, texts, catalog),
        around,
        withIds,
        catalog,
        texts,
        rows.events(),
        rows.exposures(),
        rows.identities());
  }

  private SortedMap<String, SortedMap<String, Type>> catalog() {
    SortedMap<String, SortedMap<String, Type>> catalog = new TreeMap<>();
    int size = dice.between(2, 5);
    while (catalog.size() < size) {
      SortedMap<String, Type> declared = new TreeMap<>();
      PROPERTIES.forEach(
          (name, type) -> {
            if (name.equals(Names.PLAN) || dice.percent(85)) {
              declared.put(name, type);
            }
          });
      catalog.putIfAbsent(dice.of(Names.EVENTS), declared);
    }
    return catalog;
  }

  private EventModel model(
      Instant around,
      boolean withIds,
      List<String> texts,
      SortedMap<String, SortedMap<String, Type>> catalog) {
    EventTable.Builder table =
        EventTable.newBuilder().setTable("events").setTimestamp("ts").setEvent("event");
    if (withIds) {
      table.setEventId("event_id");
    }
    if (dice.percent(70)) {
      table.setProperties("properties");
    } else {
      PROPERTIES.keySet().forEach(name -> table.putColumns(name, "p_" + name));
    }
    if (dice.percent(40)) {
      table.setCompleteFrom(
          RandomDefinitions.timestamp(around.minus(Duration.ofHours(dice.below(72)))));
    }
    RandomPredicates predicates = new RandomPredicates(dice, around, texts);
    SortedMap<String, Type> all = new TreeMap<>();
    catalog.values().forEach(declared -> all.putAll(declared));
    EventModelSpec.Builder spec =
        EventModelSpec.newBuilder()
            .setEvents(table)
            .putEntities("user", EntityColumn.newBuilder().setColumn("user_id").build())
            .putEntities("account", EntityColumn.newBuilder().setColumn("account_id").build())
            .setExposures(
                ExposureTable.newBuilder()
                    .setTable("exposures")
                    .setExperiment("experiment")
                    .setArm("arm")
                    .setTimestamp("ts"))
            .setTimeZone(dice.of("", "UTC", "Europe/Berlin", "America/New_York"));
    if (dice.percent(30)) {
      spec.setExclude(exclusion("properties." + Names.PLAN, texts, predicates, Sight.row(all)));
    }
    if (dice.percent(30)) {
      spec.setExcludeEntities(
          exclusion("start.properties." + Names.PLAN, texts, predicates, Sight.start(all)));
    }
    if (dice.percent(35)) {
      spec.setIdentities(
          IdentityTable.newBuilder()
              .setTable("identities")
              .setAlias("alias")
              .setCanonical("canonical")
              .setTimestamp("linked_at"));
    }
    catalog.forEach((name, declared) -> spec.putCatalog(name, event(declared)));
    return EventModel.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("EventModel")
        .setMetadata(Metadata.newBuilder().setName("the-model"))
        .setSpec(spec)
        .build();
  }

  /** Mostly one that leaves something. */
  private String exclusion(
      String text, List<String> texts, RandomPredicates predicates, Sight sight) {
    return dice.percent(65)
        ? text + " == " + CelText.literal(dice.of(dice.percent(60) ? texts : RandomValues.TEXTS))
        : "("
            + predicates.of(sight)
            + " && "
            + predicates.of(sight)
            + " && "
            + predicates.of(sight)
            + ")";
  }

  private static CatalogEvent event(SortedMap<String, Type> declared) {
    CatalogEvent.Builder event = CatalogEvent.newBuilder();
    declared.forEach((name, type) -> event.putProperties(name, type(type)));
    return event.build();
  }

  private static PropertyType type(Type type) {
    return switch (type) {
      case STRING -> PropertyType.PROPERTY_TYPE_STRING;
      case INT -> PropertyType.PROPERTY_TYPE_INT;
      case DOUBLE -> PropertyType.PROPERTY_TYPE_DOUBLE;
      case BOOL -> PropertyType.PROPERTY_TYPE_BOOL;
      case TIMESTAMP -> PropertyType.PROPERTY_TYPE_TIMESTAMP;
      case DURATION ->
          throw new IllegalArgumentException("type: DURATION (expected: a property's)");
    };
  }
}
