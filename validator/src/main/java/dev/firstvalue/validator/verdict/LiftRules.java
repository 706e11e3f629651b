package dev.firstvalue.validator.verdict;

import dev.firstvalue.definition.v1.LiftPolicy;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.validation.v1.BiasLadder;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LadderRow;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import java.util.Locale;

/** Whether those who reach value stay better, by the interval of the policy's row. */
final class LiftRules {
  private final LiftPolicy policy;
  private final int leastCell;

  LiftRules(LiftPolicy policy, int leastCell) {
    this.policy = policy;
    this.leastCell = leastCell;
  }

  Finding judge(Lift lift, BiasLadder ladder) {
    LiftTable table = lift.getTable();
    int reached = Estimates.reached(table);
    int others = Estimates.others(table);
    if (reached < leastCell || others < leastCell) {
      return tooFew(
          String.format(
              Locale.ROOT,
              "lift compares %,d who reached value with %,d who did not; the policy wants %d of"
                  + " each",
              reached,
              others,
              leastCell));
    }
    String crude =
        "those who reach value are retained "
            + Words.points(lift.getDifference().getEstimate())
            + " points more often";
    if (policy.getOn() == LiftRow.LIFT_ROW_FIXED_WINDOW) {
      return lift.getDifference().hasInterval()
          ? judge(
              crude + limits(lift.getDifference().getInterval()),
              lift.getDifference().getInterval())
          : tooFew("lift: " + lift.getDifference().getNote());
    }
    LadderRow row = ladder.getRows(LadderStep.LADDER_STEP_VOLUME_ADJUSTED.getNumber() - 1);
    if (!row.getDifference().hasInterval()) {
      return tooFew("lift among the equally active: " + row.getDifference().getNote());
    }
    return judge(
        crude
            + ", and "
            + Words.points(row.getDifference().getEstimate())
            + " points among the equally active"
            + limits(row.getDifference().getInterval()),
        row.getDifference().getInterval());
  }

  private Finding judge(String found, Interval interval) {
    String bar = Words.points(policy.getMinimum());
    if (interval.getLow() > policy.getMinimum()) {
      return Finding.pass(
          "lift-above-minimum",
          found
              + ", above the minimum of "
              + bar
              + ". This goes with reaching value; it does not"
              + " show what causes it");
    }
    return interval.getHigh() <= policy.getMinimum()
        ? Finding.fail(
            "lift-too-low",
            found + ", not above the minimum of " + bar + ": reaching it does not go with staying")
        : Finding.undecided(
            "lift-undecided",
            found + ", on both sides of the minimum of " + bar + ": more entities would tell");
  }

  private static Finding tooFew(String message) {
    return Finding.undecided("lift-too-few", message);
  }

  private static String limits(Interval interval) {
    return " (" + Words.points(interval.getLow()) + " to " + Words.points(interval.getHigh()) + ")";
  }
}
