package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.validator.estimate.Words;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One row of the ladder.
 *
 * @param difference in retention, reached less not reached; absent where nothing is to be compared
 * @param interval absent with the difference, or where there are too few units or clusters
 * @param entities how many the row looks at
 * @param reached how many of them that have others to be compared with reached value
 * @param others how many others there are to compare them with
 * @param unsupported the share of its entities that stand where nobody is to be compared with;
 *     absent where a row has no cells
 * @param note why something is absent; empty otherwise
 */
public record Rung(
    Step step,
    OptionalDouble difference,
    Optional<Interval> interval,
    long entities,
    long reached,
    long others,
    OptionalDouble unsupported,
    String note) {

  /** The same row without its number where either side is below the least size of a cell. */
  Rung withoutSmallCells(int least) {
    if (difference.isEmpty() || (reached >= least && others >= least)) {
      return this;
    }
    return new Rung(
        step,
        OptionalDouble.empty(),
        Optional.empty(),
        entities,
        reached,
        others,
        unsupported,
        Words.TOO_FEW
            + " to compare: "
            + Words.count(reached)
            + " who reached value with "
            + Words.count(others)
            + " who did not; the policy wants "
            + least
            + " of each");
  }

  static Rung absent(Step step, long entities, String note) {
    return new Rung(
        step,
        OptionalDouble.empty(),
        Optional.empty(),
        entities,
        0,
        0,
        OptionalDouble.empty(),
        note);
  }
}
