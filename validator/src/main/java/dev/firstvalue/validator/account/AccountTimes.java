package dev.firstvalue.validator.account;

import dev.firstvalue.statistics.survival.ClusterTimes;
import dev.firstvalue.statistics.survival.ClusteredLogRank.ArmTime;
import dev.firstvalue.statistics.survival.TimeCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Times to first value of everyone who entered, with their accounts. The order in which entities
 * are added makes no difference to any figure.
 */
public final class AccountTimes {
  private static final Comparator<Stay> IN_ORDER =
      Comparator.comparing(Stay::week)
          .thenComparingLong(Stay::seconds)
          .thenComparing(Stay::reached)
          .thenComparingLong(Stay::entities);

  private final SortedMap<String, List<Stay>> accounts = new TreeMap<>();
  private final SortedMap<Stay, Long> alone = new TreeMap<>(IN_ORDER);

  private record Stay(String week, long seconds, boolean reached, long entities) {}

  /** Takes clusters, those that are alike together. */
  @FunctionalInterface
  public interface Clusters {
    /** So many clusters, each of just these entities. */
    void add(List<ArmTime> entities, long clusters);
  }

  /**
   * Adds so many entities of one account; without an account each is a cluster of its own.
   *
   * @param week of time zero
   * @param seconds to first value, or for who has not reached it until the watching ended
   */
  public void add(
      @Nullable String account, String week, long seconds, boolean reached, long entities) {
    if (account == null) {
      alone.merge(new Stay(week, seconds, reached, 1), entities, Long::sum);
    } else {
      accounts
          .computeIfAbsent(account, any -> new ArrayList<>())
          .add(new Stay(week, seconds, reached, entities));
    }
  }

  /**
   * Hands over the clusters that have entities in some weeks.
   *
   * @param arms a week's arm, below 0 for one that is left out
   * @param unit times are rounded down to
   */
  public void each(ToIntFunction<String> arms, Duration unit, Clusters clusters) {
    for (List<Stay> stays : accounts.values()) {
      List<ArmTime> entities = new ArrayList<>();
      stays.stream()
          .filter(stay -> arms.applyAsInt(stay.week()) >= 0)
          .sorted(IN_ORDER)
          .forEach(stay -> entities.add(entity(stay, arms, unit)));
      if (!entities.isEmpty()) {
        clusters.add(entities, 1);
      }
    }
    for (Map.Entry<Stay, Long> stay : alone.entrySet()) {
      if (arms.applyAsInt(stay.getKey().week()) >= 0) {
        clusters.add(List.of(entity(stay.getKey(), arms, unit)), stay.getValue());
      }
    }
  }

  /** The clusters of some weeks, whichever arm those are. */
  public List<ClusterTimes> clusters(ToIntFunction<String> arms, Duration unit) {
    List<ClusterTimes> found = new ArrayList<>();
    each(
        arms,
        unit,
        (entities, clusters) ->
            found.add(new ClusterTimes(entities.stream().map(ArmTime::units).toList(), clusters)));
    return found;
  }

  private static ArmTime entity(Stay stay, ToIntFunction<String> arms, Duration unit) {
    double time = (double) (stay.seconds() - stay.seconds() % unit.toSeconds());
    return new ArmTime(
        arms.applyAsInt(stay.week()),
        new TimeCount(
            time, stay.reached() ? stay.entities() : 0, stay.reached() ? 0 : stay.entities()));
  }
}
