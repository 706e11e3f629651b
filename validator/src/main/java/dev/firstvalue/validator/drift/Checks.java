package dev.firstvalue.validator.drift;

import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftFigure;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.List;

/** Makes checks. */
final class Checks {
  private Checks() {}

  static DriftCheck pass(String rule, String message, DriftFigure... figures) {
    return of(rule, VerdictOutcome.VERDICT_OUTCOME_PASS, message, figures);
  }

  static DriftCheck warn(String rule, String message, DriftFigure... figures) {
    return of(rule, VerdictOutcome.VERDICT_OUTCOME_WARN, message, figures);
  }

  static DriftCheck undecided(String rule, String message, DriftFigure... figures) {
    return of(rule, VerdictOutcome.VERDICT_OUTCOME_UNDECIDED, message, figures);
  }

  static DriftCheck fail(String rule, String message, DriftFigure... figures) {
    return of(rule, VerdictOutcome.VERDICT_OUTCOME_FAIL, message, figures);
  }

  static DriftFigure figure(String name, double value) {
    return DriftFigure.newBuilder().setName(name).setValue(value).build();
  }

  private static DriftCheck of(
      String rule, VerdictOutcome severity, String message, DriftFigure... figures) {
    return DriftCheck.newBuilder()
        .setRule(rule)
        .setSeverity(severity)
        .setMessage(message)
        .addAllFigures(List.of(figures))
        .build();
  }
}
