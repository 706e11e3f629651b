package dev.firstvalue.statistics.proof;

import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A method in the regime that its Javadoc names.
 *
 * @param method what is tried
 * @param regime in which data
 * @param promise what it must keep
 * @param draw one data set: whether the interval held the truth, or the test rejected
 */
record Scenario(String method, String regime, Promise promise, Predicate<SplittableRandom> draw) {

  /** The share of draws that hit; the same for the same arguments. */
  double rate(int draws) {
    SplittableRandom random = new SplittableRandom(31L * method.hashCode() + regime.hashCode());
    int hits = 0;
    for (int i = 0; i < draws; i++) {
      hits += draw.test(random) ? 1 : 0;
    }
    return (double) hits / draws;
  }

  /** How many draws the long run takes. */
  int draws() {
    return switch (promise) {
      case ASYMPTOTIC_COVERAGE, EXACT_COVERAGE -> 10_000;
      case ASYMPTOTIC_LEVEL, CLUSTER_LEVEL, POWER_80, POWER_90, SHOWN -> 20_000;
      case HELD_LEVEL -> 100_000;
      case ALARMS -> 200_000;
    };
  }
}
