package dev.firstvalue.validator;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validator.ladder.TwoArms;
import java.util.ArrayList;
import java.util.List;

/**
 * Lift by account, where users sit in accounts: people of one account are alike, and an interval
 * that takes them for strangers is too narrow. One fold for all outcomes, read row by row.
 */
final class LiftAccounts {
  private final List<TwoArms> outcomes = new ArrayList<>();

  private LiftAccounts(int outcomes) {
    for (int i = 0; i < outcomes; i++) {
      this.outcomes.add(new TwoArms());
    }
  }

  /** Asks for the counts; for plans whose entities may share an account. */
  static LiftAccounts of(Inquiry inquiry) {
    Plan plan = inquiry.plan();
    LiftAccounts accounts = new LiftAccounts(plan.outcomes().size());
    inquiry.facts().count(inquiry.question(), fold(inquiry), accounts::add);
    return accounts;
  }

  /** Account, reached, and for each outcome whether its window is over and whether it was seen. */
  private static Fold fold(Inquiry inquiry) {
    Plan plan = inquiry.plan();
    List<FactKey> keys = new ArrayList<>();
    keys.add(new FactKey.Account());
    keys.add(new FactKey.Reached(plan.window()));
    for (int i = 0; i < plan.outcomes().size(); i++) {
      keys.add(new FactKey.Mature(plan.outcomes().get(i).range().to()));
      keys.add(new FactKey.Retained(i));
    }
    return inquiry.folds().eligible(keys);
  }

  private void add(Counts.Row row) {
    Cells.Cell cell = new Cells.Cell(row);
    if (cell.entered() && cell.newnessVerified()) {
      for (int i = 0; i < outcomes.size(); i++) {
        if (cell.flag(2 + 2 * i)) {
          outcomes.get(i).add(cell.text(0), cell.flag(1), cell.flag(3 + 2 * i), row.count());
        }
      }
    }
  }

  /** Puts intervals over accounts in the place of those over entities, if any account has two. */
  void correct(int outcome, Lift.Builder lift, double level) {
    TwoArms arms = outcomes.get(outcome);
    if (arms.clusters().isEmpty()) {
      return;
    }
    lift.setClusters(arms.clusters().getAsInt());
    if (lift.getDifference().hasEstimate()) {
      Estimate.Builder difference = lift.getDifferenceBuilder().clearInterval();
      arms.interval(level)
          .ifPresentOrElse(
              interval -> difference.setInterval(Estimates.message(interval)),
              () -> difference.setNote(TwoArms.FEW));
    }
    new AccountAssociation(arms, level).correct(lift);
  }
}
