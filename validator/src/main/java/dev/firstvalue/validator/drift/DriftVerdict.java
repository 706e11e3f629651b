package dev.firstvalue.validator.drift;

import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.validation.v1.DriftCheck;
import dev.firstvalue.validation.v1.DriftPeriod;
import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.estimate.Words;
import dev.firstvalue.validator.verdict.CurrentWaivers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the checks of a report come to: the worst of them, after waivers. */
final class DriftVerdict {
  private final CurrentWaivers waivers;

  DriftVerdict(PolicySpec policy, Instant now) {
    waivers = new CurrentWaivers(policy.getWaiversList(), LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  /** The report with its checks, the worst first, its outcome and its sentence. */
  RevalidationReport.Builder judge(RevalidationReport.Builder report) {
    List<DriftCheck> checks =
        report.getChecksList().stream()
            .map(check -> waived(check, report.getDefinition()))
            .sorted(Comparator.comparingInt((DriftCheck c) -> -c.getSeverity().getNumber()))
            .toList();
    DriftCheck worst = checks.getFirst();
    return report
        .clearChecks()
        .addAllChecks(checks)
        .setOutcome(worst.getSeverity())
        .setSentence(sentence(report, worst));
  }

  private DriftCheck waived(DriftCheck check, String definition) {
    if (check.getSeverity().getNumber() <= VerdictOutcome.VERDICT_OUTCOME_WARN_VALUE) {
      return check;
    }
    return waivers
        .of(check.getRule(), definition)
        .map(
            waiver ->
                check.toBuilder()
                    .setSeverity(VerdictOutcome.VERDICT_OUTCOME_WARN)
                    .setMessage(CurrentWaivers.said(check.getMessage(), waiver))
                    .build())
        .orElse(check);
  }

  private static String sentence(RevalidationReport.Builder report, DriftCheck worst) {
    String found = capital(worst.getMessage()) + (worst.getMessage().endsWith("?") ? "" : ".");
    DriftPeriod recent = report.getRecent();
    if (worst.getSeverity() != VerdictOutcome.VERDICT_OUTCOME_PASS
        || !recent.getReachability().hasRate()) {
      return found;
    }
    return String.format(
        Locale.ROOT,
        "It holds: of %s %ss since the reference %s reach value, and %s of the reference did.",
        Words.count(recent.getReachability().getEligible()),
        report.getEntity(),
        Words.percent(recent.getReachability().getRate()),
        Words.percent(report.getReference().getReachability().getRate()));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
