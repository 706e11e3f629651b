package dev.firstvalue.validator.drift;

import dev.firstvalue.validation.v1.RevalidationReport;
import dev.firstvalue.validation.v1.RevalidationRun;
import dev.firstvalue.validation.v1.VerdictOutcome;
import java.util.Comparator;
import java.util.List;

/** Several revalidations as one answer. */
public final class RevalidationRuns {
  private RevalidationRuns() {}

  /** The reports in their order, with the worst outcome; of no report it is PASS. */
  public static RevalidationRun of(List<RevalidationReport> reports) {
    VerdictOutcome outcome =
        reports.stream()
            .map(RevalidationReport::getOutcome)
            .max(Comparator.comparingInt(VerdictOutcome::getNumber))
            .orElse(VerdictOutcome.VERDICT_OUTCOME_PASS);
    List<String> failing =
        reports.stream()
            .filter(
                r -> r.getOutcome().getNumber() >= VerdictOutcome.VERDICT_OUTCOME_UNDECIDED_VALUE)
            .map(RevalidationReport::getDefinition)
            .toList();
    String sentence =
        reports.isEmpty()
            ? "No definition is active."
            : failing.isEmpty()
                ? "Of "
                    + reports.size()
                    + (reports.size() == 1 ? " definition" : " definitions")
                    + " none needs looking at."
                : "To be looked at: " + String.join(", ", failing) + ".";
    return RevalidationRun.newBuilder()
        .setOutcome(outcome)
        .setSentence(sentence)
        .addAllReports(reports)
        .build();
  }
}
