package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.plan.DesignEffects;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.statistics.cluster.BellMcCaffrey;
import dev.firstvalue.statistics.cluster.ClusterRobustDifference;
import dev.firstvalue.statistics.cluster.ClusterTotal;
import dev.firstvalue.statistics.mean.Moments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What clusters cost an experiment, by its own entities: the variance of a difference by cluster
 * (CR1) over that of the same rows taken as independent (HC1). Where an account is in one arm only
 * it estimates the factor 1 + (m (1 + cv²) - 1) ICC that planning takes from the past (Donner and
 * Klar 2000).
 */
public final class ClusterDesign {
  private ClusterDesign() {}

  /** Of every arm against the control; none where entities were randomised each by itself. */
  public static DesignEffects effects(Arms arms, Map<String, Sample> samples) {
    Sample control = arms.control().map(samples::get).orElse(null);
    Map<String, Double> effects = new HashMap<>();
    for (String arm : arms.treatments()) {
      if (samples.get(arm) instanceof Sample.Clustered ours
          && control instanceof Sample.Clustered theirs) {
        effects.put(arm, effect(ours, theirs));
      }
    }
    return new DesignEffects(effects);
  }

  /**
   * At least 1: what a difference within clusters gains, where they have members in both arms, is
   * not planned with. At most what it is with members wholly alike, which is also what they count
   * as where nothing varies and with fewer than 20 clusters in an arm, which do not show how alike
   * they are.
   */
  private static double effect(Sample.Clustered arm, Sample.Clustered control) {
    double alike = alike(arm, control);
    if (Math.min(arm.clusters().size(), control.clusters().size()) < ClusterContrast.FEW) {
      return alike;
    }
    List<ClusterTotal> totals = ClusterContrast.totals(arm, control);
    ClusterRobustDifference robust = ClusterRobustDifference.of(totals);
    double independent = robust.heteroscedastic().orElse(0);
    if (!(independent > 0)) {
      return alike;
    }
    double effect = Math.pow(robust.cr1().orElseThrow() / independent, 2) * overstated(totals);
    return Math.max(1, Math.min(alike, effect));
  }

  /**
   * By what factor one over a variance of some clusters overstates one over the true variance, as
   * of a chi-square on Satterthwaite's degrees of freedom: without it looks would come early.
   */
  private static double overstated(List<ClusterTotal> totals) {
    double degrees = BellMcCaffrey.of(totals).map(BellMcCaffrey::degreesOfFreedom).orElse(0.0);
    return degrees > 2 ? degrees / (degrees - 2) : Double.POSITIVE_INFINITY;
  }

  private static double alike(Sample.Clustered arm, Sample.Clustered control) {
    double ours = arm.entities();
    double theirs = control.entities();
    return (squares(arm) / (ours * ours) + squares(control) / (theirs * theirs))
        / (1 / ours + 1 / theirs);
  }

  private static double squares(Sample.Clustered arm) {
    return arm.clusters().values().stream()
        .mapToLong(Moments::n)
        .mapToDouble(n -> (double) n * n)
        .sum();
  }
}
