package dev.firstvalue.definition.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How many events an entity has in {@code [exposure - lookback, exposure)}: those that share an
 * event id once, rows without one each. Rows before the experiment's start less the longest
 * lookback of its plan are not read: of who is exposed in the period none of them counts.
 *
 * @param name by which reports call it
 * @param stream the events that count; events of any name, by the entity's own column, when absent
 * @param lookback above 0
 */
public record PastPlan(String name, Optional<Stream> stream, Duration lookback) {
  public PastPlan {
    if (!lookback.isPositive()) {
      throw new IllegalArgumentException("lookback: " + lookback + " (expected: above 0)");
    }
  }
}
