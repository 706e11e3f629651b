package dev.firstvalue.validator.lift;

import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;

/** Lift by account, where users sit in accounts. */
final class LiftAccounts {
  private LiftAccounts() {}

  /** Puts intervals over accounts in the place of those over entities, if any account has two. */
  static void correct(Lift.Builder lift, TwoArms arms, Estimates estimates) {
    if (arms.clusters().isEmpty()) {
      return;
    }
    lift.setClusters(arms.clusters().getAsInt())
        .setDifference(estimates.overAccounts(lift.getDifference(), arms));
    new AccountAssociation(arms, estimates.level()).correct(lift);
  }
}
