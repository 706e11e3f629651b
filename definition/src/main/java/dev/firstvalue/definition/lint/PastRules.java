package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.PastPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lookbacks of experiments that reach before what the log knows. */
final class PastRules {
  private PastRules() {}

  static void check(
      Document.OfEventModel model,
      Document.OfExperiment experiment,
      ExposurePlan plan,
      Report report) {
    List<PastPlan> past = plan.readings().past();
    String keptFor = model.message().getSpec().getEvents().getKeptFor();
    Duration watched =
        plan.end()
            .map(end -> Duration.between(plan.start(), end))
            .orElse(Duration.ZERO)
            .plus(plan.window());
    for (int i = 0; i < past.size(); i++) {
      Duration lookback = past.get(i).lookback();
      String path = FieldPath.field(FieldPath.index("spec.past", i), "lookback");
      Instant from = plan.start().minus(lookback);
      if (plan.definition().source().completeFrom().filter(from::isBefore).isPresent()) {
        report.add(
            breach(experiment, path, lookback, "the lookback of the first reaches before the log")
                .expected(
                    "a lookback from "
                        + plan.definition().source().completeFrom().orElseThrow()
                        + " on, the model's completeFrom, up to the experiment's start"));
      } else if (!keptFor.isEmpty()
          && lookback.plus(watched).compareTo(Durations.parse(keptFor)) > 0) {
        report.add(
            breach(
                    experiment,
                    path,
                    lookback,
                    "the events of the first are gone before the last have been watched")
                .expected(
                    "with the experiment and its window at most the "
                        + keptFor
                        + " of events.keptFor"));
      }
    }
  }

  private static Finding breach(
      Document.OfExperiment experiment, String path, Duration lookback, String message) {
    return Report.breach(LintRule.PAST_BEFORE_LOG, experiment, path, message)
        .found(Durations.format(lookback));
  }
}
