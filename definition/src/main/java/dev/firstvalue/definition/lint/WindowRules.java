package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.FieldPath;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;

/** Windows that are over before the events at their beginning are gone. */
final class WindowRules {
  private WindowRules() {}

  static void check(
      Document.OfEventModel model, Document.OfValueEvent definition, Plan plan, Report report) {
    String keptFor = model.message().getSpec().getEvents().getKeptFor();
    if (keptFor.isEmpty()) {
      return;
    }
    Duration kept = Durations.parse(keptFor);
    Duration before = plan.anchor().newness().orElse(Duration.ZERO);
    check(kept, before, plan.window(), definition, "spec.within", report);
    for (int i = 0; i < plan.outcomes().size(); i++) {
      String path = FieldPath.index("spec.outcomes", i) + ".to";
      check(kept, before, plan.outcomes().get(i).range().to(), definition, path, report);
    }
  }

  private static void check(
      Duration kept,
      Duration before,
      Duration after,
      Document.OfValueEvent definition,
      String path,
      Report report) {
    Duration needed = before.plus(after);
    if (needed.compareTo(kept) > 0) {
      report.add(
          Report.breach(
                  LintRule.WINDOW_BEYOND_DATA,
                  definition,
                  path,
                  "events are gone before anyone has been watched to the end of this")
              .found(
                  Durations.format(after)
                      + (before.isZero() ? "" : ", after newness of " + Durations.format(before)))
              .expected(
                  "with newness at most the " + Durations.format(kept) + " of events.keptFor"));
    }
  }
}
