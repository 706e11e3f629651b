package dev.firstvalue.statistics.proof;

/** What a rate must be to keep a method's promise. */
enum Promise {
  ASYMPTOTIC_COVERAGE("covers 94–96 %", 0.94, 0.96),
  EXACT_COVERAGE("covers at least 95 %", 0.95, 1),
  ASYMPTOTIC_LEVEL("rejects 4.5–5.5 %", 0.045, 0.055),
  HELD_LEVEL("rejects at most 5.3 %", 0, 0.053),
  CLUSTER_LEVEL("rejects 4–6 %", 0.04, 0.06),
  ALARMS("alarms at most 0.15 %", 0, 0.0015),
  POWER_80("power 79–81 %", 0.79, 0.81),
  POWER_90("power 89–91 %", 0.89, 0.91),
  SHOWN("no promise: shown", 0, 1);

  private final String words;
  private final double low;
  private final double high;

  Promise(String words, double low, double high) {
    this.words = words;
    this.low = low;
    this.high = high;
  }

  String words() {
    return words;
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
