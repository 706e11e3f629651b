package dev.firstvalue.validator.lift;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validator.account.CellInfluence;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.Optional;

/**
 * The intervals of {@link Association} and of the ratio over accounts: the influence of each entity
 * added up by account, CR1 with t on G - 1, on the logit of shares, Fisher's z of phi and the
 * logarithm of ratios. With the derivative of each scale these are the errors of {@code
 * sandwich::vcovCL} on the saturated regressions behind them.
 */
final class AccountAssociation {
  private final TwoArms arms;
  private final double level;
  private final double a;
  private final double b;
  private final double c;
  private final double d;

  AccountAssociation(TwoArms arms, double level) {
    this.arms = arms;
    this.level = level;
    FourfoldTable table = arms.table();
    this.a = table.markedPositive();
    this.b = table.markedNegative();
    this.c = table.otherPositive();
    this.d = table.otherNegative();
  }

  /** Replaces the interval of every estimate that has one; a share of nobody stays absent. */
  void correct(Lift.Builder lift) {
    double reached = a + b;
    double others = c + d;
    double retained = a + c;
    double lost = b + d;
    correct(
        lift.getPositivePredictiveValueBuilder(),
        AssociationScale.LOGIT,
        new CellInfluence(b / reached, -a / reached, 0, 0).times(1 / reached));
    correct(
        lift.getNegativePredictiveValueBuilder(),
        AssociationScale.LOGIT,
        new CellInfluence(0, 0, -d / others, c / others).times(1 / others));
    correct(
        lift.getSensitivityBuilder(),
        AssociationScale.LOGIT,
        new CellInfluence(c / retained, 0, -a / retained, 0).times(1 / retained));
    correct(
        lift.getSpecificityBuilder(),
        AssociationScale.LOGIT,
        new CellInfluence(0, -d / lost, 0, b / lost).times(1 / lost));
    double odds = a * d / (b * c);
    correct(
        lift.getOddsRatioBuilder(),
        AssociationScale.LOGARITHM,
        new CellInfluence(1 / a, -1 / b, -1 / c, 1 / d).times(odds));
    double ratio = a / reached / (c / others);
    correct(
        lift.getRatioBuilder(),
        AssociationScale.LOGARITHM,
        new CellInfluence(1 / a - 1 / reached, -1 / reached, -(1 / c - 1 / others), 1 / others)
            .times(ratio));
    correct(lift.getPhiBuilder(), AssociationScale.FISHER, ofPhi());
    double all = reached + others;
    correct(
        lift.getHeadroomBuilder(),
        AssociationScale.PLAIN,
        new CellInfluence(
            lost / all / all,
            -retained / all / all,
            lost / all / all - d / others / others,
            -retained / all / all + c / others / others));
  }

  /** psi = z_A z_R - phi (z_A² + z_R²)/2, of the two marks on the scale of their spread. */
  private CellInfluence ofPhi() {
    double all = a + b + c + d;
    double reach = (a + b) / all;
    double retention = (a + c) / all;
    double phi = (a * d - b * c) / Math.sqrt((a + b) * (c + d)) / Math.sqrt((a + c) * (b + d));
    double[] reached = marks(reach);
    double[] retained = marks(retention);
    return new CellInfluence(
            psi(reached[1], retained[1], phi),
            psi(reached[1], retained[0], phi),
            psi(reached[0], retained[1], phi),
            psi(reached[0], retained[0], phi))
        .times(1 / all);
  }

  private static double psi(double reached, double retained, double phi) {
    return reached * retained - phi * (reached * reached + retained * retained) / 2;
  }

  /** A mark that is not there, and one that is, less their mean and by their spread. */
  private static double[] marks(double share) {
    double spread = Math.sqrt(share * (1 - share));
    return new double[] {-share / spread, (1 - share) / spread};
  }

  private void correct(Estimate.Builder estimate, AssociationScale scale, CellInfluence influence) {
    if (!estimate.hasEstimate()) {
      return;
    }
    double value = scale.to(estimate.getEstimate());
    estimate.clearInterval();
    if (!Double.isFinite(value)) {
      estimate.setNote("nothing varies: no interval over accounts exists");
      return;
    }
    double slope = scale.slope(estimate.getEstimate());
    Optional<ClusterInfluence> error = arms.error(influence.times(slope));
    if (error.isEmpty()) {
      estimate.setNote(TwoArms.FEW);
      return;
    }
    Interval limits = error.get().interval(value, level);
    estimate.setInterval(
        Estimates.message(
            new Interval(
                scale.from(limits.low()),
                scale.from(limits.high()),
                limits.level(),
                limits.method())));
  }
}
