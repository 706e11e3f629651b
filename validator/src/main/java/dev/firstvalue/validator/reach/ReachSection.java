package dev.firstvalue.validator.reach;

import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.AccountCounts;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.util.function.Supplier;

/** Reach within the window and within the first minutes: the eligible. */
public final class ReachSection implements ReportSection {
  private final Inquiry inquiry;
  private final Supplier<Cells> population;

  public ReachSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    population = inquiry.ask(inquiry.folds().population());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    Cells cells = population.get();
    report
        .setReachability(inquiry.overAccounts(inquiry.reach(cells, 1), AccountCounts::all))
        .setFirstMinutes(
            inquiry.overAccounts(inquiry.reach(cells, 2), AccountCounts::firstMinutes));
  }
}
