package dev.firstvalue.definition.facts;

import java.time.Duration;
import java.time.Instant;

/**
 * A column by which entity facts are counted. Every key has one type: BOOL, INT or STRING; STRING
 * values may be null (unknown).
 */
public sealed interface FactKey {

  /** Whether every plan of a set says the same, because time zero and the start event decide. */
  default boolean isOfEveryPlan() {
    return switch (this) {
      case Excluded _, NewnessVerified _, Mature _, Week _, Day _, Part _, Account _ -> true;
      case SetAside _,
          Reached _,
          Milestone _,
          Retained _,
          Attribute _,
          Variant _,
          Elapsed _,
          Volume _,
          Days _,
          OtherActivity _,
          InPlan _,
          Arm _,
          SeveralArms _,
          QualifiedBefore _,
          InPeriod _,
          Held _,
          Amount _,
          Cluster _,
          StartsLater _,
          Past _,
          ExposedFrom _ ->
          false;
    };
  }

  /**
   * What one plan of a set says; it has the type of the key. Sets only, and there every key is one
   * of these unless it {@link #isOfEveryPlan()}.
   *
   * @param plan its number in the set, from 0 on
   */
  record InPlan(int plan, FactKey key) implements FactKey {
    public InPlan {
      if (plan < 0 || key instanceof InPlan) {
        throw new IllegalArgumentException(
            "key: " + key + " in plan " + plan + " (expected: a key of one plan, from 0 on)");
      }
    }
  }

  /** BOOL: out by the source's rule on entities. */
  record Excluded() implements FactKey {}

  /** BOOL: more of its events match a leaf than are counted. */
  record SetAside() implements FactKey {}

  /** BOOL: newness verified. */
  record NewnessVerified() implements FactKey {}

  /** BOOL: {@code t0 + after <= watermark}. */
  record Mature(Duration after) implements FactKey {}

  /** BOOL: qualified, and less than {@code within} after t0. */
  record Reached(Duration within) implements FactKey {}

  /** BOOL: the milestone of this index holds. */
  record Milestone(int index) implements FactKey {}

  /** BOOL: the outcome of this index holds. */
  record Retained(int index) implements FactKey {}

  /** STRING: the attribute of this index. */
  record Attribute(int index) implements FactKey {}

  /** INT: the index of the variant, -1 for the default. */
  record Variant() implements FactKey {}

  /** STRING: the Monday of the UTC week of t0, YYYY-MM-DD. */
  record Week() implements FactKey {}

  /** STRING: the UTC date of t0 (of the first exposure, for experiments), YYYY-MM-DD. */
  record Day() implements FactKey {}

  /**
   * INT: whole units from t0 to qualification or, for who has not qualified, to the end of the
   * window or the watermark, whichever is first.
   */
  record Elapsed(Duration unit) implements FactKey {}

  /** INT: the part of the entity, or of its account, in a split by hash. */
  record Part(HashSplit split) implements FactKey {}

  /** STRING: the account on the row of the start event; null for none. Definitions only. */
  record Account() implements FactKey {}

  /**
   * INT: how many events of any name the entity has in its window and before the watermark, by its
   * own column; copies of one event count once, excluded events not at all. Definitions only.
   */
  record Volume() implements FactKey {}

  /**
   * STRING: the events of {@link Volume} by the day after t0 on which they are, {@code day:events}
   * joined by spaces, days of 24 hours from 0 on, those without events left out. Definitions only.
   */
  record Days() implements FactKey {}

  /**
   * BOOL: one of the events of {@link Volume} lies in {@code [t0 + from, t0 + to)}, after t0, at
   * another instant than that of the value event. Definitions only.
   */
  record OtherActivity(Duration from, Duration to) implements FactKey {}

  /** STRING: the arm of the first exposure. Experiments only. */
  record Arm() implements FactKey {}

  /** BOOL: exposed to more than one arm. Experiments only. */
  record SeveralArms() implements FactKey {}

  /** BOOL: qualified before exposure. Experiments only. */
  record QualifiedBefore() implements FactKey {}

  /** BOOL: the first exposure lies in the experiment's period. Experiments only. */
  record InPeriod() implements FactKey {}

  /** BOOL: the condition of this index holds after first exposure. Experiments only. */
  record Held(int index) implements FactKey {}

  /**
   * STRING: the amount of this index in millionths, a whole number in decimal digits. Experiments
   * only.
   */
  record Amount(int index) implements FactKey {}

  /**
   * STRING: what errors are clustered by: {@code a:} and the account, or {@code e:} and the entity
   * where there is no account, which is a cluster of its own. Experiments only.
   */
  record Cluster() implements FactKey {}

  /** BOOL: the entity's own start is after its first exposure. Experiments only. */
  record StartsLater() implements FactKey {}

  /** INT: the count of the past of this index. Experiments only. */
  record Past(int index) implements FactKey {}

  /** BOOL: first exposed at or after this instant. Experiments only. */
  record ExposedFrom(Instant instant) implements FactKey {}
}
