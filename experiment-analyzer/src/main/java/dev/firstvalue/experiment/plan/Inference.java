package dev.firstvalue.experiment.plan;

import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.TestPlan;

/**
 * How sure the plan wants to be.
 *
 * @param alpha the chance of a false alarm over the whole experiment, above 0 and below 0.5
 * @param oneSided whether only a rise of the primary metric counts
 * @param correction how several arms share alpha
 */
public record Inference(double alpha, boolean oneSided, Correction correction) {

  public static Inference of(TestPlan plan) {
    return new Inference(
        plan.hasAlpha() ? plan.getAlpha() : 0.05, plan.getSides() == 1, plan.getCorrection());
  }

  public int sides() {
    return oneSided ? 1 : 2;
  }

  /**
   * The level of every interval: a one-sided test at alpha has the two-sided interval at 1 - 2
   * alpha.
   */
  public double level() {
    return oneSided ? 1 - 2 * alpha : 1 - alpha;
  }

  /** The level of the interval whose one limit is the dual of a test against a margin. */
  double marginLevel() {
    return 1 - 2 * alpha;
  }

  /**
   * The share of alpha that one of several arms is planned with, as Bonferroni would give it, which
   * is the least; all of it where nothing corrects for their number.
   */
  public double alphaEach(long treatments) {
    return correction == Correction.CORRECTION_NONE ? alpha : alpha / Math.max(1, treatments);
  }

  /** The same for metrics in which either direction is news. */
  public Inference twoSided() {
    return new Inference(alpha, false, correction);
  }
}
