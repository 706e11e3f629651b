package dev.firstvalue.validator.proof;

import dev.firstvalue.simulation.world.NamedWorld;

/** How often a row of the ladder has to hold the truth in a world. */
enum LadderPromise {
  HOLDS("covers 92–98 %", 0.92, 0.98),
  FAILS("fails: covers below 50 %", 0, 0.5),
  SHOWN("no promise: shown", 0, 1);

  private final String words;
  private final double low;
  private final double high;

  LadderPromise(String words, double low, double high) {
    this.words = words;
    this.low = low;
    this.high = high;
  }

  String words() {
    return words;
  }

  /** Whether the rate keeps it; for few runs four standard deviations of noise are forgiven. */
  boolean kept(double rate, int runs) {
    return low - noise(low, runs) <= rate && rate <= high + noise(high, runs);
  }

  private static double noise(double rate, int runs) {
    return 4 * Math.sqrt(Math.max(1.0 / runs, rate * (1 - rate)) / runs);
  }

  static LadderPromise of(NamedWorld world, LadderRow row) {
    return switch (world) {
      case HIDDEN -> FAILS;
      case INDEPENDENT -> row == LadderRow.ANY_TIME ? SHOWN : HOLDS;
      case THINNED, TASTE, SEGMENT, EFFECT ->
          row == LadderRow.VOLUME_ADJUSTED || row == LadderRow.WITHIN_CELLS ? HOLDS : SHOWN;
    };
  }
}
