package dev.firstvalue.validator.reach;

import dev.firstvalue.validation.v1.CohortWeek;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import dev.firstvalue.validator.time.TimesToValue;
import dev.firstvalue.validator.time.ValueCurve;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reach and median time to value by the week of time zero, in order. */
public final class CohortSection implements ReportSection {
  private final Inquiry inquiry;
  private final Supplier<Cells> cohorts;
  private final Supplier<Cells> times;

  public CohortSection(Inquiry inquiry) {
    this.inquiry = inquiry;
    cohorts = inquiry.ask(inquiry.folds().cohorts());
    times = inquiry.ask(inquiry.folds().cohortTimes());
  }

  @Override
  public void addTo(ValidationReport.Builder report) {
    Map<String, Cells> weeks = new TreeMap<>(cohorts.get().groupBy(c -> String.valueOf(c.text(0))));
    Map<String, Cells> timesByWeek = times.get().groupBy(c -> String.valueOf(c.text(2)));
    weeks.forEach((week, cells) -> report.addCohorts(cohort(week, cells, timesByWeek.get(week))));
  }

  private CohortWeek cohort(String week, Cells cells, @Nullable Cells watched) {
    Reachability reach = inquiry.overAccounts(inquiry.reach(cells, 1), counts -> counts.week(week));
    boolean tooFew = reach.getEligible() < inquiry.leastCell();
    CohortWeek.Builder cohort =
        CohortWeek.newBuilder()
            .setWeek(week)
            .setEntities(cells.count(Cells.Cell::entered))
            .setReachability(
                tooFew
                    ? reach.toBuilder().clearRate().clearInterval().clearClusters()
                    : reach.toBuilder())
            .setTooFew(tooFew);
    boolean watchedByFew = cohort.getEntities() < inquiry.leastCell();
    if (watched != null && !watchedByFew) {
      ValueCurve curve = curve(week, watched);
      curve.median().ifPresent(seconds -> cohort.setMedian(TimesToValue.duration(seconds)));
      curve.medianInterval().ifPresent(cohort::setMedianInterval);
    }
    return cohort.setMedianTooFew(watchedByFew).build();
  }

  private ValueCurve curve(String week, Cells watched) {
    Duration unit = inquiry.folds().cohortTimeUnit();
    return new ValueCurve(
        TimesToValue.entered(watched, unit),
        inquiry
            .accounts()
            .get()
            .map(counts -> counts.times().clusters(of -> of.equals(week) ? 0 : -1, unit))
            .orElse(List.of()),
        inquiry.estimates().level());
  }
}
