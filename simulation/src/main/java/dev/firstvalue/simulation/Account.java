package dev.firstvalue.simulation;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import java.util.Map;

/** One account and its members, who decide for themselves. */
final class Account {
  private static final long START = Micros.of(Schedule.START);
  private static final long END = Micros.of(Schedule.END);

  private final String id;
  private final Draws draws;

  Account(int number, Draws draws) {
    this.id = "a" + number;
    this.draws = draws;
  }

  /**
   * Simulates the members.
   *
   * @param before how many users there are already
   * @param most how many there may be
   * @return how many there are
   */
  int simulate(int before, int most, Rows rows) {
    long founded = draws.between(START, END);
    if (draws.happens(Habits.STAFF)) {
      new User(before + 1, id, founded, UserRows.Kind.STAFF, 0, draws.split()).simulate(rows);
      return 1;
    }
    if (draws.happens(Habits.IMPORTED)) {
      new User(before + 1, id, founded, UserRows.Kind.IMPORTED, 0, draws.split()).simulate(rows);
      return 1;
    }
    int members = Math.min(draws.index(Habits.MEMBERS) + 1, most);
    int joined = 0;
    int learners = 0;
    for (int member = 0; member < members; member++) {
      long signedUp = member == 0 ? founded : founded + draws.between(1, Schedule.JOINING);
      Draws own = draws.split();
      if (signedUp < END) {
        joined++;
        User user =
            new User(
                before + joined,
                id,
                signedUp,
                UserRows.Kind.NEWCOMER,
                member == 0 ? members - 1 : 0,
                own);
        learners += user.simulate(rows) ? 1 : 0;
      }
    }
    renew("u" + (before + 1), founded, learners, rows);
    return joined;
  }

  /** Who founded the account may renew it, likelier where a team of it learns. */
  private void renew(String founder, long founded, int learners, Rows rows) {
    boolean renews =
        draws.happens(learners >= Habits.TEAM ? Habits.RENEWS_IF_TEAM_LEARNS : Habits.RENEWS);
    long at = founded + draws.between(Schedule.RENEWAL_FROM, Schedule.MONTH_TO);
    if (renews && at < END) {
      rows.event(new Event(at, "account_renewed", founder + "-renewal", founder, id, Map.of()));
    }
  }
}
