package dev.firstvalue.validator.quality;

import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.validation.v1.GateOutcome;
import java.util.Locale;

/**
 * The limits of one gate.
 *
 * @param degrade beyond it a verdict is at most WARN
 * @param block beyond it there is none
 * @param unit what both are counted in
 * @param least whether they are lower limits
 */
record Limits(double degrade, double block, Unit unit, boolean least) {
  private static final double DAY = 86_400;

  /** What a gate counts in. */
  enum Unit {
    SHARE,
    DAYS
  }

  /** Shares that may not be exceeded. */
  static Limits atMost(double degrade, double block) {
    return new Limits(degrade, block, Unit.SHARE, false);
  }

  /** Shares that may not be fallen short of. */
  static Limits atLeast(double degrade, double block) {
    return new Limits(degrade, block, Unit.SHARE, true);
  }

  /** Durations of a policy that may not be exceeded. */
  static Limits within(String degrade, String block) {
    return new Limits(days(degrade), days(block), Unit.DAYS, false);
  }

  GateOutcome judge(double value) {
    return isBeyond(value, block)
        ? GateOutcome.GATE_OUTCOME_BLOCK
        : isBeyond(value, degrade)
            ? GateOutcome.GATE_OUTCOME_DEGRADE
            : GateOutcome.GATE_OUTCOME_PASS;
  }

  /** The limit that was passed, for people. */
  String expected(GateOutcome outcome) {
    double limit = outcome == GateOutcome.GATE_OUTCOME_BLOCK ? block : degrade;
    return (least ? "at least " : "at most ") + words(limit);
  }

  String words(double value) {
    return switch (unit) {
      case SHARE -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      case DAYS -> String.format(Locale.ROOT, value < 1 ? "%.2f d" : "%.0f d", value);
    };
  }

  private boolean isBeyond(double value, double limit) {
    return least ? value < limit : value > limit;
  }

  private static double days(String duration) {
    return Durations.parse(duration).toSeconds() / DAY;
  }
}
