package dev.firstvalue.reporting.page;

import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.reporting.page.Section.Column;
import dev.firstvalue.reporting.page.Section.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The metrics beside activation with what was done before exposure taken out. */
final class MetricPastTable {
  private MetricPastTable() {}

  static Optional<Section> of(LiftReport report) {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> plain = new ArrayList<>();
    boolean decides = false;
    for (MetricResult metric : report.getMetricsList()) {
      for (AdjustedComparison one : metric.getAdjustedList()) {
        decides |= one.getDecides();
        rows.add(row(metric, one));
      }
      if (!metric.getNotAdjusted().isEmpty()) {
        plain.add(List.of(MetricTables.name(metric), metric.getNotAdjusted()));
      }
    }
    if (rows.isEmpty()) {
      return plain.isEmpty() ? Optional.empty() : Optional.of(unadjusted(plain));
    }
    plain.forEach(
        one ->
            rows.add(
                List.of(
                    one.getFirst(),
                    "",
                    "",
                    Numbers.ABSENT,
                    Numbers.ABSENT,
                    Numbers.ABSENT,
                    one.getLast())));
    return Optional.of(
        new Table(
            "Metrics with the past taken out",
            (decides
                    ? "The plan decides by this: it is what the tables above show."
                    : "A second opinion: the tables above are unadjusted.")
                + AdjustmentTable.readOnce(report)
                + " p is that of no difference. Variance saved is what the past tells of a"
                + " metric: as if there were that many more entities. Below 0 it costs more"
                + " than it tells.",
            List.of(
                Column.words("metric"),
                Column.words("comparison"),
                Column.words("past"),
                Column.numbers("difference"),
                Column.numbers("p"),
                Column.numbers("variance saved"),
                Column.words("note")),
            rows));
  }

  private static Section unadjusted(List<List<String>> rows) {
    return new Table(
        "Metrics that stay as they are",
        "What the plan takes out is not taken out of these.",
        List.of(Column.words("metric"), Column.words("why")),
        rows);
  }

  private static List<String> row(MetricResult metric, AdjustedComparison one) {
    return List.of(
        MetricTables.name(metric),
        one.getArm() + " − " + one.getAgainst(),
        String.join(", ", one.getCovariatesList()),
        MetricTables.difference(metric, one.getDifference()),
        one.hasPValue() ? Numbers.pValue(one.getPValue()) : Numbers.ABSENT,
        one.hasVarianceSaved() ? Numbers.percent(one.getVarianceSaved()) : Numbers.ABSENT,
        one.getNote().isEmpty() ? (one.getDecides() ? "decides" : "") : one.getNote());
  }
}
