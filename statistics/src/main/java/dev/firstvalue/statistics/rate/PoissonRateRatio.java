package dev.firstvalue.statistics.rate;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Binomial;
import dev.firstvalue.statistics.distribution.Monotone;
import dev.firstvalue.statistics.proportion.BetaLimits;
import dev.firstvalue.statistics.proportion.Proportion;

/**
 * Two Poisson rates compared exactly, as in R's {@code poisson.test}: given all events, those of
 * the first arm are binomial with p = t1/(t1 + t2) if the rates are equal. Assumes events that come
 * independently of each other; counts that cluster by user are not Poisson.
 *
 * @param ratio (x1/t1)/(x2/t2), infinite where only x2 is 0, NaN where both are
 * @param twoSided sum over all outcomes no more probable than the one seen
 * @param greater of at least as many events in the first arm
 * @param less of at most as many
 * @param interval of the ratio, from Clopper-Pearson limits of the share of events
 */
public record PoissonRateRatio(
    double ratio, PValue twoSided, PValue greater, PValue less, Interval interval) {

  private static final double SLACK = Math.log1p(1e-7);

  /**
   * The comparison. Without any event every ratio is as good as another.
   *
   * @param time1 time at risk of the first arm, above 0
   * @param time2 that of the second, in the same unit
   */
  public static PoissonRateRatio of(
      long events1, double time1, long events2, double time2, double level) {
    Check.count("x1", events1);
    Check.count("x2", events2);
    Check.positive("t1", time1);
    Check.positive("t2", time2);
    long all = Math.addExact(events1, events2);
    if (all == 0) {
      PValue nothing = PValue.of(1);
      return new PoissonRateRatio(
          Double.NaN,
          nothing,
          nothing,
          nothing,
          new Interval(0, Double.POSITIVE_INFINITY, level, IntervalMethod.CONDITIONAL_EXACT));
    }
    Binomial share = new Binomial(all, time1 / (time1 + time2));
    Interval limits = BetaLimits.clopperPearson(new Proportion(events1, all), level);
    Interval mirrored = BetaLimits.clopperPearson(new Proportion(events2, all), level);
    double times = time2 / time1;
    return new PoissonRateRatio(
        events1 / time1 / (events2 / time2),
        PValue.fromLog(twoSided(share, events1)),
        PValue.fromLog(share.logUpper(events1)),
        PValue.fromLog(share.logCumulative(events1)),
        new Interval(
            limits.low() / mirrored.high() * times,
            limits.high() / mirrored.low() * times,
            level,
            IntervalMethod.CONDITIONAL_EXACT));
  }

  private static double twoSided(Binomial share, long seen) {
    double limit = share.logProbability(seen) + SLACK;
    double mean = share.n() * share.p();
    if (seen == mean) {
      return 0;
    }
    if (seen < mean) {
      long from = (long) Math.ceil(mean);
      long mirror = Monotone.firstWhere(from, share.n() + 1, k -> share.logProbability(k) <= limit);
      return Monotone.logSum(share.logCumulative(seen), share.logUpper(mirror));
    }
    long beyond =
        Monotone.firstWhere(0, (long) Math.floor(mean) + 1, k -> share.logProbability(k) > limit);
    return Monotone.logSum(share.logUpper(seen), share.logCumulative(beyond - 1));
  }
}
