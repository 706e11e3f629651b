package dev.firstvalue.definition.plan;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * One metric of an experiment beside activation. Every metric has one window rule: from an entity's
 * first exposure, half-open.
 *
 * @param name by which reports and the decision call it
 * @param range when events count, after first exposure
 * @param measure what is read of an entity
 * @param cap amounts above this quantile of all arms together are cut to it; none when absent
 */
public record MetricPlan(String name, Range range, Measure measure, OptionalDouble cap) {

  /** How long after first exposure an entity has to be watched. */
  public Duration window() {
    return range.to();
  }

  /** What a metric reads of an entity: indices are those of {@link ExposureReadings}. */
  public sealed interface Measure {
    /** Whether a condition holds in the window. */
    record Holds(int condition) implements Measure {}

    /** How many events there are in the window: an amount of ones. */
    record Count(int amount) implements Measure {}

    /** The total of a property in the window. */
    record Sum(int amount) implements Measure {}

    /** The total of one amount over that of another, over the entities of an arm. */
    record Ratio(int of, int to) implements Measure {}

    /**
     * A quantile of an amount over the entities of an arm.
     *
     * @param q above 0, below 1
     */
    record Quantile(int amount, double q) implements Measure {}

    /** The time from first exposure to the value event. */
    record TimeToValue() implements Measure {}
  }
}
