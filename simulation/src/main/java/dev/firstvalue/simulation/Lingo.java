package dev.firstvalue.simulation;

import java.time.Instant;

/**
 * Lingo, a language school with planted truth.
 *
 * <p>Users sign up from {@link #start()} to {@link #end()}, in accounts of one to six, and half of
 * them are shown a checklist. How much they want to learn, which no event shows, drives both how
 * many lessons they do in the first week and whether they do one from day 7 to day 30; the third
 * different lesson of at least 30 seconds adds to the latter by itself. Three members who learn add
 * to whether their account is renewed, and a teacher who had a class creates another.
 *
 * <p>The events are {@code signed_up} (plan, role, source, email), {@code app_opened}, {@code
 * placement_finished}, {@code lesson_started} (lesson_id), {@code lesson_completed} (lesson_id,
 * seconds, score, is_test), {@code class_created}, {@code account_deleted}, {@code
 * subscription_started}, {@code teammate_invited}, {@code report_viewed} and {@code
 * account_renewed}. Planted besides: staff with addresses {@code @lingo.example}, users with {@code
 * source} {@code import}, rows with {@code is_test}, rows delivered twice with one id, lessons cut
 * short, repeated or with {@code seconds} that read as nothing, users who were there before they
 * signed up, and users shown both arms.
 */
public final class Lingo {
  /** The experiment's name in the log of exposures. */
  public static final String EXPERIMENT = "onboarding-checklist";

  private Lingo() {}

  /** The first instant at which somebody signs up. */
  public static Instant start() {
    return Schedule.START;
  }

  /** The end of the log, exclusive; it does not depend on the current date. */
  public static Instant end() {
    return Schedule.END;
  }

  /** What a right analysis finds. */
  public static Truth truth() {
    return LingoTruth.truth();
  }

  /**
   * Rows and truth together.
   *
   * @param entities how many users sign up, at least 1
   */
  public static Simulation simulation(int entities, long seed) {
    return new LingoSimulation(entities, seed);
  }

  /**
   * Hands over the rows of users, user by user in the order of time; equal arguments give equal
   * rows.
   *
   * @param entities how many users sign up, at least 1
   */
  public static void simulate(int entities, long seed, Rows rows) {
    if (entities < 1) {
      throw new IllegalArgumentException("entities: " + entities + " (expected: at least 1)");
    }
    Draws draws = Draws.of(seed);
    int users = 0;
    for (int account = 1; users < entities; account++) {
      users += new Account(account, draws.split()).simulate(users, entities - users, rows);
    }
  }
}
