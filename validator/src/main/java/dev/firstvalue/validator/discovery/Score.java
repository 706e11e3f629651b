package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.proportion.FourfoldTable;

/**
 * How good a candidate is on some units.
 *
 * @param value larger is better
 * @param standardError units independent
 * @param influence what one unit adds to the value; the mean over units is 0
 */
record Score(double value, double standardError, Influence influence) {

  /** What a unit adds. */
  @FunctionalInterface
  interface Influence {
    double of(int cell, boolean marked, boolean retained);
  }

  /** The same where cells do not matter. */
  @FunctionalInterface
  interface Plain {
    double of(boolean marked, double retained);
  }

  static Score of(double value, FourfoldTable table, Plain influence) {
    double[] of = {
      influence.of(true, 1), influence.of(true, 0), influence.of(false, 1), influence.of(false, 0)
    };
    double squares =
        table.markedPositive() * of[0] * of[0]
            + table.markedNegative() * of[1] * of[1]
            + table.otherPositive() * of[2] * of[2]
            + table.otherNegative() * of[3] * of[3];
    double n = table.total();
    return new Score(
        value,
        Math.sqrt(squares / (n * (n - 1))),
        (_, marked, retained) -> of[(marked ? 0 : 2) + (retained ? 0 : 1)]);
  }
}
