package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression.StartProperty;
import java.time.Duration;
import java.util.List;

/**
 * What an experiment reads of each entity around its first exposure, beside the value event.
 *
 * @param leaves every leaf of a condition once, in ranges after first exposure
 * @param conditions over these leaves
 * @param amounts totals over an entity's events; of a count the total of ones. What they have to
 *     reach is not asked
 * @param attributes start properties known at assignment
 * @param secondary further metrics, in the order of the document
 * @param guardrails metrics that must not get worse, in the order of the document
 * @param outcomes the definition's signs of retention, from first exposure on
 * @param past what is counted before first exposure, in the order of the document
 */
public record ExposureReadings(
    List<Leaf> leaves,
    List<Instants> conditions,
    List<Leaf.Total> amounts,
    List<StartProperty> attributes,
    List<MetricPlan> secondary,
    List<MetricPlan> guardrails,
    List<Outcome> outcomes,
    List<PastPlan> past) {

  /**
   * An outcome of the definition after first exposure.
   *
   * @param range half-open, after first exposure
   * @param condition its index among the conditions
   */
  public record Outcome(String name, Range range, int condition) {}

  /** Nothing beside the value event. */
  public static final ExposureReadings NONE =
      new ExposureReadings(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public ExposureReadings {
    leaves = List.copyOf(leaves);
    conditions = List.copyOf(conditions);
    amounts = List.copyOf(amounts);
    attributes = List.copyOf(attributes);
    secondary = List.copyOf(secondary);
    guardrails = List.copyOf(guardrails);
    outcomes = List.copyOf(outcomes);
    past = List.copyOf(past);
  }

  /** The longest time after first exposure that any of it reads; zero if none does. */
  public Duration longest() {
    Duration longest = Duration.ZERO;
    for (Leaf leaf : leaves) {
      longest = later(longest, leaf);
    }
    for (Leaf amount : amounts) {
      longest = later(longest, amount);
    }
    return longest;
  }

  /** The longest time before first exposure that any of it reads; zero if none does. */
  public Duration longestPast() {
    return past.stream().map(PastPlan::lookback).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private static Duration later(Duration longest, Leaf leaf) {
    return leaf.range().to().compareTo(longest) > 0 ? leaf.range().to() : longest;
  }
}
