package dev.firstvalue.validator.discovery;

/**
 * How a search goes about it.
 *
 * @param objective what the best has most of
 * @param floor least reach: the lower limit of its interval on the searched fold; 0 to below 0.95
 * @param level of intervals, above 0.5 and below 1
 * @param draws of the bootstrap behind the region, at least 100
 * @param seed of the bootstrap
 * @param pairs whether conjunctions of two are looked for
 */
public record Settings(
    Objective objective, double floor, double level, int draws, long seed, boolean pairs) {
  /** Above this reach a definition is a formality: nobody is left to compare with. */
  static final double CEILING = 0.95;

  /** Level of the region. */
  public static final double REGION_LEVEL = 0.90;

  public Settings {
    if (!(floor >= 0 && floor < CEILING)) {
      throw new IllegalArgumentException(
          "floor: " + floor + " (expected: 0 to below " + CEILING + ")");
    }
  }

  /** The usual: 95 % intervals, 1,000 draws, pairs too. */
  public static Settings of(Objective objective, double floor) {
    return new Settings(objective, floor, 0.95, 1_000, 20_260_301, true);
  }

  /** The same with another objective. */
  Settings with(Objective other) {
    return new Settings(other, floor, level, draws, seed, pairs);
  }
}
