package dev.firstvalue.validator;

import dev.firstvalue.definition.v1.LiftPolicy;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import java.util.Locale;

/** Whether those who reach value stay better, by the interval of the difference. */
final class LiftRules {
  private final LiftPolicy policy;
  private final int leastCell;

  LiftRules(LiftPolicy policy, int leastCell) {
    this.policy = policy;
    this.leastCell = leastCell;
  }

  Finding judge(Lift lift) {
    LiftTable table = lift.getTable();
    int reached = Estimates.reached(table);
    int others = Estimates.others(table);
    if (reached < leastCell || others < leastCell) {
      return Finding.undecided(
          "lift-too-few",
          String.format(
              Locale.ROOT,
              "lift compares %d who reached value with %d who did not; the policy wants %d of each",
              reached,
              others,
              leastCell));
    }
    double low = lift.getDifference().getInterval().getLow();
    double high = lift.getDifference().getInterval().getHigh();
    String found =
        "those who reach value are retained "
            + Words.points(lift.getDifference().getEstimate())
            + " points more often ("
            + Words.points(low)
            + " to "
            + Words.points(high)
            + ")";
    String bar = Words.points(policy.getMinimum());
    if (low > policy.getMinimum()) {
      return Finding.pass(
          "lift-above-minimum",
          found
              + ", above the minimum of "
              + bar
              + ". This goes with reaching value; it does not"
              + " show what causes it");
    }
    return high <= policy.getMinimum()
        ? Finding.fail(
            "lift-too-low",
            found + ", not above the minimum of " + bar + ": reaching it does not go with staying")
        : Finding.undecided(
            "lift-undecided",
            found + ", on both sides of the minimum of " + bar + ": more entities would tell");
  }
}
