package dev.firstvalue.validator;

import com.google.protobuf.Duration;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.TimeCount;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.TimePoint;
import dev.firstvalue.validation.v1.TimeToValue;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Time to value over everyone who entered, the unfinished counted as such. */
final class TimeToValueSection implements ReportSection {
  /** Points of the printed curve, the first at time zero. */
  private static final int POINTS = 101;

  private final java.time.Duration window;
  private final double level;

  private final Supplier<Cells> times;

  TimeToValueSection(Inquiry inquiry) {
    window = inquiry.plan().window();
    level = inquiry.estimates().level();
    times = inquiry.ask(inquiry.folds().timeToValue());
  }

  /** Nothing when nobody entered. */
  @Override
  public void addTo(ValidationReport.Builder report) {
    Cells cells = times.get();
    List<TimeCount> counts = new ArrayList<>();
    int entered = cells.count(Cells.Cell::entered);
    int reached = cells.count(c -> c.entered() && c.flag(1));
    if (entered == 0) {
      return;
    }
    cells
        .groupBy(c -> c.number(0))
        .forEach(
            (seconds, group) ->
                counts.add(
                    new TimeCount(
                        seconds,
                        group.count(c -> c.entered() && c.flag(1)),
                        group.count(c -> c.entered() && !c.flag(1)))));
    KaplanMeier curve = KaplanMeier.of(counts);
    KaplanMeier.Quantile median = curve.median(level);
    TimeToValue.Builder section =
        TimeToValue.newBuilder()
            .setEntities(entered)
            .setReached(reached)
            .setMethod("KAPLAN_MEIER")
            .addAllCurve(points(curve));
    median.time().ifPresent(seconds -> section.setMedian(duration(seconds)));
    if (median.low().isPresent() || median.high().isPresent()) {
      section.setInterval(interval(median.low(), median.high()));
    }
    report.setTimeToValue(section);
  }

  private DurationInterval interval(OptionalDouble low, OptionalDouble high) {
    DurationInterval.Builder interval =
        DurationInterval.newBuilder().setLevel(level).setMethod("KAPLAN_MEIER_LOG_LOG");
    low.ifPresent(seconds -> interval.setLow(duration(seconds)));
    high.ifPresent(seconds -> interval.setHigh(duration(seconds)));
    return interval.build();
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
          TimePoint.newBuilder().setAt(duration(seconds)).setShare(1 - curve.survivalAt(seconds));
      curve
          .intervalAt(seconds, level)
          .ifPresent(limits -> point.setLow(1 - limits.high()).setHigh(1 - limits.low()));
      points.add(point.build());
    }
    return points;
  }

  private static Duration duration(double seconds) {
    long whole = (long) seconds;
    return Duration.newBuilder()
        .setSeconds(whole)
        .setNanos((int) Math.rint((seconds - whole) * 1e9))
        .build();
  }
}
