package dev.firstvalue.validator.lift;

import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;

/**
 * Takes every number that rests on fewer entities than the policy wants in a cell out of a lift:
 * the counts stay, what is made of them reads "too few". A group that is empty keeps its own note.
 */
final class SmallCells {
  private final Lift.Builder lift;
  private final int least;

  private SmallCells(Lift.Builder lift, int least) {
    this.lift = lift;
    this.least = least;
  }

  static void clear(Lift.Builder lift, int least) {
    new SmallCells(lift, least).clear();
  }

  private void clear() {
    LiftTable table = lift.getTable();
    int reached = Estimates.reached(table);
    int others = Estimates.others(table);
    int retained = table.getReachedRetained() + table.getOtherRetained();
    int lost = table.getReachedLost() + table.getOtherLost();
    if (few(reached)) {
      lift.clearRetainedIfReached();
      clear(lift.getPositivePredictiveValueBuilder(), reached, "reached value");
    }
    if (few(others)) {
      lift.clearRetainedIfNot();
      clear(lift.getNegativePredictiveValueBuilder(), others, "did not reach value");
    }
    if (few(retained)) {
      clear(lift.getSensitivityBuilder(), retained, "were retained");
    }
    if (few(lost)) {
      clear(lift.getSpecificityBuilder(), lost, "were not retained");
    }
    if (reached > 0 && others > 0 && (few(reached) || few(others))) {
      int fewer = Math.min(reached, others);
      String who = reached <= others ? "reached value" : "did not reach value";
      clear(lift.getDifferenceBuilder(), fewer, who);
      clear(lift.getRatioBuilder(), fewer, who);
      clear(lift.getOddsRatioBuilder(), fewer, who);
      clear(lift.getPhiBuilder(), fewer, who);
      clear(lift.getHeadroomBuilder(), fewer, who);
      lift.clearClusters().setNote(note(fewer, who));
    }
  }

  private boolean few(int entities) {
    return entities > 0 && entities < least;
  }

  private void clear(Estimate.Builder estimate, int entities, String who) {
    estimate.clear().setNote(note(entities, who));
  }

  private String note(int entities, String who) {
    return Words.TOO_FEW + " " + who + ": " + entities + " (the policy wants " + least + ")";
  }
}
