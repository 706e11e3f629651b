package dev.firstvalue.simulation.random;

import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.v1.Amount;
import dev.firstvalue.definition.v1.AmountQuantile;
import dev.firstvalue.definition.v1.AmountRatio;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Metric;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.Worse;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * Metrics, guardrails, covariates and the past of an experiment: mostly none, for they make it
 * longer.
 */
final class RandomMetrics {
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(2), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(10));

  private final Dice dice;
  private final World world;
  private final RandomConditions conditions;
  private final RandomPredicates predicates;
  private final SortedMap<String, Type> startProperties;

  RandomMetrics(Dice dice, World world, ValueEvent definition) {
    this.dice = dice;
    this.world = world;
    this.startProperties = world.properties(definition.getSpec().getStart().getEventList());
    this.conditions =
        new RandomConditions(dice, world, definition.getSpec().getEntity(), startProperties, false);
    this.predicates = new RandomPredicates(dice, world.around(), world.texts());
  }

  void addTo(ExperimentSpec.Builder spec) {
    for (int i = dice.mostlyFew(3); i > 0; i--) {
      spec.addSecondary(metric("metric-" + i));
    }
    if (dice.percent(20)) {
      Duration window = dice.of(WINDOWS);
      spec.addGuardrails(
          Guardrail.newBuilder()
              .setName("guardrail")
              .setCondition(conditions.beside(window, 1))
              .setWithin(Durations.format(window))
              .setWorse(Worse.WORSE_HIGHER)
              .setMargin(0.01));
    }
    for (String property : startProperties.keySet()) {
      if (dice.percent(10)) {
        spec.addCovariates("start.properties." + property);
      }
    }
    for (int i = dice.mostlyFew(2); i > 0; i--) {
      PastCount.Builder past =
          PastCount.newBuilder()
              .setName("past-" + i)
              .setLookback(Durations.format(dice.of(WINDOWS).plusSeconds(i)));
      if (dice.percent(70)) {
        past.setCount(amount().clearValue());
      }
      spec.addPast(past);
    }
  }

  private Metric metric(String name) {
    Duration window = dice.of(WINDOWS);
    boolean later = dice.percent(20);
    Metric.Builder metric = Metric.newBuilder().setName(name);
    if (dice.percent(80)) {
      metric.setWithin(Durations.format(window));
    }
    switch (dice.below(5)) {
      case 0 -> metric.setCount(amount().clearValue());
      case 1 ->
          metric.setRatio(AmountRatio.newBuilder().setOf(amount()).setTo(amount().clearValue()));
      case 2 -> metric.setQuantile(AmountQuantile.newBuilder().setOf(amount()).setQ(0.5));
      case 3 ->
          metric
              .setWithin(Durations.format(window))
              .setCondition(
                  conditions.beside(later ? window.dividedBy(2) : window, dice.mostlyFew(2)));
      default -> {
        Amount.Builder sum = amount();
        if (sum.getValue().isEmpty()) {
          metric.setCount(sum);
        } else {
          metric.setSum(sum);
        }
      }
    }
    if (later && !metric.getWithin().isEmpty()) {
      metric.setFrom(Durations.format(window.dividedBy(2)));
    }
    return metric.build();
  }

  /** An amount, of a number's values where an event has one. */
  private Amount.Builder amount() {
    List<String> events = List.of(dice.of(world.names()));
    SortedMap<String, Type> properties = world.properties(events);
    Amount.Builder amount = Amount.newBuilder().addAllEvent(events);
    if (dice.percent(30)) {
      amount.setWhere(predicates.of(Sight.row(properties)));
    }
    List<String> numbers =
        properties.entrySet().stream()
            .filter(each -> each.getValue() == Type.INT || each.getValue() == Type.DOUBLE)
            .map(each -> each.getKey())
            .toList();
    if (!numbers.isEmpty()) {
      amount.setValue("properties." + dice.of(numbers));
    }
    return amount;
  }
}
