package dev.firstvalue.validator.time;

import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.survival.ClusteredLogRank;
import dev.firstvalue.statistics.survival.ClusteredLogRank.ArmTime;
import dev.firstvalue.statistics.survival.RestrictedMeanInfluence;
import dev.firstvalue.statistics.survival.TimeCount;
import dev.firstvalue.validator.account.AccountTimes;
import dev.firstvalue.validator.account.ClusterSums;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The accounts of the entities of some weeks: an account may have entities in several. */
final class WeekAccounts {
  private final AccountTimes times;
  private final Map<String, Integer> arms = new HashMap<>();
  private final Duration unit;
  private long entities;
  private long clusters;

  /**
   * The accounts of these weeks.
   *
   * @param weeks in order
   * @param unit times are rounded down to
   */
  WeekAccounts(AccountTimes times, List<String> weeks, Duration unit) {
    this.times = times;
    this.unit = unit;
    for (String week : weeks) {
      arms.put(week, arms.size());
    }
    each(
        (units, alike) -> {
          clusters += alike;
          for (ArmTime each : units) {
            entities += alike * (each.units().events() + each.units().censored());
          }
        });
  }

  /** How many there are; empty where none holds more than one entity of these weeks. */
  OptionalInt clusters() {
    return clusters < entities ? OptionalInt.of(Math.toIntExact(clusters)) : OptionalInt.empty();
  }

  /** Whether the curves of the weeks are one; empty with too few accounts. */
  Optional<ClusterHeterogeneity> oneCurve(List<List<TimeCount>> weeks) {
    ClusteredLogRank rank = new ClusteredLogRank(weeks);
    each(rank::add);
    return rank.test();
  }

  /**
   * The error of the restricted mean of the later weeks less that of the earlier; empty with too
   * few accounts.
   *
   * @param half how many weeks are the earlier ones
   */
  Optional<ClusterInfluence> errorOfLaterLessEarlier(
      List<TimeCount> earlier, List<TimeCount> later, int half, double horizon) {
    RestrictedMeanInfluence before = new RestrictedMeanInfluence(earlier, horizon);
    RestrictedMeanInfluence after = new RestrictedMeanInfluence(later, horizon);
    ClusterSums sums = new ClusterSums();
    each(
        (units, alike) -> {
          double sum = 0;
          for (ArmTime each : units) {
            sum += each.arm() < half ? -before.of(each.units()) : after.of(each.units());
          }
          sums.alone(sum, alike);
        });
    return sums.error(entities, 2);
  }

  private void each(AccountTimes.Clusters taker) {
    times.each(week -> arms.getOrDefault(week, -1), unit, taker);
  }
}
