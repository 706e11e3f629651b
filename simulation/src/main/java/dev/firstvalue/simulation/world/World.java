package dev.firstvalue.simulation.world;

import dev.firstvalue.simulation.Draws;
import dev.firstvalue.simulation.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A world with its options. People sign up for eight weeks, do things in their first week, and come
 * back from day 7 to day 30 or never; who shares {@link #THRESHOLD} notes within a week has reached
 * value.
 *
 * @param drift whether the second half of those who sign up share notes less often, by {@link
 *     #DRIFT}, and gain nothing by value
 * @param immature the share of those who sign up whom the log ends too early to have watched for 30
 *     days, 0 to 0.5
 */
public record World(NamedWorld name, boolean drift, double immature) {
  /** So many notes shared in the first week are value. */
  public static final int THRESHOLD = 2;

  /** What value adds to the probability of staying in {@link NamedWorld#EFFECT}. */
  public static final double EFFECT = 0.1;

  /** By what the share of notes shared is multiplied once drift has come. */
  public static final double DRIFT = 0.6;

  /** Only half of those who sign up can be immature in a log that holds them all. */
  public static final double MOST_IMMATURE = 0.5;

  public World {
    if (!(immature >= 0 && immature <= MOST_IMMATURE)) {
      throw new IllegalArgumentException("immature: " + immature + " (expected: 0 to 0.5)");
    }
  }

  /** A world without drift in which everybody is mature. */
  public static World of(NamedWorld name) {
    return new World(name, false, 0);
  }

  /** The first instant at which somebody signs up. */
  public static Instant start() {
    return Calendar.START;
  }

  /** The end of the log, exclusive, to be given as the watermark. */
  public Instant end() {
    Instant last = Calendar.START.plus(Calendar.PERIOD);
    return immature == 0
        ? last.plus(Duration.ofDays(32))
        : last.plus(Duration.ofDays(30))
            .minusSeconds(Math.round(immature * Calendar.PERIOD.toSeconds()));
  }

  /** What is true of this world, computed from its probabilities and not from rows. */
  public WorldTruth truth() {
    return new TruthSums(this).truth();
  }

  /**
   * Hands over the rows of everybody, one after the other in the order of time; equal arguments
   * give equal rows.
   *
   * @param entities how many sign up, at least 1
   */
  public void simulate(int entities, long seed, Rows rows) {
    Lives lives = new Lives(this);
    Draws draws = draws(entities, seed);
    for (int number = 1; number <= entities; number++) {
      lives.next(draws.split()).write("u" + number, rows);
    }
  }

  /**
   * Hands over what the rows of everybody come to, in the order of the rows and from the same draws
   * as {@link #simulate}, in a fraction of the time.
   *
   * @param entities how many sign up, at least 1
   */
  public void members(int entities, long seed, Consumer<Member> members) {
    Lives lives = new Lives(this);
    Draws draws = draws(entities, seed);
    for (int number = 1; number <= entities; number++) {
      members.accept(lives.next(draws.split()));
    }
  }

  private static Draws draws(int entities, long seed) {
    if (entities < 1) {
      throw new IllegalArgumentException("entities: " + entities + " (expected: at least 1)");
    }
    return Draws.of(seed);
  }
}
