package dev.firstvalue.validator.time;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.survival.ClusterTimes;
import dev.firstvalue.statistics.survival.ClusteredKaplanMeier;
import dev.firstvalue.statistics.survival.KaplanMeier;
import dev.firstvalue.statistics.survival.TimeCount;
import dev.firstvalue.validation.v1.DurationInterval;
import dev.firstvalue.validation.v1.RestrictedMean;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The share still without value by time, its intervals over accounts where entities share some;
 * none with too few accounts.
 */
public final class ValueCurve {
  private final KaplanMeier curve;
  private final OptionalInt clusters;
  private final Optional<ClusteredKaplanMeier> accounts;
  private final double level;

  /**
   * Fits the curve.
   *
   * @param entered everybody, at least one
   * @param accounts the same by account; empty where users have none
   */
  public ValueCurve(List<TimeCount> entered, List<ClusterTimes> accounts, double level) {
    curve = KaplanMeier.of(entered);
    boolean shared = accounts.stream().anyMatch(account -> account.size() > 1);
    clusters =
        shared
            ? OptionalInt.of(
                Math.toIntExact(accounts.stream().mapToLong(ClusterTimes::clusters).sum()))
            : OptionalInt.empty();
    this.accounts = shared ? ClusteredKaplanMeier.of(accounts) : Optional.empty();
    this.level = level;
  }

  KaplanMeier curve() {
    return curve;
  }

  /** Over how many accounts the intervals are; empty where none holds more than one entity. */
  OptionalInt clusters() {
    return clusters;
  }

  /** Whether there are so few accounts that no interval holds. */
  boolean hasTooFewAccounts() {
    return clusters.isPresent() && accounts.isEmpty();
  }

  /** Of the share still without value; empty while it is 1 and once it is 0. */
  Optional<Interval> intervalAt(double seconds) {
    return clusters.isEmpty()
        ? curve.intervalAt(seconds, level)
        : accounts.flatMap(over -> over.intervalAt(seconds, level));
  }

  /** When half have reached value; empty where they have not. */
  public OptionalDouble median() {
    return curve.median(level).time();
  }

  /** Of the median; empty where neither limit is reached. */
  public Optional<DurationInterval> medianInterval() {
    if (hasTooFewAccounts()) {
      return Optional.empty();
    }
    KaplanMeier.Quantile median =
        accounts.map(over -> over.median(level)).orElseGet(() -> curve.median(level));
    if (median.low().isEmpty() && median.high().isEmpty()) {
      return Optional.empty();
    }
    IntervalMethod method =
        clusters.isEmpty()
            ? IntervalMethod.KAPLAN_MEIER_LOG_LOG
            : IntervalMethod.KAPLAN_MEIER_LOG_LOG_CLUSTERS;
    DurationInterval.Builder interval =
        DurationInterval.newBuilder().setLevel(level).setMethod(method.name());
    median.low().ifPresent(seconds -> interval.setLow(TimesToValue.duration(seconds)));
    median.high().ifPresent(seconds -> interval.setHigh(TimesToValue.duration(seconds)));
    return Optional.of(interval.build());
  }

  /** The mean time without value; nothing when nobody was watched for a second. */
  Optional<RestrictedMean> restrictedMean(Duration window) {
    double horizon = TimesToValue.horizon(curve, window);
    if (horizon <= 0) {
      return Optional.empty();
    }
    KaplanMeier.RestrictedMean mean = curve.restrictedMean(horizon);
    Optional<Interval> interval =
        clusters.isEmpty()
            ? Optional.of(normal(mean))
            : accounts.map(over -> over.restrictedMean(horizon).interval(mean.mean(), level));
    // Where all times are equal, or nobody reached value, nothing tells how far they spread.
    return Optional.of(
        TimesToValue.restrictedMean(
            mean.mean(),
            interval
                .filter(limits -> limits.low() < limits.high())
                .map(limits -> inside(limits, horizon)),
            horizon));
  }

  private Interval normal(KaplanMeier.RestrictedMean mean) {
    double half = Normal.twoSidedCritical(level) * mean.standardError();
    return new Interval(mean.mean() - half, mean.mean() + half, level, IntervalMethod.NORMAL);
  }

  private static Interval inside(Interval limits, double horizon) {
    return new Interval(
        Math.max(0, limits.low()),
        Math.min(horizon, limits.high()),
        limits.level(),
        limits.method());
  }
}
