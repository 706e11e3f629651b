package dev.firstvalue.validator.verdict;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.Waiver;
import dev.firstvalue.validation.v1.ValidationReportOrBuilder;
import dev.firstvalue.validation.v1.Verdict;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.estimate.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The verdict: the worst of what the rules of a policy find. */
public final class Verdicts {
  private final PolicySpec policy;
  private final LocalDate today;

  /**
   * Verdicts by a policy.
   *
   * @param policy every default filled in
   * @param today the day on which waivers are judged, UTC
   */
  public Verdicts(PolicySpec policy, LocalDate today) {
    this.policy = policy;
    this.today = today;
  }

  public Verdict judge(ValidationReportOrBuilder report, Timestamp goodUntil) {
    List<Finding> findings =
        findings(report).stream()
            .map(finding -> waived(finding, report.getDefinition()))
            .sorted(Comparator.comparingInt((Finding f) -> -f.severity().getNumber()))
            .toList();
    VerdictOutcome outcome =
        findings.stream()
            .map(Finding::severity)
            .max(Comparator.comparingInt(VerdictOutcome::getNumber))
            .orElse(VerdictOutcome.VERDICT_OUTCOME_PASS);
    Verdict.Builder verdict = Verdict.newBuilder().setOutcome(outcome).setGoodUntil(goodUntil);
    findings.forEach(finding -> verdict.addFindings(finding.toMessage()));
    return verdict.setSentence(sentence(report, findings)).build();
  }

  private List<Finding> findings(ValidationReportOrBuilder report) {
    int eligible = report.getPopulation().getEligible();
    if (eligible == 0) {
      return List.of(nobody(report));
    }
    List<Finding> found = new ArrayList<>();
    found.addAll(
        new ReachRules(policy.getReach())
            .judge(report.getReachability(), report.getFirstMinutes()));
    if (report.hasLift()) {
      found.add(
          new LiftRules(policy.getLift(), policy.getSample().getPerCell())
              .judge(report.getLift(), report.getLadder()));
    } else {
      found.add(
          Finding.warn(
              "no-outcome",
              "the definition declares no outcome, so nothing says whether those who reach value"
                  + " stay. Declare outcomes"));
    }
    found.addAll(SegmentRules.judge(report.getSegmentFamiliesList()));
    found.addAll(VariantRules.judge(report.getVariantTrialsList()));
    if (eligible < policy.getSample().getEntities()) {
      found.replaceAll(
          finding ->
              new Finding(
                  finding.rule(), VerdictOutcome.VERDICT_OUTCOME_UNDECIDED, finding.message()));
      found.add(
          Finding.undecided(
              "sample-too-small",
              Words.count(eligible)
                  + " entities are eligible; the policy decides from "
                  + Words.count(policy.getSample().getEntities())
                  + " on"));
    }
    List<Finding> quality =
        QualityRules.judge(report.getQualityGatesList()).stream()
            .map(finding -> waived(finding, report.getDefinition()))
            .toList();
    if (quality.stream().anyMatch(Verdicts::isOpen)) {
      found.replaceAll(
          finding ->
              new Finding(
                  finding.rule(), VerdictOutcome.VERDICT_OUTCOME_UNDECIDED, finding.message()));
      found.addAll(0, quality);
    } else {
      found.addAll(quality);
    }
    return found;
  }

  private static boolean isOpen(Finding finding) {
    return finding.severity() == VerdictOutcome.VERDICT_OUTCOME_UNDECIDED;
  }

  private static Finding nobody(ValidationReportOrBuilder report) {
    int entered = report.getPopulation().getEntities();
    if (entered == 0) {
      return Finding.undecided(
          "nobody-entered",
          "no entity has a start event in the range. Look at start, --since, --until and the event"
              + " model");
    }
    int unverified = report.getPopulation().getNewnessUnverified();
    return unverified > 0
        ? Finding.undecided(
            "newness-unverified",
            Words.count(unverified)
                + " entities are mature, and none of them is known to be new. Set completeFrom in"
                + " the event model, or shorten newness")
        : Finding.undecided(
            "nobody-mature",
            "nobody is mature: none of "
                + Words.count(entered)
                + " entered entities could be watched to the end of its outcome. If the log is"
                + " complete beyond its newest event, say up to when with --as-of");
  }

  private Finding waived(Finding finding, String definition) {
    if (finding.severity().getNumber() <= VerdictOutcome.VERDICT_OUTCOME_WARN_VALUE) {
      return finding;
    }
    Optional<Waiver> waiver =
        new CurrentWaivers(policy.getWaiversList(), today).of(finding.rule(), definition);
    return waiver
        .map(w -> Finding.warn(finding.rule(), CurrentWaivers.said(finding.message(), w)))
        .orElse(finding);
  }

  private static String sentence(ValidationReportOrBuilder report, List<Finding> findings) {
    if (report.getPopulation().getEligible() == 0) {
      return Words.capital(findings.getFirst().message()) + ".";
    }
    StringBuilder text = new StringBuilder();
    text.append("Of ")
        .append(Words.count(report.getReachability().getEligible()))
        .append(" eligible ")
        .append(report.getEntity())
        .append("s, ")
        .append(Words.share(report.getReachability()))
        .append(" reach value within ")
        .append(report.getWithin());
    if (report.hasLift() && report.getLift().getDifference().hasEstimate()) {
      text.append("; ")
          .append(Words.percent(report.getLift().getRetainedIfReached()))
          .append(" of them are retained, against ")
          .append(Words.percent(report.getLift().getRetainedIfNot()))
          .append(" of the others");
    }
    text.append('.');
    if (report.getLadder().hasGoesWithActivity()) {
      text.append(' ').append(report.getLadder().getSentence());
    }
    Finding worst = findings.getFirst();
    if (worst.severity() != VerdictOutcome.VERDICT_OUTCOME_PASS) {
      text.append(' ')
          .append(Words.capital(worst.message()))
          .append(worst.message().endsWith("?") ? "" : ".");
    }
    return text.toString();
  }
}
