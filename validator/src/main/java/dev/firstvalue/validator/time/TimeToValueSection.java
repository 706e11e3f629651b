package dev.firstvalue.validator.time;

import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.validation.v1.RestrictedMean;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeRate;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.inquiry.Cells;
import dev.firstvalue.validator.inquiry.FoldPlan;
import dev.firstvalue.validator.inquiry.Inquiry;
import dev.firstvalue.validator.inquiry.ReportSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
  private final double level;
  private final Supplier<Cells> times;
  private final CohortTimesComparison cohorts;

  public TimeToValueSection(Inquiry inquiry) {
    window = inquiry.plan().window();
    level = inquiry.estimates().level();
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
    KaplanMeier curve = KaplanMeier.of(TimesToValue.entered(cells, FoldPlan.TIME_UNIT));
    KaplanMeier.Quantile median = curve.median(level);
    TimeToValue.Builder section =
        TimeToValue.newBuilder()
            .setEntities(entered)
            .setReached(cells.count(c -> c.entered() && c.flag(1)))
            .setMethod("KAPLAN_MEIER")
            .addAllCurve(points(curve))
            .addAllRates(rates(curve))
            .addAllHistogram(new FirstValueHistogram(window).of(cells));
    median.time().ifPresent(seconds -> section.setMedian(TimesToValue.duration(seconds)));
    if (median.low().isPresent() || median.high().isPresent()) {
      section.setInterval(TimesToValue.interval(median, level));
    }
    restrictedMean(curve).ifPresent(section::setRestrictedMean);
    cohorts.compare().ifPresent(section::setByCohort);
    report.setTimeToValue(section);
  }

  /** Nothing when nobody was watched for a second. */
  private Optional<RestrictedMean> restrictedMean(KaplanMeier curve) {
    double horizon = TimesToValue.horizon(curve, window);
    if (horizon <= 0) {
      return Optional.empty();
    }
    KaplanMeier.RestrictedMean mean = curve.restrictedMean(horizon);
    double half = Normal.twoSidedCritical(level) * mean.standardError();
    return Optional.of(
        TimesToValue.restrictedMean(
            mean.mean(),
            OptionalDouble.of(Math.max(0, mean.mean() - half)),
            OptionalDouble.of(Math.min(horizon, mean.mean() + half)),
            level,
            horizon));
  }

  /** The known times and the window's end, as far as anyone was watched. */
  private List<TimeRate> rates(KaplanMeier curve) {
    TreeSet<Duration> times = new TreeSet<>(RATES);
    times.add(window);
    List<TimeRate> rates = new ArrayList<>();
    for (Duration at : times) {
      double seconds = at.toSeconds();
      if (at.compareTo(window) > 0 || seconds > TimesToValue.horizon(curve, window)) {
        continue;
      }
      TimeRate.Builder rate =
          TimeRate.newBuilder()
              .setAt(TimesToValue.duration(seconds))
              .setRate(1 - curve.survivalAt(seconds));
      curve
          .intervalAt(seconds, level)
          .ifPresent(
              limits ->
                  rate.setInterval(
                      Estimates.message(
                          new dev.firstvalue.statistics.Interval(
                              1 - limits.high(), 1 - limits.low(), level, limits.method()))));
      rates.add(rate.build());
    }
    return rates;
  }

  /** The curve at even times up to the window's end, as far as anyone was watched. */
  private List<TimePoint> points(KaplanMeier curve) {
    double end = Math.min((double) window.toSeconds(), curve.lastTime());
    List<TimePoint> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double seconds = Math.rint((double) window.toSeconds() * i / (POINTS - 1));
      if (seconds > end) {
        break;
      }
      TimePoint.Builder point =
          TimePoint.newBuilder()
              .setAt(TimesToValue.duration(seconds))
              .setShare(1 - curve.survivalAt(seconds));
      curve
          .intervalAt(seconds, level)
          .ifPresent(limits -> point.setLow(1 - limits.high()).setHigh(1 - limits.low()));
      points.add(point.build());
    }
    return points;
  }
}
