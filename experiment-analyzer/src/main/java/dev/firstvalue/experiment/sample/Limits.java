package dev.firstvalue.experiment.sample;

import dev.firstvalue.validation.v1.Interval;

/** Intervals as messages: a limit that does not exist is absent. */
public final class Limits {
  private Limits() {}

  public static Interval message(dev.firstvalue.statistics.Interval interval) {
    Interval.Builder message =
        Interval.newBuilder().setLevel(interval.level()).setMethod(interval.method().name());
    if (Double.isFinite(interval.low())) {
      message.setLow(interval.low());
    }
    if (Double.isFinite(interval.high())) {
      message.setHigh(interval.high());
    }
    return message.build();
  }
}
