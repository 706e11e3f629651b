package dev.firstvalue.experiment.trust;

import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.v1.DailyExposures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Groups of entities that were randomised as one, such as accounts: each is one unit in every check
 * of the assignment. Their members came into an arm together, so that counts of members differ
 * between sound arms by far more than counts of units assigned one by one.
 *
 * <p>Rows are of folds with a value and then the group as own keys.
 */
final class RandomisedGroups {
  /** A group in the arm that its entities were exposed to; in another arm it is another one. */
  private record Group(String arm, String name) {}

  private final List<String> arms;

  /** The groups that are in one of these arms. */
  RandomisedGroups(List<String> arms) {
    this.arms = arms;
  }

  /** By value: how many groups of each arm have an entity of it. */
  SortedMap<String, long[]> holding(List<Row> rows) {
    SortedMap<String, long[]> cells = new TreeMap<>();
    Map<String, Set<Group>> seen = new HashMap<>();
    for (Row row : rows) {
      if (seen.computeIfAbsent(row.text(0), value -> new HashSet<>()).add(group(row))) {
        count(cells, row.text(0), group(row));
      }
    }
    return cells;
  }

  /**
   * By value: the groups of each arm most of whose entities have it, so that each counts once; of
   * several that are equally common the first by name.
   */
  SortedMap<String, long[]> mostly(List<Row> rows) {
    Map<Group, SortedMap<String, Long>> members = new HashMap<>();
    for (Row row : rows) {
      members
          .computeIfAbsent(group(row), any -> new TreeMap<>())
          .merge(row.text(0), row.row().count(), Long::sum);
    }
    SortedMap<String, long[]> cells = new TreeMap<>();
    members.forEach(
        (group, values) -> {
          long most = values.values().stream().mapToLong(Long::longValue).max().orElseThrow();
          values.entrySet().stream()
              .filter(value -> value.getValue() == most)
              .findFirst()
              .ifPresent(value -> count(cells, value.getKey(), group));
        });
    return cells;
  }

  /** How many groups of each arm had their first exposure on a day, which is the rows' value. */
  List<DailyExposures> firstDays(List<Row> rows) {
    Map<Group, String> first = new HashMap<>();
    for (Row row : rows) {
      first.merge(group(row), row.text(0), (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
    SortedMap<String, long[]> byDay = new TreeMap<>();
    first.forEach((group, day) -> count(byDay, day, group));
    List<DailyExposures> daily = new ArrayList<>();
    byDay.forEach(
        (day, counts) -> {
          for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
              daily.add(
                  DailyExposures.newBuilder()
                      .setDay(day)
                      .setArm(arms.get(i))
                      .setExposed(Math.toIntExact(counts[i]))
                      .build());
            }
          }
        });
    return daily;
  }

  private void count(Map<String, long[]> cells, String value, Group group) {
    cells.computeIfAbsent(value, any -> new long[arms.size()])[arms.indexOf(group.arm())]++;
  }

  private static Group group(Row row) {
    return new Group(String.valueOf(row.arm()), row.text(1));
  }
}
