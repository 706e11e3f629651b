package dev.firstvalue.validator.ladder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ladder asks of one outcome-mature entity.
 *
 * @param known values known at time zero, in the order of the covariates; null is unknown
 * @param account the account that it belongs to; null for none, and where entities are accounts
 * @param days events of any name on each day of the window that has some, the value event's own
 *     included; days from 0, counts from 1
 * @param reachedOn the day on which it reached value inside the window; empty if it did not
 * @param alive did something else at the end of the window
 * @param retained has the outcome
 */
public record Unit(
    List<@Nullable String> known,
    @Nullable String account,
    SortedMap<Integer, Integer> days,
    OptionalInt reachedOn,
    boolean alive,
    boolean retained) {

  public Unit {
    known = Collections.unmodifiableList(new ArrayList<>(known));
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    for (Map.Entry<Integer, Integer> day : days.entrySet()) {
      if (day.getKey() < 0 || day.getValue() < 1) {
        throw new IllegalArgumentException(
            "days: " + days + " (expected: days from 0, each with 1 event or more)");
      }
    }
  }

  boolean reached() {
    return reachedOn.isPresent();
  }

  int volume() {
    return days.values().stream().mapToInt(Integer::intValue).reduce(0, Math::addExact);
  }
}
