package dev.firstvalue.validator.quality;

import dev.firstvalue.validation.v1.GateOutcome;
import dev.firstvalue.validation.v1.QualityGate;
import java.util.OptionalDouble;

/**
 * One thing judged.
 *
 * @param found what was seen, for people
 * @param value what is judged, in the unit of the limits; empty where nothing was measured
 */
record Gate(GateRule rule, GateOutcome outcome, String found, OptionalDouble value, Limits limits) {
  /** Shares of fewer rows say nothing. */
  private static final long LEAST_ROWS = 20;

  static Gate of(GateRule rule, Limits limits, double value, String found) {
    return new Gate(rule, limits.judge(value), found, OptionalDouble.of(value), limits);
  }

  /** A share, unless it is one of too few. */
  static Gate share(GateRule rule, Limits limits, long part, long whole, String of) {
    return whole < LEAST_ROWS
        ? unmeasured(rule, limits, "too few rows to say")
        : of(rule, limits, (double) part / whole, limits.words((double) part / whole) + " " + of);
  }

  static Gate unmeasured(GateRule rule, Limits limits, String why) {
    return new Gate(
        rule, GateOutcome.GATE_OUTCOME_NOT_MEASURED, why, OptionalDouble.empty(), limits);
  }

  QualityGate toMessage() {
    QualityGate.Builder gate =
        QualityGate.newBuilder()
            .setRule(rule.id())
            .setOutcome(outcome)
            .setFound(sentence())
            .setDegrade(limits.degrade())
            .setBlock(limits.block())
            .setUnit(limits.unit().name());
    value.ifPresent(gate::setValue);
    return gate.build();
  }

  /** Where a limit was passed, what was expected and what it means too. */
  private String sentence() {
    return isBreached()
        ? found + " (expected: " + limits.expected(outcome) + "): " + rule.advice()
        : found;
  }

  boolean isBreached() {
    return outcome.getNumber() >= GateOutcome.GATE_OUTCOME_DEGRADE_VALUE;
  }
}
