package dev.firstvalue.validator.reach;

import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.RepeatRate;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import dev.firstvalue.validator.time.TimesToValue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether value is repeatable: how many of those who reached it did so again. Who is in the
 * denominator is decided by time zero alone, so that quick and slow ones count alike.
 */
public final class RepeatSection implements ReportSection {
  private static final List<Duration> WITHIN = List.of(Duration.ofDays(7), Duration.ofDays(30));

  private final Inquiry inquiry;
  private final List<Supplier<Cells>> reached;

  public RepeatSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    reached =
        WITHIN.stream().map(after -> inquiry.ask(inquiry.folds().reachedBefore(after))).toList();
  }

  /** Nothing when nobody who is known for long enough reached value: the log is not asked then. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    List<Integer> known =
        reached.stream()
            .map(cells -> cells.get().count(cell -> cell.eligible() && cell.flag(0)))
            .toList();
    if (known.stream().allMatch(count -> count == 0)) {
      return;
    }
    for (Repeats repeats : inquiry.facts().repeats(inquiry.question(), WITHIN)) {
      int of = known.get(WITHIN.indexOf(repeats.within())) - repeats.setAside();
      Reachability share = inquiry.estimates().reachability(repeats.again(), of);
      RepeatRate.Builder rate =
          RepeatRate.newBuilder()
              .setWithin(TimesToValue.duration((double) repeats.within().toSeconds()))
              .setReached(of)
              .setAgain(repeats.again());
      if (share.hasRate()) {
        rate.setRate(share.getRate()).setInterval(share.getInterval());
      }
      report.addRepeats(rate);
    }
  }
}
