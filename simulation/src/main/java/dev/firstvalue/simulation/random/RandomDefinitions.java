package dev.firstvalue.simulation.random;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Exposure;
import dev.firstvalue.definition.v1.Metadata;
import dev.firstvalue.definition.v1.Milestone;
import dev.firstvalue.definition.v1.Outcome;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.ValueEventSpec;
import dev.firstvalue.definition.v1.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** Definitions over a world, and experiments on them. */
final class RandomDefinitions {
  private static final String NAME = "the-definition";
  private static final List<Duration> WINDOWS =
      List.of(
          Duration.ofMinutes(90),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(5),
          Duration.ofDays(7),
          Duration.ofDays(7));

  private static final int DEEPEST = 3;
  private static final int MOST_PARTS = 6;

  private final Dice dice;
  private final World world;
  private final RandomPredicates predicates;

  RandomDefinitions(Dice dice, World world) {
    this.dice = dice;
    this.world = world;
    this.predicates = new RandomPredicates(dice, world.around(), world.texts());
  }

  ValueEvent definition() {
    String entity = dice.percent(65) ? "user" : "account";
    Duration window = window();
    return definition(entity, window, start());
  }

  /** Another definition of the same entity from the same start. */
  ValueEvent beside(ValueEvent other) {
    return definition(other.getSpec().getEntity(), window(), other.getSpec().getStart());
  }

  private ValueEvent definition(String entity, Duration window, Start start) {
    SortedMap<String, Type> startProperties = world.properties(start.getEventList());
    boolean plain = dice.percent(25);
    RandomConditions conditions = new RandomConditions(dice, world, entity, startProperties, plain);
    ValueEventSpec.Builder spec =
        ValueEventSpec.newBuilder()
            .setEntity(entity)
            .setStart(start)
            .setWithin(Durations.format(window))
            .setQualifies(conditions.qualifies(window, dice.mostlyFew(DEEPEST)));
    // A store needs much longer for a long question than for several short ones.
    for (int i = dice.mostlyFew(MOST_PARTS); i > 0; i--) {
      switch (dice.below(4)) {
        case 0, 1 ->
            spec.addVariants(
                variant(spec.getVariantsCount() + 1, window, startProperties, conditions));
        case 2 -> spec.addMilestones(milestone(spec.getMilestonesCount() + 1, window, conditions));
        default -> spec.addOutcomes(outcome(spec.getOutcomesCount() + 1, window, conditions));
      }
    }
    startProperties.keySet().stream()
        .filter(name -> dice.percent(20))
        .map(name -> "start.properties." + name)
        .forEach(spec::addSegments);
    return ValueEvent.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("ValueEvent")
        .setMetadata(Metadata.newBuilder().setName(NAME))
        .setSpec(spec)
        .build();
  }

  Experiment experiment(ValueEvent definition) {
    Instant start = world.around().minus(Duration.ofHours(dice.below(48)));
    ExperimentSpec.Builder spec =
        ExperimentSpec.newBuilder()
            .setDefinition(DefinitionPin.newBuilder().setName(NAME))
            .setUnit(definition.getSpec().getEntity())
            .setExposure(exposure())
            .setStart(timestamp(start));
    for (String arm : Names.ARMS) {
      spec.addArms(
          Arm.newBuilder().setName(arm).setWeight(1).setControl(arm.equals(Names.ARMS.getFirst())));
    }
    if (dice.percent(60)) {
      spec.setEnd(timestamp(start.plus(window())));
    }
    if (dice.percent(50)) {
      spec.setWithin(Durations.format(window()));
    }
    new RandomMetrics(dice, world, definition).addTo(spec);
    return Experiment.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind("Experiment")
        .setMetadata(Metadata.newBuilder().setName(Names.EXPERIMENT))
        .setSpec(spec)
        .build();
  }

  private Duration window() {
    return dice.percent(2) ? Duration.ofSeconds(1) : dice.of(WINDOWS);
  }

  private Start start() {
    Start.Builder start =
        Start.newBuilder()
            .addAllEvent(
                dice.times(dice.between(1, 3), () -> dice.of(world.names())).stream()
                    .distinct()
                    .toList());
    if (dice.percent(10)) {
      start.setWhere(predicates.of(Sight.row(world.properties(start.getEventList()))));
    }
    if (dice.percent(30)) {
      start.setNewness(dice.of("1h", "2d"));
    }
    return start.build();
  }

  private Variant variant(
      int number,
      Duration window,
      SortedMap<String, Type> startProperties,
      RandomConditions conditions) {
    return Variant.newBuilder()
        .setName("variant-" + number)
        .setWhen(predicates.of(Sight.start(startProperties)))
        .setQualifies(conditions.qualifies(window, dice.mostlyFew(1)))
        .build();
  }

  private Milestone milestone(int number, Duration window, RandomConditions conditions) {
    return Milestone.newBuilder()
        .setName("milestone-" + number)
        .setCondition(conditions.beside(window, dice.mostlyFew(1)))
        .build();
  }

  private Outcome outcome(int number, Duration window, RandomConditions conditions) {
    Duration from = window.plus(dice.of(Duration.ZERO, Duration.ofHours(5)));
    Duration length = window();
    return Outcome.newBuilder()
        .setName("outcome-" + number)
        .setFrom(Durations.format(from))
        .setTo(Durations.format(from.plus(length)))
        .setCondition(conditions.beside(length, dice.mostlyFew(1)))
        .build();
  }

  private Exposure exposure() {
    if (dice.percent(70)) {
      return Exposure.newBuilder().setLog(true).build();
    }
    Exposure.Builder exposure =
        Exposure.newBuilder().addEvent(dice.of(world.names())).setArm("properties." + Names.PLAN);
    if (dice.percent(30)) {
      exposure.setWhere(predicates.of(Sight.row(world.properties(exposure.getEventList()))));
    }
    return exposure.build();
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
