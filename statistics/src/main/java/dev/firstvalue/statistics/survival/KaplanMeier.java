package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The Kaplan-Meier (1958) estimate S(t) of the share still without the event after time t.
 *
 * <p>S(t) is the product over event times of (1 - d/n), its variance Greenwood's S² sum d/(n(n-d)),
 * its interval log-log: S^exp(±z s), s² = sum d/(n(n-d)) / (log S)². Units censored at a time are
 * at risk at it. Valid when being censored says nothing about the event to come. The log-log
 * interval does not exist while S is 1 or once it is 0.
 */
public final class KaplanMeier {

  /** Rounding in a long product must not hide that the curve is flat exactly at a quantile. */
  private static final double SAME = 1e-11;

  private final List<Step> steps;
  private final long units;
  private final double lastTime;
  private final double degreesOfFreedom;

  private KaplanMeier(List<Step> steps, long units, double lastTime, double degreesOfFreedom) {
    this.steps = List.copyOf(steps);
    this.units = units;
    this.lastTime = lastTime;
    this.degreesOfFreedom = degreesOfFreedom;
  }

  /**
   * One event time of the curve.
   *
   * @param time when the events came
   * @param atRisk units watched and without the event just before
   * @param events how many had it at this time, at least 1
   * @param survival S just after
   * @param logVariance of log S: the sum of d/(n(n-d)) up to and with this time, or what was given
   *     in its place; infinite once S is 0
   */
  public record Step(double time, long atRisk, long events, double survival, double logVariance) {}

  /**
   * A quantile of the time to the event.
   *
   * @param time when the curve reaches it; absent: not reached while anyone was watched
   * @param low when the lower confidence curve does; absent: not reached
   * @param high when the upper one does; absent: unbounded above
   */
  public record Quantile(OptionalDouble time, OptionalDouble low, OptionalDouble high) {}

  /**
   * Fits the curve.
   *
   * @param counts in any order, times may repeat; at least one unit in all
   */
  public static KaplanMeier of(List<TimeCount> counts) {
    TreeMap<Double, TimeCount> byTime = new TreeMap<>();
    for (TimeCount count : counts) {
      byTime.merge(count.time(), count, KaplanMeier::sum);
    }
    long units = byTime.values().stream().mapToLong(c -> c.events() + c.censored()).sum();
    Check.atLeast("units", units, 1);
    List<Step> steps = new ArrayList<>();
    long atRisk = units;
    double survival = 1;
    double greenwood = 0;
    double last = 0;
    for (TimeCount count : byTime.values()) {
      long events = count.events();
      if (events > 0) {
        long left = atRisk - events;
        survival *= (double) left / atRisk;
        greenwood += left == 0 ? Double.POSITIVE_INFINITY : events / ((double) atRisk * left);
        steps.add(new Step(count.time(), atRisk, events, survival, greenwood));
      }
      if (events + count.censored() > 0) {
        last = count.time();
      }
      atRisk -= events + count.censored();
    }
    return new KaplanMeier(steps, units, last, Double.POSITIVE_INFINITY);
  }

  /**
   * The same curve with intervals by other errors.
   *
   * @param logVariances of log S at each step
   * @param degrees of freedom of t, which takes the place of z
   */
  KaplanMeier withErrors(double[] logVariances, double degrees) {
    List<Step> others = new ArrayList<>();
    for (int i = 0; i < logVariances.length; i++) {
      Step step = steps.get(i);
      others.add(
          new Step(step.time(), step.atRisk(), step.events(), step.survival(), logVariances[i]));
    }
    return new KaplanMeier(others, units, lastTime, degrees);
  }

  private static TimeCount sum(TimeCount one, TimeCount two) {
    return new TimeCount(
        one.time(),
        Math.addExact(one.events(), two.events()),
        Math.addExact(one.censored(), two.censored()));
  }

  public List<Step> steps() {
    return steps;
  }

  /** How many units entered. */
  public long units() {
    return units;
  }

