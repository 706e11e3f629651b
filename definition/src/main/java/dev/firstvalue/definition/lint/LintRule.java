package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules that are checked on files beyond reading and binding them. Each id names a page under
 * {@code docs/rules/}.
 */
public enum LintRule {
  // The four criteria of a good value event.
  PROMISE_MISSING(Severity.ERROR, true),
  RATIONALE_MISSING(Severity.ERROR, true),
  STAGE_MISSING(Severity.ERROR, false),
  PREPARATION_ONLY(Severity.ERROR, true),
  START_SATISFIES(Severity.ERROR, true),

  // Definitions.
  OWNERS_MISSING(Severity.WARNING, true),
  NO_OUTCOME(Severity.WARNING, true),
  IMPOSSIBLE_CONDITION(Severity.ERROR, false),
  UNLESS_DEMANDED(Severity.ERROR, false),
  VARIANT_UNREACHABLE(Severity.ERROR, false),
  VARIANT_OVERLAP(Severity.WARNING, true),
  VARIANTS_LEAVE_NOBODY(Severity.WARNING, true),
  VARIANT_DUPLICATE(Severity.WARNING, true),
  WINDOW_BEYOND_DATA(Severity.WARNING, true),
  SAME_MEANING(Severity.ERROR, true),
  STAGE_FULL(Severity.ERROR, true),
  EXAMPLE_FAILS(Severity.ERROR, false),

  // Experiments.
  DEFINITION_UNKNOWN(Severity.ERROR, false),
  DEFINITION_NOT_ACTIVE(Severity.WARNING, false),
  MEANING_DIFFERS(Severity.WARNING, false),
  ARM_WEIGHTS(Severity.ERROR, false),
  DECISION_RULE(Severity.ERROR, false),
  HYPOTHESIS_MISSING(Severity.WARNING, false),
  PAST_BEFORE_LOG(Severity.WARNING, false),

  // The policy.
  POLICY_REACH(Severity.ERROR, false),
  WAIVER_DATE(Severity.ERROR, false),
  WAIVER_EXPIRED(Severity.WARNING, false),
  WAIVER_DEFINITION_UNKNOWN(Severity.WARNING, false),
  WAIVER_RULE_UNKNOWN(Severity.ERROR, false);

  private final Severity severity;
  private final boolean waivable;

  LintRule(Severity severity, boolean waivable) {
    this.severity = severity;
    this.waivable = waivable;
  }

  /** The stable id: {@code promise-missing} and the like. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad it is to break the rule. */
  public Severity severity() {
    return severity;
  }

  /** Whether the policy may accept a breach for a time. */
  public boolean waivable() {
    return waivable;
  }

  /** The rule of an id, if there is one. */
  public static Optional<LintRule> of(String id) {
    return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
  }
}
