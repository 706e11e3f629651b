package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;

/** Retention of those who reached value beside that of the others, by outcome. */
final class LiftSection {
  private final ValidationReport report;

  private LiftSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    return report.hasLift() ? List.of(new LiftSection(report).table()) : List.of();
  }

  private Section table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(liftRow(report.getLift()));
    report.getLift().getOthersList().forEach(other -> rows.add(liftRow(other)));
    return new Table(
        "Retention lift",
        "Retention of those who reached value beside that of those who did not. It goes with"
            + " reaching value; it does not show what causes it.",
        List.of(
            Column.words("outcome"),
            Column.numbers("retained if reached"),
            Column.numbers("retained if not"),
            Column.numbers("difference"),
            Column.numbers("ratio")),
        rows);
  }

  private static List<String> liftRow(Lift lift) {
    return List.of(
        lift.getOutcome(),
        share(
            lift.hasRetainedIfReached(),
            lift.getRetainedIfReached(),
            lift.getTable().getReachedRetained(),
            lift.getTable().getReachedLost()),
        share(
            lift.hasRetainedIfNot(),
            lift.getRetainedIfNot(),
            lift.getTable().getOtherRetained(),
            lift.getTable().getOtherLost()),
        Numbers.difference(lift.getDifference()),
        Numbers.ratio(lift.getRatio()));
  }

  private static String share(boolean present, double share, int retained, int lost) {
    return present
        ? Numbers.percent(share)
            + " = "
            + Numbers.count(retained)
            + "/"
            + Numbers.count((long) retained + lost)
        : Numbers.ABSENT;
  }
}
