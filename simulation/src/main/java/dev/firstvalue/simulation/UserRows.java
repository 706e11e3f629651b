package dev.firstvalue.simulation;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one user, gathered and then handed over in the order of time. */
final class UserRows {
  private static final long END = Micros.of(Schedule.END);

  /** Why a user is there. */
  enum Kind {
    NEWCOMER,
    STAFF,
    IMPORTED
  }

  private final String user;
  private final String account;
  private final long signedUp;
  private final List<Event> events = new ArrayList<>();
  private final List<Exposure> exposures = new ArrayList<>();
  private long last;

  UserRows(String user, String account, long signedUp) {
    this.user = user;
    this.account = account;
    this.signedUp = signedUp;
  }

  /** Adds an event, so long after sign-up. */
  void add(long after, String name, Map<String, String> properties) {
    add(after, name, account, properties);
  }

  /** Adds an event from before the user had an account. */
  void addAnonymous(long before, String name) {
    add(-before, name, null, Map.of());
  }

  void expose(long after, Arm arm) {
    exposures.add(new Exposure(signedUp + after, Lingo.EXPERIMENT, arm.word(), user, account));
  }

  /** How long after sign-up the latest event is that was added. */
  long last() {
    return last;
  }

  /** Hands over what comes before the end of the log, some of it twice. */
  void deliver(Draws draws, Rows rows) {
    events.sort(Comparator.comparingLong(Event::timestamp));
    for (Event event : events) {
      boolean copied = draws.happens(Habits.COPIED);
      if (event.timestamp() < END) {
        rows.event(event);
        if (copied) {
          rows.event(event);
        }
      }
    }
    exposures.stream().filter(one -> one.timestamp() < END).forEach(rows::exposure);
  }

  private void add(
      long after, String name, @Nullable String account, Map<String, String> properties) {
    last = Math.max(last, after);
    String id = user + "-" + events.size();
    events.add(new Event(signedUp + after, name, id, user, account, properties));
  }
}
