package dev.firstvalue.experiment.contrast;

import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Worse;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.statistics.proportion.NonInferiority;
import java.util.Optional;

/**
 * Whether an arm is shown to be no worse than the control by more than a margin: Farrington and
 * Manning's test for shares, t by cluster for entities that belong together. The p-value is that of
 * this test, and its dual is one limit of the interval at 1 - 2 alpha.
 */
public final class Guard {
  private final Guardrail guardrail;
  private final Inference inference;

  public Guard(Guardrail guardrail, Inference inference) {
    this.guardrail = guardrail;
    this.inference = inference;
  }

  /** The comparison with the test against the margin in the place of the test of no difference. */
  public Comparison.Builder of(Sample arm, Sample control) {
    Comparison.Builder comparison = new Contrast(ofMargin()).of(arm, control);
    comparison.clearPValue().clearLog10PValue().clearStatistic();
    boolean higherIsBetter = higherIsBetter();
    double signed = signed();
    if (arm instanceof Sample.Share(var ours) && control instanceof Sample.Share(var theirs)) {
      if (Math.abs(signed) >= 1) {
        return comparison.setPassed(true).setNote("no difference of shares exceeds the margin");
      }
      comparison.setMethod("FARRINGTON_MANNING").clearNote();
      Optional<NonInferiority> test =
          NonInferiority.test(
              ours, theirs, signed, higherIsBetter, NonInferiority.Variance.FARRINGTON_MANNING);
      return test.map(found -> judged(comparison, found.pValue(), found.z()))
          .orElseGet(
              () ->
                  comparison
                      .setPassed(false)
                      .setNote("everybody ended alike in both arms: there is no test"));
    }
    return byT(comparison);
  }

  /** A comparison that has an error with degrees of freedom, judged against the margin. */
  public Comparison.Builder byT(Comparison.Builder comparison) {
    if (!comparison.hasDegreesOfFreedom()) {
      return comparison.setPassed(false);
    }
    double t =
        (comparison.getDifference().getEstimate() - signed()) / comparison.getStandardError();
    double df = comparison.getDegreesOfFreedom();
    return judged(comparison, StudentT.greater(higherIsBetter() ? t : -t, df), t);
  }

  /** With intervals whose one limit is the dual of the test against the margin. */
  public Inference ofMargin() {
    return new Inference(2 * inference.alpha(), false, inference.correction());
  }

  private boolean higherIsBetter() {
    return guardrail.getWorse() == Worse.WORSE_LOWER;
  }

  private double signed() {
    return higherIsBetter() ? -guardrail.getMargin() : guardrail.getMargin();
  }

  private Comparison.Builder judged(Comparison.Builder comparison, PValue p, double statistic) {
    Contrast.put(comparison, p, statistic);
    return comparison.setPassed(p.value() <= inference.alpha());
  }
}
