package dev.firstvalue.validator.time;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeRate;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.FoldPlan;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Time to value over everyone who entered, the unfinished counted as such: one Kaplan-Meier fit for
 * the median, the mean and every rate.
 */
public final class TimeToValueSection implements ReportSection {
  /** Points of the printed curve, the first at time zero. */
  private static final int POINTS = 101;

  /** Rates that people compare products by. */
  private static final List<Duration> RATES =
      List.of(Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(30));

  private final Duration window;
  private final Inquiry inquiry;
  private final Supplier<Cells> times;
  private final CohortTimesComparison cohorts;

  public TimeToValueSection(Inquiry inquiry) {
    window = inquiry.plan().window();
    this.inquiry = inquiry;
    times = inquiry.ask(inquiry.folds().timeToValue());
    cohorts = new CohortTimesComparison(inquiry);
  }

  /** Nothing when nobody entered. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    Cells cells = times.get();
    int entered = cells.count(Cells.Cell::entered);
    if (entered == 0) {
      return;
    }
    ValueCurve curve =
        new ValueCurve(
            TimesToValue.entered(cells, FoldPlan.TIME_UNIT),
            inquiry
                .accounts()
                .get()
                .map(counts -> counts.times().clusters(any -> 0, FoldPlan.TIME_UNIT))
                .orElse(List.of()),
            inquiry.estimates().level());
    TimeToValue.Builder section =
        TimeToValue.newBuilder()
            .setEntities(entered)
            .setReached(cells.count(c -> c.entered() && c.flag(1)))
            .setMethod("KAPLAN_MEIER")
            .addAllCurve(points(curve))
            .addAllRates(rates(curve))
            .addAllHistogram(new FirstValueHistogram(window).of(cells));
    curve.median().ifPresent(seconds -> section.setMedian(TimesToValue.duration(seconds)));
    curve.medianInterval().ifPresent(section::setInterval);
    curve.restrictedMean(window).ifPresent(section::setRestrictedMean);
    curve.clusters().ifPresent(section::setClusters);
    if (curve.hasTooFewAccounts()) {
      section.setNote(
          "Too few accounts for an interval: " + Words.count(curve.clusters().orElseThrow()));
    }
    cohorts.compare().ifPresent(section::setByCohort);
    report.setTimeToValue(section);
  }

  /** The known times and the window's end, as far as anyone was watched. */
  private List<TimeRate> rates(ValueCurve curve) {
    TreeSet<Duration> times = new TreeSet<>(RATES);
    times.add(window);
    List<TimeRate> rates = new ArrayList<>();
    for (Duration at : times) {
      double seconds = at.toSeconds();
      if (at.compareTo(window) > 0 || seconds > TimesToValue.horizon(curve.curve(), window)) {
        continue;
      }
      TimeRate.Builder rate =
          TimeRate.newBuilder()
              .setAt(TimesToValue.duration(seconds))
              .setRate(1 - curve.curve().survivalAt(seconds));
      curve
          .intervalAt(seconds)
          .ifPresent(
              limits ->
                  rate.setInterval(
                      Estimates.message(
                          new Interval(
                              1 - limits.high(),
                              1 - limits.low(),
                              limits.level(),
                              limits.method()))));
      rates.add(rate.build());
    }
    return rates;
  }

  /** The curve at even times up to the window's end, as far as anyone was watched. */
  private List<TimePoint> points(ValueCurve curve) {
    double end = Math.min((double) window.toSeconds(), curve.curve().lastTime());
    List<TimePoint> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double seconds = Math.rint((double) window.toSeconds() * i / (POINTS - 1));
      if (seconds > end) {
        break;
      }
      TimePoint.Builder point =
          TimePoint.newBuilder()
              .setAt(TimesToValue.duration(seconds))
              .setShare(1 - curve.curve().survivalAt(seconds));
      curve
          .intervalAt(seconds)
          .ifPresent(limits -> point.setLow(1 - limits.high()).setHigh(1 - limits.low()));
      points.add(point.build());
    }
    return points;
  }
}
