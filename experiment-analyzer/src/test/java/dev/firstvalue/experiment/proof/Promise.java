package dev.firstvalue.experiment.proof;

import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * What whole reports keep in experiments of one kind.
 *
 * @param what happens in a draw
 * @param regime in which experiments
 * @param words what is promised of its rate
 * @param low the least rate that keeps it
 * @param high the largest
 * @param draw one experiment: whether it happened
 */
record Promise(
    String what,
    String regime,
    String words,
    double low,
    double high,
    Predicate<SplittableRandom> draw) {

  /** How many draws the long run takes. */
  static final int DRAWS = 20_000;

  /** The share of draws in which it happens; the same for the same arguments. */
  double rate(int draws) {
    SplittableRandom random = new SplittableRandom(seed());
    int hits = 0;
    for (int i = 0; i < draws; i++) {
      hits += draw.test(random) ? 1 : 0;
    }
    return (double) hits / draws;
  }

  long seed() {
    return 31L * what.hashCode() + regime.hashCode();
  }

  boolean kept(double rate) {
    return low <= rate && rate <= high;
  }

  /** The same for few draws: four standard deviations of their noise are forgiven. */
  boolean keptBut(double rate, int draws) {
    return low - noise(low, draws) <= rate && rate <= high + noise(high, draws);
  }

  private static double noise(double rate, int draws) {
    return 4 * Math.sqrt(Math.max(1.0 / draws, rate * (1 - rate)) / draws);
  }
}
