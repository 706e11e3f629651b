package dev.firstvalue.statistics.drift;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.ChiSquared;

/**
 * The population stability index, the sum of (p - q) log(p/q) over bins fixed on the reference
 * period, with the line that it crosses by chance in one of twenty: chi-square(B-1, 0.95) (1/n +
 * 1/m) (Yurdakul and Naranjo 2020). The usual 0.1 and 0.25 say whether a shift matters, this line
 * whether there is one. A bin that is empty on either side gets half a unit there.
 *
 * @param index 0 or more
 * @param line the 0.95 quantile of the index when nothing has shifted, for expected counts of 5 or
 *     more a bin
 * @param filledBins bins that were empty on one side and got half a unit; bins empty on both are
 *     left out
 */
public record PopulationStability(double index, double line, int filledBins) {

  /** Index of {@code recent} against {@code reference}, units by bin in the same order. */
  public static PopulationStability of(long[] reference, long[] recent) {
    if (reference.length != recent.length) {
      throw Check.refused("recent", recent.length + " bins", reference.length + " as reference");
    }
    double n = 0;
    double m = 0;
    int bins = 0;
    int filled = 0;
    for (int i = 0; i < reference.length; i++) {
      n += Check.count("reference[" + i + "]", reference[i]);
      m += Check.count("recent[" + i + "]", recent[i]);
      if (reference[i] + recent[i] > 0) {
        bins++;
        filled += reference[i] == 0 || recent[i] == 0 ? 1 : 0;
      }
    }
    if (n == 0 || m == 0) {
      throw Check.refused("units", (long) n + " and " + (long) m, "some in both periods");
    }
    if (bins < 2) {
      throw Check.refused("bins", bins, "at least two that are not empty");
    }
    double index = 0;
    for (int i = 0; i < reference.length; i++) {
      if (reference[i] + recent[i] > 0) {
        double p = Math.max(0.5, (double) reference[i]) / n;
        double q = Math.max(0.5, (double) recent[i]) / m;
        index += (p - q) * Math.log(p / q);
      }
    }
    return new PopulationStability(
        index, ChiSquared.upperQuantile(0.05, bins - 1.0) * (1 / n + 1 / m), filled);
  }

  /** Whether the shift is more than chance. */
  public boolean shifted() {
    return index > line;
  }
}