  /** How many had the event. */
  public long events() {
    return steps.stream().mapToLong(Step::events).sum();
  }

  /** The longest time anyone was watched; nothing is known beyond it. */
  public double lastTime() {
    return lastTime;
  }

  /** S(t), the last known value beyond {@link #lastTime}. */
  public double survivalAt(double time) {
    Step step = stepAt(time);
    return step == null ? 1 : step.survival();
  }

  /** The log-log interval of S(t); empty while S is 1 and once it is 0. */
  public Optional<Interval> intervalAt(double time, double level) {
    double z = critical(level);
    Step step = stepAt(time);
    if (step == null || step.survival() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(
            logLog(step, z), logLog(step, -z), level, IntervalMethod.KAPLAN_MEIER_LOG_LOG));
  }

  public Quantile median(double level) {
    return quantile(0.5, level);
  }

  /**
   * When the share with the event reaches {@code probability}, with the interval that inverts the
   * log-log limits. Where the curve runs flat exactly at the quantile, the middle of that stretch
   * (as in R's {@code survfit}).
   */
  public Quantile quantile(double probability, double level) {
    double target = 1 - Check.openUnit("probability", probability);
    double z = critical(level);
    return new Quantile(
        reaches(target, Step::survival),
        reaches(target, step -> step.survival() == 0 ? Double.NaN : logLog(step, z)),
        reaches(target, step -> step.survival() == 0 ? Double.NaN : logLog(step, -z)));
  }

  /**
   * Mean time to the event when every unit is watched to the horizon at most: the area under S up
   * to it. Its variance is sum over event times t of (area of S from t to the horizon)² d/(n(n-d)).
   *
   * @param horizon above 0 and at most {@link #lastTime}, unless S has come down to 0 by then
   */
  public RestrictedMean restrictedMean(double horizon) {
    Check.positive("horizon", horizon);
    if (horizon > lastTime && survivalAt(lastTime) > 0) {
      throw Check.refused("horizon", horizon, "at most the longest time watched, " + lastTime);
    }
    double area = 0;
    double variance = 0;
    double until = horizon;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step.time() >= horizon) {
        continue;
      }
      area += step.survival() * (until - step.time());
      until = step.time();
      long left = step.atRisk() - step.events();
      variance += left == 0 ? 0 : area * area * step.events() / ((double) step.atRisk() * left);
    }
    return new RestrictedMean(area + until, variance, horizon);
  }

  /**
   * A mean time up to a horizon.
   *
   * @param mean between 0 and the horizon, in the unit of the times
   * @param variance of the mean
   * @param horizon up to which the area was taken
   */
  public record RestrictedMean(double mean, double variance, double horizon) {
    public double standardError() {
      return Math.sqrt(variance);
    }
  }

  private double critical(double level) {
    return Double.isInfinite(degreesOfFreedom)
        ? Normal.twoSidedCritical(level)
        : StudentT.twoSidedCritical(level, degreesOfFreedom);
  }

  private OptionalDouble reaches(double target, ToDoubleFunction<Step> curve) {
    for (int i = 0; i < steps.size(); i++) {
      double value = curve.applyAsDouble(steps.get(i));
      if (value <= target + SAME) {
        double time = steps.get(i).time();
        boolean flatAtTarget = Math.abs(value - target) < SAME && i + 1 < steps.size();
        return OptionalDouble.of(flatAtTarget ? (time + steps.get(i + 1).time()) / 2 : time);
      }
    }
    return OptionalDouble.empty();
  }

  private static double logLog(Step step, double z) {
    double log = Math.log(step.survival());
    return Math.exp(log * Math.exp(-z * Math.sqrt(step.logVariance()) / log));
  }

  /** The last event time at or before {@code time}; null before the first. */
  private @Nullable Step stepAt(double time) {
    Check.notNegative("time", time);
    int low = 0;
    int high = steps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle).time() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : steps.get(low - 1);
  }
}
