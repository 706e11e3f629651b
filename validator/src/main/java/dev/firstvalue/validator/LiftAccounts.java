package dev.firstvalue.validator;

import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validator.ladder.TwoArms;

/** Lift by account, where users sit in accounts. */
final class LiftAccounts {
  private LiftAccounts() {}

  /** Puts intervals over accounts in the place of those over entities, if any account has two. */
  static void correct(Lift.Builder lift, TwoArms arms, double level) {
    if (arms.clusters().isEmpty()) {
      return;
    }
    lift.setClusters(arms.clusters().getAsInt());
    if (lift.getDifference().hasEstimate()) {
      lift.setDifference(difference(lift.getDifference(), arms, level));
    }
    new AccountAssociation(arms, level).correct(lift);
  }

  /** The same difference with its interval over accounts, or with the reason why there is none. */
  static Estimate difference(Estimate alone, TwoArms arms, double level) {
    Estimate.Builder difference = alone.toBuilder().clearInterval();
    arms.interval(level)
        .ifPresentOrElse(
            interval -> difference.setInterval(Estimates.message(interval)),
            () -> difference.setNote(TwoArms.FEW));
    return difference.build();
  }
}
