package dev.firstvalue.cli.check;

import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The few numbers of a report that are set side by side. */
final class Figures {
  private static final String ABSENT = "–";

  private Figures() {}

  /** The share that reaches value with its interval. */
  static String reach(ValidationReport report) {
    Reachability reach = report.getReachability();
    if (!reach.hasRate()) {
      return ABSENT;
    }
    if (!reach.hasInterval()) {
      return String.format(Locale.ROOT, "%.1f %%", reach.getRate() * 100);
    }
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f–%.1f)",
        reach.getRate() * 100,
        reach.getInterval().getLow() * 100,
        reach.getInterval().getHigh() * 100);
  }

  /** The difference in retention, in percentage points, with its interval. */
  static String lift(ValidationReport report) {
    Estimate difference = report.getLift().getDifference();
    if (!difference.hasEstimate()) {
      return ABSENT;
    }
    if (!difference.hasInterval()) {
      return String.format(Locale.ROOT, "%+.1f", difference.getEstimate() * 100);
    }
    return String.format(
        Locale.ROOT,
        "%+.1f (%+.1f to %+.1f)",
        difference.getEstimate() * 100,
        difference.getInterval().getLow() * 100,
        difference.getInterval().getHigh() * 100);
  }

  /** The verdict's word. */
  static String verdict(ValidationReport report) {
    return report.getVerdict().getOutcome().name().replace("VERDICT_OUTCOME_", "");
  }

  /** One figure of a side; a dash where there is no side. */
  static String of(Optional<ValidationReport> side, Function<ValidationReport, String> figure) {
    return side.map(figure).orElse(ABSENT);
  }
}
