package dev.firstvalue.cli.lint;

import dev.firstvalue.cli.workspace.MaybeHistory;
import dev.firstvalue.cli.workspace.RecordedPlan;
import dev.firstvalue.cli.workspace.Workspace;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.HistoryRules;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanRecord;
import dev.firstvalue.experiment.v1.PlanSource;
import dev.firstvalue.registry.git.GitCheckout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the Git history says about the plans of experiments that have started. */
public final class PlanEdits {
  private static final int SHORT = 12;

  private PlanEdits() {}

  /** Plans that were written or edited after their start; nothing outside of Git. */
  public static Findings of(Workspace workspace, Instant now) {
    List<Document.OfExperiment> started =
        workspace.repository().experiments().values().stream()
            .filter(e -> e.message().getSpec().getStart().getSeconds() <= now.getEpochSecond())
            .toList();
    List<Finding> findings = new ArrayList<>();
    // A library for Git is loaded for nothing less.
    if (!started.isEmpty() && WorkingCopyRoot.isAround(workspace.folder())) {
      try (MaybeHistory history = MaybeHistory.around(workspace.folder())) {
        history
            .checkout()
            .ifPresent(checkout -> started.forEach(e -> check(e, checkout, now, findings)));
      }
    }
    return Findings.of(findings);
  }

  private static void check(
      Document.OfExperiment experiment, GitCheckout history, Instant now, List<Finding> findings) {
    PlanRecord record = RecordedPlan.of(experiment, experiment.path(), history, now).record();
    if (record.getSource() == PlanSource.PLAN_SOURCE_LATE) {
      findings.add(
          Finding.warning(
              HistoryRules.PLAN_WRITTEN_LATE,
              experiment.path(),
              experiment.marks().at("spec.start"),
              "spec.start",
              record.getSentence()));
    }
    for (PlanDeviation edit : record.getDeviationsList()) {
      String file = experiment.path();
      String path = edit.getField();
      Finding finding =
          Finding.warning(
              HistoryRules.PLAN_EDITED,
              file,
              experiment.marks().at(path),
              path,
              "edited after the experiment's start ("
                  + (edit.getCommit().isEmpty()
                      ? "not committed"
                      : edit.getCommit().substring(0, SHORT))
                  + ")");
      findings.add(
          finding
              .found(edit.hasAfter() ? edit.getAfter() : "nothing")
              .expected((edit.hasBefore() ? edit.getBefore() : "nothing") + ", as it was planned"));
    }
  }
}
