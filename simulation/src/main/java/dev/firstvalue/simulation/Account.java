package dev.firstvalue.simulation;

import dev.firstvalue.definition.event.Micros;

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
    for (int member = 0; member < members; member++) {
      long signedUp = member == 0 ? founded : founded + draws.between(1, Schedule.JOINING);
      Draws own = draws.split();
      if (signedUp < END) {
        joined++;
        new User(
                before + joined,
                id,
                signedUp,
                UserRows.Kind.NEWCOMER,
                member == 0 ? members - 1 : 0,
                own)
            .simulate(rows);
      }
    }
    return joined;
  }
}
