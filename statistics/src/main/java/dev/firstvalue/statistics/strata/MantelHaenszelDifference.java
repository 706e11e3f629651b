package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.List;
import java.util.Optional;

/**
 * The Mantel-Haenszel risk difference, first arm less second: sum of w_k RD_k over sum of w_k, w_k
 * = n1k n0k/N_k, with the variance of Sato 1989, which is valid for many sparse strata as for few
 * large ones. Each unit may be in one stratum only.
 *
 * @param difference between -1 and 1
 * @param variance Sato's, 0 or more
 * @param weight sum of w_k
 */
public record MantelHaenszelDifference(double difference, double variance, double weight) {

  /** Empty where no stratum has units of both arms. */
  public static Optional<MantelHaenszelDifference> of(List<Stratum> strata) {
    double weight = 0;
    double weighted = 0;
    double sumP = 0;
    double sumQ = 0;
    for (Stratum t : strata) {
      double n1 = t.first();
      double n0 = t.second();
      double n = t.total();
      if (n1 == 0 || n0 == 0) {
        continue;
      }
      double x1 = t.a();
      double x0 = t.c();
      weight += n1 * n0 / n;
      weighted += (x1 * n0 - x0 * n1) / n;
      sumP += (n1 / n * (n1 / n) * x0 - n0 / n * (n0 / n) * x1) + n1 / n * (n0 / n) * (n0 - n1) / 2;
      sumQ += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
    }
    if (weight == 0) {
      return Optional.empty();
    }
    double difference = weighted / weight;
    double variance = Math.max(0, (difference * sumP + sumQ) / (weight * weight));
    return Optional.of(new MantelHaenszelDifference(difference, variance, weight));
  }

  public double standardError() {
    return Math.sqrt(variance);
  }

  /** Two-sided; empty where the variance is 0. */
  public Optional<PValue> pValue() {
    return variance == 0
        ? Optional.empty()
        : Optional.of(Normal.twoSided(difference / standardError()));
  }

  /** By the normal, clipped to [-1, 1]. */
  public Interval interval(double level) {
    double half = Normal.twoSidedCritical(level) * standardError();
    return new Interval(
        Math.max(-1, difference - half),
        Math.min(1, difference + half),
        level,
        IntervalMethod.SATO);
  }
}
