package dev.firstvalue.validator;

import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reach by the week of time zero, in order. */
final class CohortSection implements ReportSection {
  private final Inquiry inquiry;
  private final Supplier<Cells> cohorts;

  CohortSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    cohorts = inquiry.ask(inquiry.folds().cohorts());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    Map<String, Cells> weeks = new TreeMap<>(cohorts.get().groupBy(c -> String.valueOf(c.text(0))));
    weeks.forEach(
        (week, group) ->
            report.addCohorts(
                CohortWeek.newBuilder()
                    .setWeek(week)
                    .setEntities(group.count(Cells.Cell::entered))
                    .setReachability(inquiry.estimates().reach(group, 1))));
  }
}
