package dev.firstvalue.validator;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.PolicyDefaults;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.explain.ClauseRemovals;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.EntityColumn;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Milestone;
import dev.firstvalue.definition.v1.Outcome;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.validation.v1.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A product of which every entity is written by hand: sign up, open, finish a lesson, come back.
 */
public final class SmallProduct {
  public static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

  private final List<Event> events = new ArrayList<>();
  private int users;

  /** Adds users who sign up at the beginning and do the named things so long after it. */
  public SmallProduct users(int count, String plan, Map<String, Duration> does) {
    return users(count, plan, Duration.ZERO, does);
  }

  /** Adds users who sign up so long after the beginning and do the named things after that. */
  public SmallProduct users(int count, String plan, Duration later, Map<String, Duration> does) {
    Instant start = BEGIN.plus(later);
    for (int i = 0; i < count; i++) {
      String user = "u" + users++;
      events.add(event("signed_up", user, start, Map.of("plan", plan)));
      does.forEach(
          (name, after) ->
              events.add(event(name.split("#", -1)[0], user, start.plus(after), Map.of())));
    }
    return this;
  }

  public List<Event> events() {
    return events;
  }

  public static Subject subject(PolicySpec policy) {
    return subject(policy, "7d");
  }

  /** The same product, of which users sit in accounts. */
  public static Subject subjectInAccounts(PolicySpec policy) {
    return subjectInAccounts(policy, Condition.newBuilder().addEvent("lesson").build());
  }

  /** The same, its value event another condition, with the price of each clause. */
  static Subject subjectInAccounts(PolicySpec policy, Condition qualifies) {
    return subject(modelWithAccounts(), policy, document("7d", qualifies));
  }

  /** A definition that says of nobody whether they are retained, with the price of each clause. */
  static Subject subjectWithoutOutcome(PolicySpec policy, Condition qualifies, boolean accounts) {
    ValueEvent.Builder document = document("7d", qualifies).toBuilder();
    document.getSpecBuilder().clearOutcomes();
    return subject(accounts ? modelWithAccounts() : model(), policy, document.build());
  }

  private static EventModel modelWithAccounts() {
    EventModel.Builder model = model().toBuilder();
    model
        .getSpecBuilder()
        .putEntities("account", EntityColumn.newBuilder().setColumn("account_id").build());
    return model.build();
  }

  /** The events, each user of them in an account or in none. */
  List<Event> eventsInAccounts(IntFunction<@Nullable String> account) {
    return events.stream()
        .map(
            event -> {
              String user = String.valueOf(event.user());
              return new Event(
                  event.timestamp(),
                  event.name(),
                  null,
                  user,
                  account.apply(Integer.parseInt(user.substring(1))),
                  event.properties());
            })
        .toList();
  }

  private static Event event(String name, String user, Instant at, Map<String, String> properties) {
    return new Event(at.toEpochMilli() * 1000, name, null, user, null, properties);
  }

  /** The definition with an outcome that begins so many days after time zero. */
  static Subject subject(PolicySpec policy, String outcomeFrom) {
    ValueEvent document = document(outcomeFrom);
    return new Subject(
        document,
        Binder.plan(model(), document).orThrow(),
        PolicyDefaults.resolve(policy),
        Provenance.newBuilder().setProgram("test").setMeaningHash("sha256:0").build());
  }

  /** The same product, its value event another condition, with the price of each clause. */
  public static Subject subject(PolicySpec policy, Condition qualifies) {
    return subject(model(), policy, document("7d", qualifies));
  }

  private static Subject subject(EventModel model, PolicySpec policy, ValueEvent document) {
    return new Subject(
            document,
            Binder.plan(model, document).orThrow(),
            PolicyDefaults.resolve(policy),
            Provenance.newBuilder().setProgram("test").setMeaningHash("sha256:0").build())
        .with(ClauseRemovals.of(model, document));
  }

  private static ValueEvent document(String outcomeFrom, Condition qualifies) {
    ValueEvent.Builder document = document(outcomeFrom).toBuilder();
    document.getSpecBuilder().setQualifies(qualifies);
    return document.build();
  }

  private static ValueEvent document(String outcomeFrom) {
    return ValueEvent.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("ValueEvent")
        .setMetadata(Metadata.newBuilder().setName("lesson").addOwners("growth"))
        .setSpec(
            ValueEventSpec.newBuilder()
                .setEntity("user")
                .setStart(Start.newBuilder().addEvent("signed_up"))
                .setWithin("7d")
                .setQualifies(Condition.newBuilder().addEvent("lesson"))
                .addMilestones(
                    Milestone.newBuilder()
                        .setName("opened")
                        .setCondition(Condition.newBuilder().addEvent("opened")))
                .addSegments("start.properties.plan")
                .addOutcomes(
                    Outcome.newBuilder()
                        .setName("month")
                        .setFrom(outcomeFrom)
                        .setTo("30d")
                        .setCondition(Condition.newBuilder().addEvent("lesson"))))
        .build();
  }

  public static EventModel model() {
    return EventModel.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("EventModel")
        .setMetadata(Metadata.newBuilder().setName("small"))
        .setSpec(
            EventModelSpec.newBuilder()
                .setEvents(
                    EventTable.newBuilder()
                        .setTable("events")
                        .setTimestamp("ts")
                        .setEvent("event")
                        .setProperties("properties"))
                .putEntities("user", EntityColumn.newBuilder().setColumn("user_id").build())
                .putCatalog(
                    "signed_up",
                    CatalogEvent.newBuilder()
                        .setPreparation(true)
                        .putProperties("plan", PropertyType.PROPERTY_TYPE_STRING)
                        .build())
                .putCatalog("opened", CatalogEvent.newBuilder().setPreparation(true).build())
                .putCatalog("lesson", CatalogEvent.getDefaultInstance()))
        .build();
  }
}
