package dev.firstvalue.simulation.world;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.simulation.Rows;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one person did up to the end of the log, and what that comes to for the definition {@code
 * notes-shared}: days are spans of 24 hours from sign-up, volume counts every event, the sign-up
 * itself included.
 */
public final class Member {
  private static final int KIND_BITS = 4;
  private static final long KINDS = (1L << KIND_BITS) - 1;

  private final long signedUp;
  private final boolean pro;
  private final long end;
  private final long[] events;

  /**
   * Somebody.
   *
   * @param events packed, in the order of time, all before the end
   */
  Member(long signedUp, boolean pro, long end, long[] events) {
    this.signedUp = signedUp;
    this.pro = pro;
    this.end = end;
    this.events = events;
  }

  static long packed(long after, int kind) {
    return (after << KIND_BITS) | kind;
  }

  static long after(long event) {
    return event >> KIND_BITS;
  }

  /** When the sign-up was. */
  public Instant signedUp() {
    return Micros.instant(signedUp);
  }

  /** The plan that the sign-up shows: {@code pro} or {@code free}. */
  public String plan() {
    return pro ? "pro" : "free";
  }

  /** Whether the log holds 30 days of it. */
  public boolean mature() {
    return signedUp + Calendar.MONTH <= end;
  }

  /** When value was reached, in microseconds after sign-up; empty if not within the first week. */
  public OptionalLong reachedAfter() {
    OptionalLong ever = reachedEverAfter();
    return ever.isPresent() && ever.getAsLong() < Calendar.WEEK ? ever : OptionalLong.empty();
  }

  /** The same without a window: at any time up to the end of the log. */
  public OptionalLong reachedEverAfter() {
    int shared = 0;
    for (long event : events) {
      if (kind(event) == Activity.NOTE_SHARED && ++shared == World.THRESHOLD) {
        return OptionalLong.of(after(event));
      }
    }
    return OptionalLong.empty();
  }

  /** Whether value was reached in the first week. */
  public boolean reached() {
    return reachedAfter().isPresent();
  }

  /** Whether anything was done from day 7 to day 30. */
  public boolean retained() {
    for (long event : events) {
      if (after(event) >= Calendar.WEEK) {
        return after(event) < Calendar.MONTH;
      }
    }
    return false;
  }

  /** How many events there were in the first week, the sign-up included. */
  public int volume() {
    int volume = 1;
    for (long event : events) {
      if (after(event) >= Calendar.WEEK) {
        break;
      }
      volume++;
    }
    return volume;
  }

  /** The events of the first week by the day that they are on, days without events left out. */
  public SortedMap<Integer, Integer> days() {
    SortedMap<Integer, Integer> days = new TreeMap<>(Map.of(0, 1));
    for (long event : events) {
      if (after(event) >= Calendar.WEEK) {
        break;
      }
      days.merge((int) (after(event) / Calendar.DAY), 1, Integer::sum);
    }
    return days;
  }

  /**
   * How many events of one name there were on a day, 0 the first; {@code note_shared} and others.
   */
  public int volumeOn(int day, String event) {
    int volume = 0;
    for (long one : events) {
      if (after(one) / Calendar.DAY == day && kind(one).word().equals(event)) {
        volume++;
      }
    }
    return volume;
  }

  void write(String user, Rows rows) {
    rows.event(event(user, 0, 0, "signed_up", Map.of("plan", plan())));
    for (int i = 0; i < events.length; i++) {
      rows.event(event(user, i + 1, after(events[i]), kind(events[i]).word(), Map.of()));
    }
  }

  private Event event(
      String user, int index, long after, String name, Map<String, String> properties) {
    return new Event(signedUp + after, name, user + "-" + index, user, null, properties);
  }

  private static Activity kind(long event) {
    return Activity.at((int) (event & KINDS));
  }
}
