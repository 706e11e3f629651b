package dev.firstvalue.validator.drift;

import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.validation.v1.LiftTable;
import java.util.Optional;

/**
 * Entities by reached and retained; each count 0 or more. Without an outcome nobody is retained.
 */
record Table(long reachedRetained, long reachedLost, long otherRetained, long otherLost) {
  static final Table EMPTY = new Table(0, 0, 0, 0);

  /** So many entities that are alike. */
  static Table of(boolean reached, boolean retained, long count) {
    return new Table(
        reached && retained ? count : 0,
        reached && !retained ? count : 0,
        !reached && retained ? count : 0,
        !reached && !retained ? count : 0);
  }

  Table plus(Table other) {
    return new Table(
        reachedRetained + other.reachedRetained,
        reachedLost + other.reachedLost,
        otherRetained + other.otherRetained,
        otherLost + other.otherLost);
  }

  long reached() {
    return reachedRetained + reachedLost;
  }

  long others() {
    return otherRetained + otherLost;
  }

  long entities() {
    return reached() + others();
  }

  /** Reached, of all; nothing of nobody. */
  Optional<Proportion> reach() {
    return share(reached(), entities());
  }

  /** Retained, of those who reached value: the positive predictive value. */
  Optional<Proportion> retainedIfReached() {
    return share(reachedRetained, reached());
  }

  /** Retained, of those who did not. */
  Optional<Proportion> retainedIfNot() {
    return share(otherRetained, others());
  }

  /** The difference of the two shares; nothing where one has nobody. */
  Optional<Lift> lift() {
    return retainedIfReached()
        .flatMap(
            with ->
                retainedIfNot()
                    .map(
                        without ->
                            new Lift(with.minus(without), PooledZ.standardError(with, without))));
  }

  LiftTable message() {
    return LiftTable.newBuilder()
        .setReachedRetained(Math.toIntExact(reachedRetained))
        .setReachedLost(Math.toIntExact(reachedLost))
        .setOtherRetained(Math.toIntExact(otherRetained))
        .setOtherLost(Math.toIntExact(otherLost))
        .build();
  }

  private static Optional<Proportion> share(long some, long all) {
    return all == 0 ? Optional.empty() : Optional.of(new Proportion(some, all));
  }

  /**
   * A lift and its standard error.
   *
   * @param difference -1 to 1
   * @param standardError sqrt(p1 q1 / n1 + p0 q0 / n0), 0 or more
   */
  record Lift(double difference, double standardError) {}
}
