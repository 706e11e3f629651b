package dev.firstvalue.experiment.plan;

import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmResult;
import java.util.List;
import java.util.Optional;

/**
 * The comparisons with covariates taken out by which the plan decides. There are none where it
 * decides unadjusted, where an arm has nothing to take out and is decided by its plain comparison,
 * and below 100 mature entities an arm, where a regression seems to save what it does not.
 */
final class TakenOut {
  private static final int FEW = 100;

  private final List<ArmResult> arms;
  private final List<AdjustedComparison> deciding;

  /**
   * Of a report.
   *
   * @param adjusted the effect with covariates taken out, whether the plan decides by it or not
   */
  TakenOut(List<ArmResult> arms, List<AdjustedComparison> adjusted) {
    this.arms = arms;
    boolean enough = arms.stream().allMatch(arm -> arm.getExposed() >= FEW);
    this.deciding =
        adjusted.stream()
            .filter(one -> enough && one.getDecides() && one.hasVarianceSaved())
            .toList();
  }

  /** The comparison of an arm with the control. */
  Optional<AdjustedComparison> of(String arm) {
    return deciding.stream().filter(one -> one.getArm().equals(arm)).findFirst();
  }

  /**
   * The share of the variance that is left, above 0, at most 1: of the arm where least is saved.
   */
  double left() {
    return Math.min(
        1,
        arms.stream()
            .filter(arm -> !arm.getControl())
            .mapToDouble(
                arm -> of(arm.getName()).map(one -> 1 - one.getVarianceSaved()).orElse(1.0))
            .max()
            .orElse(1));
  }
}
