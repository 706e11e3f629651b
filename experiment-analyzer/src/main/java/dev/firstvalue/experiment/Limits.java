package dev.firstvalue.experiment;

import dev.firstvalue.validation.v1.Interval;

/** Intervals as messages: a limit that does not exist is absent. */
final class Limits {
  private Limits() {}

  static Interval message(dev.firstvalue.statistics.Interval interval) {
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
