package dev.firstvalue.validator;

import dev.firstvalue.validation.v1.ValidationReport;
import java.util.function.Supplier;

/** Reach within the window and within the first minutes: the eligible. */
final class ReachSection implements ReportSection {
  private final Inquiry inquiry;
  private final Supplier<Cells> population;

  ReachSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    Cells cells = population.get();
    report
        .setReachability(
            inquiry.overAccounts(inquiry.estimates().reach(cells, 1), AccountCounts::all))
        .setFirstMinutes(
            inquiry.overAccounts(inquiry.estimates().reach(cells, 2), AccountCounts::firstMinutes));
  }
}
