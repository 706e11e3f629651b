package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The effect with covariates known at assignment taken out, and what that saves. */
final class AdjustmentTable {
  private AdjustmentTable() {}

  static Optional<Section> of(LiftReport report) {
    List<List<String>> rows = new ArrayList<>();
    boolean decides = false;
    for (AdjustedComparison one : report.getAdjustedList()) {
      decides |= one.getDecides();
      rows.add(
          List.of(
              one.getArm() + " − " + one.getAgainst(),
              MetricTables.words(one.getMethod())
                  + " by "
                  + String.join(", ", one.getCovariatesList()),
              Numbers.difference(one.getDifference()),
              one.hasPValue() ? Numbers.pValue(one.getPValue()) : Numbers.ABSENT,
              one.hasVarianceSaved() ? Numbers.percent(one.getVarianceSaved()) : Numbers.ABSENT,
              one.getNote().isEmpty() ? (one.getDecides() ? "decides" : "") : one.getNote()));
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Table(
                "With covariates taken out",
                (decides
                        ? "The plan decides by this."
                        : "A second opinion: the plan decides unadjusted.")
                    + readOnce(report)
                    + " Variance saved is what the covariates tell of activation: as if there were"
                    + " that many more entities. Below 0 they cost more than they tell.",
                List.of(
                    Column.words("comparison"),
                    Column.words("method"),
                    Column.numbers("difference"),
                    Column.numbers("p"),
                    Column.numbers("variance saved"),
                    Column.words("note")),
                rows));
  }

  /** That intervals beside those that hold at any time do not. */
  static String readOnce(LiftReport report) {
    return report.getPlan().getLooks().equals("CONTINUOUS")
        ? " Intervals and p hold here if they are read once; those that may be read at any time"
            + " stand with the effect."
        : "";
  }
}
