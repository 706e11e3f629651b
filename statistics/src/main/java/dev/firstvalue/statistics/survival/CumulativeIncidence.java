package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The share that has had an event by time t when another event, such as closing the account, can
 * end the wait for good (Aalen and Johansen 1978): sum of S(t-) d1/n, with the delta-method
 * variance of Marubini and Valsecchi 1995 and limits on log(-log(1-F)). Without competing events it
 * is 1 - S of {@link KaplanMeier}, variance and limits included. One minus Kaplan-Meier with such
 * leavers censored would overstate the share.
 */
public final class CumulativeIncidence {

  private final List<Step> steps;

  private CumulativeIncidence(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * What happened at one time.
   *
   * @param time since each unit's own origin, 0 or more
   * @param events of the kind of interest
   * @param competing events that end the wait
   * @param censored last seen then; at risk at it
   */
  public record Count(double time, long events, long competing, long censored) {
    public Count {
      Check.notNegative("time", time);
      Check.count("events", events);
      Check.count("competing", competing);
      Check.count("censored", censored);
    }

    private Count with(Count other) {
      return new Count(
          time,
          Math.addExact(events, other.events),
          Math.addExact(competing, other.competing),
          Math.addExact(censored, other.censored));
    }
  }

  private record Step(
      double time, double atRisk, double events, double all, double before, double share) {}

  /** Fits the curve of counts in any order; times may repeat. */
  public static CumulativeIncidence of(List<Count> counts) {
    TreeMap<Double, Count> byTime = new TreeMap<>();
    counts.forEach(count -> byTime.merge(count.time(), count, Count::with));
    double atRisk = 0;
    for (Count count : byTime.values()) {
      atRisk += (double) count.events() + count.competing() + count.censored();
    }
    Check.atLeast("units", (long) atRisk, 1);
    List<Step> steps = new ArrayList<>();
    double survival = 1;
    double share = 0;
    for (Count count : byTime.values()) {
      double all = (double) count.events() + count.competing();
      if (all > 0) {
        share += survival * count.events() / atRisk;
        steps.add(new Step(count.time(), atRisk, count.events(), all, survival, share));
        survival *= (atRisk - all) / atRisk;
      }
      atRisk -= all + count.censored();
    }
    return new CumulativeIncidence(steps);
  }

  /** The share by time t, between 0 and 1. */
  public double at(double time) {
    double share = 0;
    for (Step step : steps) {
      if (step.time() <= time) {
        share = step.share();
      }
    }
    return share;
  }

  /** Standard error of {@link #at}. */
  public double standardErrorAt(double time) {
    double end = at(Check.notNegative("time", time));
    double variance = 0;
    for (Step step : steps) {
      if (step.time() > time) {
        break;
      }
      double n = step.atRisk();
      double rest = end - step.share();
      if (rest > 0) {
        variance += rest * rest * step.all() / (n * (n - step.all()));
      }
      double hazard = step.events() / n;
      variance += step.before() * step.before() * (1 - hazard) * hazard / n;
      variance -= 2 * rest * step.before() * hazard / n;
    }
    return Math.sqrt(Math.max(0, variance));
  }

  /** Limits on log(-log(1-F)); empty while F is 0 and once it is 1. */
  public Optional<Interval> intervalAt(double time, double level) {
    double share = at(Check.notNegative("time", time));
    if (share == 0 || share >= 1) {
      return Optional.empty();
    }
    double log = Math.log1p(-share);
    double spread = Normal.twoSidedCritical(level) * standardErrorAt(time) / ((1 - share) * -log);
    return Optional.of(
        new Interval(
            -Math.expm1(log * Math.exp(-spread)),
            -Math.expm1(log * Math.exp(spread)),
            level,
            IntervalMethod.KAPLAN_MEIER_LOG_LOG));
  }
}
