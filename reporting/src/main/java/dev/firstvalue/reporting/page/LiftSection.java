package dev.firstvalue.reporting.page;

import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Retention of those who reached value beside that of the others, by outcome. */
final class LiftSection {
  private final ValidationReport report;

  private LiftSection(ValidationReport report) {
    this.report = report;
  }

  static List<Section> of(ValidationReport report) {
    if (!report.hasLift()) {
      return List.of();
    }
    LiftSection section = new LiftSection(report);
    return List.of(section.table(), section.association());
  }

  /** How well reaching value tells who stays, by outcome. */
  private Section association() {
    List<Lift> all = new ArrayList<>(List.of(report.getLift()));
    all.addAll(report.getLift().getOthersList());
    List<Column> columns = new ArrayList<>(List.of(Column.words("measure")));
    all.forEach(lift -> columns.add(Column.numbers(lift.getOutcome())));
    return new Table(
        "How well reaching value tells who stays",
        report.getLift().hasClusters()
            ? "Intervals are over accounts, like that of the difference."
            : "",
        columns,
        List.of(
            row("odds ratio", all, lift -> Numbers.ratio(lift.getOddsRatio())),
            row(
                "stay, of who reached (PPV)",
                all,
                lift -> Numbers.share(lift.getPositivePredictiveValue())),
            row(
                "leave, of the others (NPV)",
                all,
                lift -> Numbers.share(lift.getNegativePredictiveValue())),
            row(
                "reached, of who stay (sensitivity)",
                all,
                lift -> Numbers.share(lift.getSensitivity())),
            row(
                "did not, of who leave (specificity)",
                all,
                lift -> Numbers.share(lift.getSpecificity())),
            row("correlation (phi)", all, lift -> Numbers.ratio(lift.getPhi())),
            row(
                "headroom: reach x difference",
                all,
                lift -> Numbers.difference(lift.getHeadroom()))));
  }

  private static List<String> row(String name, List<Lift> all, Function<Lift, String> value) {
    List<String> row = new ArrayList<>(List.of(name));
    all.forEach(lift -> row.add(value.apply(lift)));
    return row;
  }

  private Section table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(liftRow(report.getLift()));
    report.getLift().getOthersList().forEach(other -> rows.add(liftRow(other)));
    return new Table(
        "Retention lift",
        "Retention of those who reached value beside that of those who did not. It goes with"
            + " reaching value; it does not show what causes it."
            + notes(),
        List.of(
            Column.words("outcome"),
            Column.numbers("retained if reached"),
            Column.numbers("retained if not"),
            Column.numbers("difference"),
            Column.numbers("ratio")),
        rows);
  }

  /** What keeps a table from being compared, and over what its interval is. */
  private String notes() {
    Lift lift = report.getLift();
    String note = lift.getNote().isEmpty() ? "" : " Here " + lift.getNote() + ".";
    return lift.hasClusters()
        ? note + " Intervals are over " + Numbers.count(lift.getClusters()) + " accounts."
        : note;
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
        : retained + lost == 0 ? Numbers.ABSENT : Numbers.TOO_FEW;
  }
}
