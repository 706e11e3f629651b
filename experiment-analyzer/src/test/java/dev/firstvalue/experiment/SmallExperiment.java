package dev.firstvalue.experiment;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.EntityColumn;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.ExposureTable;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Outcome;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.validation.v1.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** One experiment on one definition: sign up, be shown an arm, finish a lesson within 7 days. */
public final class SmallExperiment {
  public static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
  public static final Instant END = BEGIN.plus(Duration.ofDays(28));
  public static final Duration WINDOW = Duration.ofDays(7);

  private SmallExperiment() {}

  /** A plan of one control, {@code a}, and further arms, all of weight 1. */
  public static ExperimentSpec.Builder spec(String... treatments) {
    ExperimentSpec.Builder spec =
        ExperimentSpec.newBuilder()
            .setHypothesis("more lessons")
            .setDefinition(DefinitionPin.newBuilder().setName("lesson"))
            .setUnit("user")
            .setStart(timestamp(BEGIN))
            .setEnd(timestamp(END))
            .addArms(Arm.newBuilder().setName("a").setWeight(1).setControl(true));
    for (String treatment : treatments) {
      spec.addArms(Arm.newBuilder().setName(treatment).setWeight(1));
    }
    return spec;
  }

  public static Trial trial(ExperimentSpec.Builder spec) {
    return trial(spec, definition());
  }

  /** The same where who pays from the 8th to the 14th day after counts as staying. */
  public static Trial trialWithOutcome(ExperimentSpec.Builder spec) {
    ValueEvent.Builder definition = definition().toBuilder();
    definition
        .getSpecBuilder()
        .addOutcomes(
            Outcome.newBuilder()
                .setName("paying")
                .setFrom("7d")
                .setTo("14d")
                .setCondition(Condition.newBuilder().addEvent("paid")));
    return trial(spec, definition.build());
  }

  private static Trial trial(ExperimentSpec.Builder spec, ValueEvent definition) {
    Experiment document =
        Experiment.newBuilder()
            .setApiVersion("firstvalue/v1")
            .setKind("Experiment")
            .setMetadata(Metadata.newBuilder().setName("checklist").addOwners("growth"))
            .setSpec(spec)
            .build();
    return new Trial(
        document,
        Binder.exposures(
                new Document.OfEventModel("event-model.yaml", model(), Marks.none()),
                new Document.OfValueEvent("definitions/lesson.yaml", definition, Marks.none()),
                new Document.OfExperiment("experiments/checklist.yaml", document, Marks.none()))
            .orThrow(),
        Provenance.newBuilder().setProgram("test").setMeaningHash("sha256:0").build());
  }

  /** An event so long after the beginning; who is called staff is on the plan of that name. */
  public static Event event(String name, String user, Duration at) {
    return new Event(
        micros(at),
        name,
        null,
        user,
        null,
        user.equals("staff") ? Map.of("plan", "staff") : Map.of());
  }

  /** A start so long after the beginning. */
  public static Event signUp(String user, Duration at, String plan) {
    return new Event(micros(at), "signed_up", null, user, null, Map.of("plan", plan));
  }

  /** A start of who did so many things earlier, elsewhere. */
  public static Event signUp(String user, Duration at, String plan, long earlier) {
    return new Event(
        micros(at),
        "signed_up",
        null,
        user,
        null,
        Map.of("plan", plan, "earlier", Long.toString(earlier)));
  }

  /** A payment so long after the beginning. */
  public static Event paid(String user, Duration at, long amount) {
    return new Event(micros(at), "paid", null, user, null, Map.of("amount", Long.toString(amount)));
  }

  /** An exposure of a user of an account so long after the beginning. */
  public static Exposure exposure(String arm, String user, String account, Duration at) {
    return new Exposure(micros(at), "checklist", arm, user, account);
  }

  /** An exposure so long after the beginning. */
  public static Exposure exposure(String arm, String user, Duration at) {
    return new Exposure(micros(at), "checklist", arm, user, null);
  }

  private static long micros(Duration at) {
    return BEGIN.plus(at).toEpochMilli() * 1000;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  private static ValueEvent definition() {
    return ValueEvent.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("ValueEvent")
        .setMetadata(Metadata.newBuilder().setName("lesson").addOwners("growth"))
        .setSpec(
            ValueEventSpec.newBuilder()
                .setEntity("user")
                .setStart(Start.newBuilder().addEvent("signed_up"))
                .setWithin("7d")
                .setQualifies(Condition.newBuilder().addEvent("lesson")))
        .build();
  }

  private static EventModel model() {
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
                .setExposures(
                    ExposureTable.newBuilder()
                        .setTable("exposures")
                        .setTimestamp("ts")
                        .setExperiment("experiment")
                        .setArm("arm"))
                .setExcludeEntities("start.properties.plan == 'staff'")
                .putEntities("user", EntityColumn.newBuilder().setColumn("user_id").build())
                .putCatalog(
                    "signed_up",
                    CatalogEvent.newBuilder()
                        .setPreparation(true)
                        .putProperties("plan", PropertyType.PROPERTY_TYPE_STRING)
                        .putProperties("earlier", PropertyType.PROPERTY_TYPE_INT)
                        .build())
                .putEntities("account", EntityColumn.newBuilder().setColumn("account_id").build())
                .putCatalog(
                    "paid",
                    CatalogEvent.newBuilder()
                        .putProperties("amount", PropertyType.PROPERTY_TYPE_INT)
                        .build())
                .putCatalog("lesson", CatalogEvent.getDefaultInstance()))
        .build();
  }
}
