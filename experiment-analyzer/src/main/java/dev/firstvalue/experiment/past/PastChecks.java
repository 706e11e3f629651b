package dev.firstvalue.experiment.past;

import dev.firstvalue.experiment.adjustment.NumberCovariate;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.trust.SampleRatioCheck;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.ArmMetric;
import dev.firstvalue.experiment.v1.MetricResult;
import dev.firstvalue.experiment.v1.PastActivity;
import dev.firstvalue.experiment.v1.PastDifference;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What has to hold before a past is taken out: that arms did alike before anything was done to
 * them, and that the effect keeps its sign. The first errs on a sound experiment once in a thousand
 * times; the second is a warning.
 */
public final class PastChecks {
  private final Inference inference;
  private final List<TrustCheck> checks = new ArrayList<>();

  public PastChecks(Inference inference) {
    this.inference = inference;
  }

  /**
   * Two checks an arm and count of the past.
   *
   * @param numbers one for each of {@code past}
   */
  public List<TrustCheck> of(
      List<PastActivity> past, List<NumberCovariate> numbers, List<AdjustedComparison> adjusted) {
    for (int i = 0; i < past.size(); i++) {
      for (PastDifference one : past.get(i).getDifferencesList()) {
        difference(past.get(i).getName(), one);
        NumberCovariate number = numbers.get(i);
        SignFlip.of(number, one.getArm(), one.getAgainst(), adjusted, inference)
            .ifPresent(flip -> sign(number.name(), one, flip));
      }
    }
    return List.copyOf(checks);
  }

  /** Warnings of further metrics, each where its effect does not keep its sign. */
  public List<TrustCheck> ofMetrics(List<MetricResult> metrics) {
    for (MetricResult metric : metrics) {
      for (AdjustedComparison one : metric.getAdjustedList()) {
        if (one.hasPValue()) {
          double plain = value(metric, one.getArm()) - value(metric, one.getAgainst());
          metric(metric, one, SignFlip.of(plain, one, inference));
        }
      }
    }
    return List.copyOf(checks);
  }

  private static double value(MetricResult metric, String name) {
    return metric.getArmsList().stream()
        .filter(arm -> arm.getArm().equals(name))
        .mapToDouble(ArmMetric::getValue)
        .findFirst()
        .orElseThrow();
  }

  private void metric(MetricResult metric, AdjustedComparison one, SignFlip flip) {
    if (flip.matters()) {
      String past = String.join(", ", one.getCovariatesList());
      checks.add(
          TrustCheck.newBuilder()
              .setName("sign-flip")
              .setOutcome(TrustOutcome.TRUST_OUTCOME_WARNED)
              .setMessage(
                  String.format(
                      Locale.ROOT,
                      "%s of %s less that of %s is %+.4g without %s taken out, and %+.4g with",
                      metric.getName(),
                      one.getArm(),
                      one.getAgainst(),
                      flip.plain(),
                      past,
                      flip.adjusted()))
              .setLookAt("how far the arms differed before exposure, and outliers of " + past)
              .build());
    }
  }

  private void difference(String name, PastDifference one) {
    String compared = name + " of " + one.getArm() + " and " + one.getAgainst();
    TrustCheck.Builder check = TrustCheck.newBuilder().setName("pre-period-difference");
    if (!one.hasPValue()) {
      checks.add(
          check
              .setOutcome(TrustOutcome.TRUST_OUTCOME_NOT_CHECKED)
              .setMessage(compared + ": " + one.getNote())
              .build());
      return;
    }
    boolean failed = one.getPValue() < SampleRatioCheck.ALARM;
    checks.add(
        check
            .setOutcome(
                failed ? TrustOutcome.TRUST_OUTCOME_FAILED : TrustOutcome.TRUST_OUTCOME_PASSED)
            .setPValue(one.getPValue())
            .setMessage(compared + " before exposure")
            .setLookAt(
                failed
                    ? "whether the assignment can depend on what was done before, and whether one"
                        + " arm's exposure is written later than the other's"
                    : "")
            .build());
  }

  private void sign(String name, PastDifference one, SignFlip flip) {
    checks.add(
        TrustCheck.newBuilder()
            .setName("sign-flip")
            .setOutcome(
                flip.matters()
                    ? TrustOutcome.TRUST_OUTCOME_WARNED
                    : TrustOutcome.TRUST_OUTCOME_PASSED)
            .setMessage(
                String.format(
                    Locale.ROOT,
                    "the effect of %s is %+.2f points without %s taken out, and %+.2f with",
                    one.getArm(),
                    points(flip.plain()),
                    name,
                    points(flip.adjusted())))
            .setLookAt(
                flip.matters()
                    ? "how far the arms differed before exposure, and outliers of " + name
                    : "")
            .build());
  }

  /** In points, rounded so that what is shown as nothing is not below it. */
  private static double points(double difference) {
    return Math.round(difference * 10_000) / 100.0;
  }
}
