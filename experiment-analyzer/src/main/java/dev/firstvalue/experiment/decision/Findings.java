package dev.firstvalue.experiment.decision;

import dev.firstvalue.definition.facts.Watermark;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.MultipleArms;
import dev.firstvalue.experiment.plan.Clustering;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.FindingSeverity;
import dev.firstvalue.experiment.v1.LiftReportOrBuilder;
import dev.firstvalue.experiment.v1.OtherArm;
import dev.firstvalue.experiment.v1.OtherArmKind;
import dev.firstvalue.experiment.v1.ReportFinding;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What readers of a lift report have to know before they believe it. */
public final class Findings {
  private final Trial trial;
  private final Watermark watermark;
  private final List<ReportFinding> findings = new ArrayList<>();

  public Findings(Trial trial, Watermark watermark) {
    this.trial = trial;
    this.watermark = watermark;
  }

  public List<ReportFinding> of(LiftReportOrBuilder report) {
    pin();
    PlanFindings.of(trial.record()).forEach(findings::add);
    exposures(report);
    unplanned(report);
    checks(report);
    variance(report);
    contamination(report);
    if (trial.plan().end().isEmpty()) {
      add(
          "no-planned-end",
          FindingSeverity.FINDING_SEVERITY_WARNING,
          "the plan has no end, so the time of reading was chosen by whoever reads: false alarms"
              + " are likelier than alpha says. Write an end");
    }
    return List.copyOf(findings);
  }

  private void pin() {
    DefinitionPin pin = trial.document().getSpec().getDefinition();
    String actual = trial.provenance().getMeaningHash();
    if (!pin.getMeaning().isEmpty() && !pin.getMeaning().equals(actual)) {
      add(
          "definition-not-as-pinned",
          FindingSeverity.FINDING_SEVERITY_ERROR,
          "the experiment is pinned to another meaning of "
              + pin.getName()
              + " (expected: "
              + pin.getMeaning()
              + ", found: "
              + actual
              + ")");
    }
  }

  private void exposures(LiftReportOrBuilder report) {
    List<ArmResult> empty =
        report.getArmsList().stream().filter(arm -> arm.getExposed() == 0).toList();
    if (empty.isEmpty()) {
      return;
    }
    if (watermark.instant().isBefore(trial.plan().start())) {
      add(
          "not-started",
          FindingSeverity.FINDING_SEVERITY_ERROR,
          "nothing is known of it yet: the experiment starts at "
              + trial.plan().start()
              + ", and the log is known up to "
              + watermark.instant());
      return;
    }
    Optional<ArmResult> unseen = empty.stream().filter(arm -> arm.getAssigned() == 0).findFirst();
    boolean nobody = report.getArmsList().stream().allMatch(arm -> arm.getAssigned() == 0);
    add(
        unseen.isEmpty() ? "nobody-mature" : "nobody-exposed",
        FindingSeverity.FINDING_SEVERITY_ERROR,
        unseen
            .map(
                arm ->
                    (nobody
                            ? "nobody was exposed to an arm of the plan in its period"
                            : "nobody but who is set aside was exposed to arm "
                                + arm.getName()
                                + " in the plan's period")
                        + ". Look at the arms' names, the period and the event model's exposures")
            .orElseGet(
                () ->
                    "arm "
                        + empty.getFirst().getName()
                        + " has no entity whose window was over at "
                        + watermark.instant()
                        + ". If the log is complete beyond its newest event, say up to when with"
                        + " --as-of"));
  }

  /** Names that the plan does not have: a misspelt arm looks like one that nobody saw. */
  private void unplanned(LiftReportOrBuilder report) {
    List<OtherArm> unplanned =
        report.getOtherArmsList().stream()
            .filter(arm -> arm.getKind() == OtherArmKind.OTHER_ARM_KIND_UNPLANNED)
            .toList();
    if (!unplanned.isEmpty()) {
      add(
          "unplanned-arms",
          FindingSeverity.FINDING_SEVERITY_WARNING,
          String.format(
              Locale.ROOT,
              "%,d entities were first exposed to an arm that the plan does not name (%s%s): look"
                  + " at the spelling, or write holdouts into the plan with holdout: true",
              unplanned.stream().mapToLong(OtherArm::getExposed).sum(),
              unplanned.getFirst().getArm(),
              unplanned.size() > 1 ? " and others" : ""));
    }
  }

  private void variance(LiftReportOrBuilder report) {
    for (Comparison comparison : report.getComparisonsList()) {
      if (comparison.hasDifference() && !comparison.hasPValue()) {
        add(
            "no-variance",
            FindingSeverity.FINDING_SEVERITY_ERROR,
            comparison.getArm() + ": " + comparison.getNote());
      }
    }
  }

  /** A check that failed withholds the decision, and says where to look. */
  private void checks(LiftReportOrBuilder report) {
    for (TrustCheck check : report.getChecksList()) {
      boolean failed = check.getOutcome() == TrustOutcome.TRUST_OUTCOME_FAILED;
      if (failed || check.getOutcome() == TrustOutcome.TRUST_OUTCOME_WARNED) {
        add(
            check.getName().equals("sample-ratio") ? "sample-ratio-mismatch" : check.getName(),
            failed
                ? FindingSeverity.FINDING_SEVERITY_ERROR
                : FindingSeverity.FINDING_SEVERITY_WARNING,
            (check.hasPValue()
                    ? String.format(
                        Locale.ROOT,
                        "%s do not agree (p %.2g)",
                        check.getMessage(),
                        check.getPValue())
                    : check.getMessage())
                + ": look at "
                + check.getLookAt());
      }
    }
  }

  /** Few in several arms are a mishap; that most are is what a check has said, with the count. */
  private void contamination(LiftReportOrBuilder report) {
    int several = report.getExcluded().getMultipleArms();
    long assigned = report.getArmsList().stream().mapToLong(ArmResult::getAssigned).sum();
    boolean said =
        !Clustering.accountsWereRandomised(trial)
            && findings.stream().anyMatch(one -> one.getRule().equals("assignment-unit"));
    if (several > 0 && !said) {
      // Counted in the arm seen first they are among the assigned already.
      boolean kept =
          trial.document().getSpec().getMultipleArms() == MultipleArms.MULTIPLE_ARMS_FIRST;
      double share = (double) several / (kept ? assigned : several + assigned);
      add(
          "several-arms",
          share > 0.01
              ? FindingSeverity.FINDING_SEVERITY_WARNING
              : FindingSeverity.FINDING_SEVERITY_INFO,
          String.format(
              Locale.ROOT,
              "%d entities (%.2f %%) were seen in several arms",
              several,
              share * 100));
    }
  }

  private void add(String rule, FindingSeverity severity, String message) {
    findings.add(
        ReportFinding.newBuilder().setRule(rule).setSeverity(severity).setMessage(message).build());
  }
}
