package dev.firstvalue.validator.ladder;

import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;

/**
 * The bias ladder of the primary outcome, and how much it would take to overturn it; nothing
 * without outcomes. It asks with folds of its own.
 */
public final class LadderSection implements ReportSection {
  private final Inquiry inquiry;

  public LadderSection(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    if (inquiry.plan().outcomes().isEmpty()) {
      return;
    }
    LadderCounts counts = LadderCounts.of(inquiry.facts(), inquiry.question(), inquiry.folds());
    double level = inquiry.estimates().level();
    Ladder ladder = counts.ladder(level).withoutSmallCells(inquiry.leastCell());
    report.setLadder(LadderMessage.of(inquiry, ladder, counts.late()));
    Rung last = ladder.rung(Step.VOLUME_ADJUSTED);
    report.setSensitivity(
        last.difference().isPresent()
            ? SensitivityMessage.of(inquiry.plan(), counts.benchmarks(), level)
            : SensitivityMessage.absent(last.note()));
  }
}
