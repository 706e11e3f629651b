package dev.firstvalue.validator;

import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.validation.v1.Alternative;
import dev.firstvalue.validation.v1.AlternativeRule;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** The same backtest under other rules for the rows, and whether its verdict is another. */
final class OtherRules {
  private final Backtest backtest;
  private final Subject subject;
  private final Scope scope;

  /** Compares at the watermark of the scope, which is that of the report. */
  OtherRules(Backtest backtest, Subject subject, Scope scope) {
    this.backtest = backtest;
    this.subject = subject;
    this.scope = scope;
  }

  List<Alternative> beside(ValidationReport report) {
    Source source = subject.plan().source();
    List<Alternative> alternatives = new ArrayList<>();
    if (source.identities().isPresent()) {
      alternatives.add(
          alternative(
              AlternativeRule.ALTERNATIVE_RULE_WITHOUT_IDENTITIES,
              source.withoutIdentities(),
              report));
    }
    alternatives.add(
        source.eventId().isPresent()
            ? alternative(
                AlternativeRule.ALTERNATIVE_RULE_WITH_REPEATED_IDS, source.withoutEventId(), report)
            : alternative(
                AlternativeRule.ALTERNATIVE_RULE_WITHOUT_EQUAL_ROWS,
                source.withEqualRowsOnce(),
                report));
    return alternatives;
  }

  private Alternative alternative(AlternativeRule rule, Source source, ValidationReport report) {
    Subject other =
        new Subject(
            subject.document(),
            subject.plan().over(source),
            subject.policy(),
            subject.provenance());
    ValidationReport found = backtest.run(other, scope);
    Alternative.Builder alternative =
        Alternative.newBuilder()
            .setRule(rule)
            .setOutcome(found.getVerdict().getOutcome())
            .setFlips(found.getVerdict().getOutcome() != report.getVerdict().getOutcome())
            .setDifference(deciding(found));
    if (found.getReachability().hasRate()) {
      alternative.setReach(found.getReachability().getRate());
    }
    return alternative.build();
  }

  private Estimate deciding(ValidationReport report) {
    return subject.policy().getLift().getOn() == LiftRow.LIFT_ROW_FIXED_WINDOW
        ? report.getLift().getDifference()
        : report
            .getLadder()
            .getRows(LadderStep.LADDER_STEP_VOLUME_ADJUSTED.getNumber() - 1)
            .getDifference();
  }
}
