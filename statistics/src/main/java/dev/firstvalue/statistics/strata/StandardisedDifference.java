package dev.firstvalue.statistics.strata;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.List;
import java.util.Optional;

/**
 * The risk difference that both arms would show with one mix of strata: sum of v_k (p1k - p0k),
 * with variance sum v_k² (p1k q1k/n1k + p0k q0k/n0k). With saturated strata and no trimming this is
 * also inverse-probability weighting and the doubly robust estimate. For strata of some ten units
 * an arm.
 *
 * <p>A stratum without one of the arms supports no comparison. Its share of the mix is reported,
 * the estimate is over the others, and the bounds let the missing arm be anything from 0 to 1.
 *
 * @param difference over the strata with both arms, first arm less second
 * @param variance with the strata as they are
 * @param populationVariance for the population the strata were drawn from: plus sum v_k (RD_k -
 *     RD)²/N
 * @param crude the plain risk difference over the same strata
 * @param unsupported share of the mix in strata without one of the arms
 * @param low worst-case lower bound with the unsupported strata in, sampling error apart
 * @param high worst-case upper bound
 */
public record StandardisedDifference(
    double difference,
    double variance,
    double populationVariance,
    double crude,
    double unsupported,
    double low,
    double high) {

  /** Whose mix of strata both arms are given. */
  public enum Mix {
    /** That of all units: the average effect. */
    EVERYONE,
    /** That of the first arm: the effect on those who got it. */
    FIRST_ARM
  }

  /** Empty where no stratum has units of both arms. */
  public static Optional<StandardisedDifference> of(List<Stratum> strata, Mix mix) {
    if (strata.isEmpty()) {
      throw Check.refused("strata", "[]", "at least one");
    }
    double all = strata.stream().mapToDouble(t -> weight(t, mix)).sum();
    double supported = 0;
    double sum = 0;
    double variance = 0;
    double lowest = 0;
    double highest = 0;
    double units = 0;
    double[] pooled = new double[4];
    for (Stratum t : strata) {
      double v = weight(t, mix);
      if (t.first() > 0 && t.second() > 0) {
        supported += v;
        sum += v * rate(t);
        variance += v * v * varianceOf(t);
        units += t.total();
        pooled[0] += t.a();
        pooled[1] += t.first();
        pooled[2] += t.c();
        pooled[3] += t.second();
      } else if (t.total() > 0) {
        boolean onlyFirst = t.first() > 0;
        double known = onlyFirst ? t.a() / t.first() : t.c() / t.second();
        lowest += v * (onlyFirst ? known - 1 : -known);
        highest += v * (onlyFirst ? known : 1 - known);
      }
    }
    if (supported == 0) {
      return Optional.empty();
    }
    double difference = sum / supported;
    double between = 0;
    for (Stratum t : strata) {
      if (t.first() > 0 && t.second() > 0) {
        between += weight(t, mix) / supported * Math.pow(rate(t) - difference, 2);
      }
    }
    double plain = variance / (supported * supported);
    return Optional.of(
        new StandardisedDifference(
            difference,
            plain,
            plain + between / units,
            pooled[0] / pooled[1] - pooled[2] / pooled[3],
            1 - supported / all,
            (sum + lowest) / all,
            (sum + highest) / all));
  }

  /**
   * Crude less standardised: how much of the crude difference is that the arms hold other strata.
   * It equals sum (n1k/n1 - v_k) p1k - sum (n0k/n0 - v_k) p0k.
   */
  public double mixEffect() {
    return crude - difference;
  }

  public double standardError() {
    return Math.sqrt(variance);
  }

  /** By the normal, clipped to [-1, 1], with the strata as they are. */
  public Interval interval(double level) {
    double half = Normal.twoSidedCritical(level) * standardError();
    return new Interval(
        Math.max(-1, difference - half),
        Math.min(1, difference + half),
        level,
        IntervalMethod.NORMAL);
  }

  private static double weight(Stratum t, Mix mix) {
    return switch (mix) {
      case EVERYONE -> t.total();
      case FIRST_ARM -> t.first();
    };
  }

  private static double rate(Stratum t) {
    return (t.a() * t.second() - t.c() * t.first()) / (t.first() * t.second());
  }

  private static double varianceOf(Stratum t) {
    double n1 = t.first();
    double n0 = t.second();
    return t.a() / n1 * (t.b() / n1) / n1 + t.c() / n0 * (t.d() / n0) / n0;
  }
}
