package dev.firstvalue.experiment.plan;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many entities the smallest effect of a plan needs, counted as planning counts them but at the
 * experiment's own rate, cluster sizes and variance saved: alpha shared by the arms, what planned
 * looks and clusters cost, less what is taken out. It is all the information there is to be, as
 * information is one over the variance of what decides (Mehta and Tsiatis 2001).
 */
final class Needed {
  private final ExperimentSpec spec;
  private final List<ArmResult> arms;
  private final Inference inference;

  Needed(ExperimentSpec spec, List<ArmResult> arms, Inference inference) {
    this.spec = spec;
    this.arms = arms;
    this.inference = inference;
  }

  /**
   * Of the control and one arm; absent without an effect that the control's rate can move by.
   *
   * @param factor by which variance differs from that of independent entities, above 0
   */
  OptionalDouble entities(Proportion control, double factor) {
    double effect = spec.getPower().getMinimumEffect();
    if (!(effect > 0)) {
      return OptionalDouble.empty();
    }
    double base = control.value();
    double moved = base + effect <= 1 ? base + effect : base - effect;
    if (moved < 0 || base == moved) {
      return OptionalDouble.empty();
    }
    double alpha = inference.alphaEach(treatments());
    SampleSize size = new SampleSize(power(spec.getPower()), alpha / inference.sides());
    double ratio = smallestWeight() / weightOfControl();
    double inflation = Spendings.inflation(spec, alpha, power(spec.getPower()));
    return OptionalDouble.of(
        size.proportions(base, moved, ratio) * (1 + ratio) * inflation * factor);
  }

  private static double power(PowerPlan plan) {
    return plan.hasPower() ? plan.getPower() : 0.8;
  }

  private long treatments() {
    return arms.stream().filter(arm -> !arm.getControl()).count();
  }

  private double weightOfControl() {
    return arms.stream().filter(ArmResult::getControl).mapToDouble(ArmResult::getWeight).sum();
  }

  private double smallestWeight() {
    return arms.stream()
        .filter(arm -> !arm.getControl())
        .mapToDouble(ArmResult::getWeight)
        .min()
        .orElse(1);
  }
}
