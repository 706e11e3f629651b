package dev.firstvalue.simulation;

import java.util.Map;

/** The lessons of one user: those that count, and beside them some that only look like it. */
final class Lessons {
  /** How long a lesson has to last to be a real one, and how long it can. */
  private static final long REAL_SECONDS = 30;

  private static final long MOST_SECONDS = 600;

  private final Draws draws;
  private final UserRows rows;

  Lessons(Draws draws, UserRows rows) {
    this.draws = draws;
    this.rows = rows;
  }

  /** The i-th lesson of the first week, different from all others. */
  void real(int i) {
    String lesson = "l" + i;
    long at = Schedule.lesson(draws.uniform());
    long seconds = draws.between(REAL_SECONDS, MOST_SECONDS);
    rows.add(at - seconds * Schedule.SECOND, "lesson_started", Map.of("lesson_id", lesson));
    completed(at, lesson, Long.toString(seconds));
    if (draws.happens(Habits.REPEATED)) {
      completed(draws.between(at, Schedule.WEEK), lesson, Long.toString(seconds));
    }
    if (draws.happens(Habits.CUT_SHORT)) {
      completed(anywhere(), "s" + i, Long.toString(draws.between(1, REAL_SECONDS)));
    }
    if (draws.happens(Habits.UNTIMED)) {
      completed(anywhere(), "x" + i, "n/a");
    }
    if (draws.happens(Habits.TESTED)) {
      rows.add(
          anywhere(),
          "lesson_completed",
          Map.of("lesson_id", "t" + i, "seconds", "60", "score", "1.000", "is_test", "true"));
    }
  }

  /** A lesson after the first week. */
  void later(long at) {
    completed(
        at, "l" + draws.between(1, 40), Long.toString(draws.between(REAL_SECONDS, MOST_SECONDS)));
  }

  private long anywhere() {
    return draws.between(Schedule.SETTLED, Schedule.WEEK);
  }

  private void completed(long at, String lesson, String seconds) {
    String score = "0." + Long.toString(1000 + draws.between(0, 1000)).substring(1);
    rows.add(
        at, "lesson_completed", Map.of("lesson_id", lesson, "seconds", seconds, "score", score));
  }
}
