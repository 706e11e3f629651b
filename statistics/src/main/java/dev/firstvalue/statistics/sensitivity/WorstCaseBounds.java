package dev.firstvalue.statistics.sensitivity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.proportion.Proportion;

/**
 * Manski's 1990 worst-case limits of a difference of shares when the outcomes of some units are not
 * known yet: all of them failures in one arm and successes in the other, and the other way round.
 * No assumption at all, and no sampling error in it.
 *
 * @param low smallest difference, first less second
 * @param high largest
 */
public record WorstCaseBounds(double low, double high) {

  /**
   * Bounds of first - second.
   *
   * @param unknownFirst units of the first arm without a known outcome
   * @param unknownSecond units of the second arm without one
   */
  public static WorstCaseBounds of(
      Proportion first, long unknownFirst, Proportion second, long unknownSecond) {
    Check.count("unknownFirst", unknownFirst);
    Check.count("unknownSecond", unknownSecond);
    return new WorstCaseBounds(
        with(first, 0, unknownFirst).minus(with(second, unknownSecond, unknownSecond)),
        with(first, unknownFirst, unknownFirst).minus(with(second, 0, unknownSecond)));
  }

  private static Proportion with(Proportion known, long successes, long unknown) {
    return new Proportion(
        Math.addExact(known.successes(), successes), Math.addExact(known.trials(), unknown));
  }
}
