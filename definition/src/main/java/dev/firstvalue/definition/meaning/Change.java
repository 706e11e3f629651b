package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a definition from one state of the repository to another.
 *
 * @param kind what the change does as a whole: the kinds of its reasons together
 * @param reasons every differing path with what it does, the rule first
 */
public record Change(Kind kind, List<Reason> reasons) {
  public Change {
    reasons = List.copyOf(reasons);
  }

  /** What a change does to the count, the least severe first. */
  public enum Kind {
    /** The documents say the same. */
    UNCHANGED("unchanged"),
    /** The rule is written as before; something beside it differs. */
    DESCRIPTION("description changed"),
    /** The rule is written differently, and is the same by construction. */
    REWRITE("written differently, means the same"),
    /** Nobody qualifies who did not, and nobody earlier than before. */
    NARROWS("narrows: fewer qualify, or later"),
    /** Nobody is lost who qualified, and nobody qualifies later than before. */
    WIDENS("widens: more qualify, or earlier"),
    /** Some may be lost and others won, some earlier and others later. */
    SHIFTS("shifts: some are won, others lost"),
    /** Other entities are counted, or from another time zero. */
    REDEFINES("redefines: other entities, or another start");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind for people. */
    public String words() {
      return words;
    }

    /** Whether the rule means something else, which makes the next version. */
    public boolean makesVersion() {
      return compareTo(NARROWS) >= 0;
    }

    /** Two changes together: the more severe; one that narrows with one that widens shifts. */
    Kind and(Kind other) {
      boolean opposite =
          (this == NARROWS && other == WIDENS) || (this == WIDENS && other == NARROWS);
      if (opposite) {
        return SHIFTS;
      }
      return compareTo(other) >= 0 ? this : other;
    }

    /** What a change does that is made backwards, or to something that rules out. */
    Kind opposite() {
      return switch (this) {
        case NARROWS -> WIDENS;
        case WIDENS -> NARROWS;
        case UNCHANGED, DESCRIPTION, REWRITE, SHIFTS, REDEFINES -> this;
      };
    }

    static Kind of(List<Reason> reasons) {
      return reasons.stream().map(Reason::kind).reduce(UNCHANGED, Kind::and);
    }
  }

  /**
   * A definition as it stands in a state of the repository.
   *
   * @param model the event model beside it
   * @param document what is written
   * @param plan what it means over the model
   */
  public record State(EventModel model, ValueEvent document, Plan plan) {}

  /**
   * What became of a definition between two states. Equal meaning hashes make a description or a
   * rewrite; everything else is at least {@link Kind#NARROWS}, and the more severe where it is not
   * certain.
   */
  public static Change between(State before, State after) {
    if (Hashes.meaning(before.plan()).equals(Hashes.meaning(after.plan()))) {
      List<Reason> reasons = WrittenDifferences.all(before, after);
      return new Change(Kind.of(reasons), reasons);
    }
    List<Reason> reasons = new ArrayList<>(RuleComparison.between(before, after));
    reasons.addAll(WrittenDifferences.besideTheRule(before, after));
    return new Change(Kind.of(reasons), reasons);
  }
}
