package dev.firstvalue.validator.time;

import com.google.protobuf.Duration;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.TimeCount;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.RestrictedMean;
import dev.firstvalue.validator.inquiry.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times from time zero to first value, of folds whose own keys begin with elapsed and reached. */
public final class TimesToValue {
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private TimesToValue() {}

  /**
   * Everyone who entered: the event where value was reached, else the end of the watching.
   *
   * @param unit of the fold's elapsed times
   */
  public static List<TimeCount> entered(Cells cells, java.time.Duration unit) {
    List<TimeCount> counts = new ArrayList<>();
    cells
        .groupBy(c -> c.number(0))
        .forEach(
            (units, group) -> {
              int reached = group.count(c -> c.entered() && c.flag(1));
              int open = group.count(c -> c.entered() && !c.flag(1));
              if (reached + open > 0) {
                counts.add(new TimeCount((double) units * unit.toSeconds(), reached, open));
              }
            });
    return counts;
  }

  /** How far restricted means can go: to the window's end, or as far as anyone was watched. */
  static double horizon(KaplanMeier curve, java.time.Duration window) {
    return curve.survivalAt(curve.lastTime()) == 0
        ? window.toSeconds()
        : Math.min((double) window.toSeconds(), curve.lastTime());
  }

  /** A mean, with its interval where it has one. */
  static RestrictedMean restrictedMean(double mean, Optional<Interval> interval, double horizon) {
    RestrictedMean.Builder message =
        RestrictedMean.newBuilder().setMean(duration(mean)).setHorizon(duration(horizon));
    interval.ifPresent(
        limits ->
            message.setInterval(
                DurationInterval.newBuilder()
                    .setLow(duration(limits.low()))
                    .setHigh(duration(limits.high()))
                    .setLevel(limits.level())
                    .setMethod(limits.method().name())));
    return message.build();
  }

  /** A length of time; a difference may be negative. */
  public static Duration duration(double seconds) {
    long whole = (long) seconds;
    // Rounded, the rest may be a second more.
    long nanos = Math.round((seconds - whole) * 1e9);
    return Duration.newBuilder()
        .setSeconds(whole + nanos / NANOS_A_SECOND)
        .setNanos((int) (nanos % NANOS_A_SECOND))
        .build();
  }
}
