package dev.firstvalue.validator.verdict;

import dev.firstvalue.validation.v1.VerdictFinding;
import dev.firstvalue.validation.v1.VerdictOutcome;

/**
 * One thing found: the rule's stable id, what it does to the verdict, and a sentence for people.
 */
public record Finding(String rule, VerdictOutcome severity, String message) {
  static Finding pass(String rule, String message) {
    return new Finding(rule, VerdictOutcome.VERDICT_OUTCOME_PASS, message);
  }

  static Finding warn(String rule, String message) {
    return new Finding(rule, VerdictOutcome.VERDICT_OUTCOME_WARN, message);
  }

  static Finding undecided(String rule, String message) {
    return new Finding(rule, VerdictOutcome.VERDICT_OUTCOME_UNDECIDED, message);
  }

  static Finding fail(String rule, String message) {
    return new Finding(rule, VerdictOutcome.VERDICT_OUTCOME_FAIL, message);
  }

  VerdictFinding toMessage() {
    return VerdictFinding.newBuilder()
        .setRule(rule)
        .setSeverity(severity)
        .setMessage(message)
        .build();
  }
}
