package dev.firstvalue.simulation;

import java.util.List;
import java.util.function.Predicate;

/** A count of those of whom something holds, with its Wilson interval of 95 %. */
record Share(long holds, long of) {
  private static final double Z = 1.959963984540054;

  static <T> Share of(List<T> all, Predicate<T> predicate) {
    return new Share(all.stream().filter(predicate).count(), all.size());
  }

  Share plus(Share other) {
    return new Share(holds + other.holds, of + other.of);
  }

  double rate() {
    return (double) holds / of;
  }

  boolean covers(double truth) {
    return low() <= truth && truth <= high();
  }

  double low() {
    return (centre() - spread()) / (of + Z * Z);
  }

  double high() {
    return (centre() + spread()) / (of + Z * Z);
  }

  /** Whether Newcombe's interval of the difference from another share covers the truth. */
  boolean differenceCovers(Share other, double truth) {
    double difference = rate() - other.rate();
    double low = Math.hypot(rate() - low(), other.high() - other.rate());
    double high = Math.hypot(high() - rate(), other.rate() - other.low());
    return difference - low <= truth && truth <= difference + high;
  }

  private double centre() {
    return holds + Z * Z / 2;
  }

  private double spread() {
    return Z * Math.sqrt(holds * (double) (of - holds) / of + Z * Z / 4);
  }
}
