package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.bayes.NormalPosterior;
import dev.firstvalue.statistics.cluster.BellMcCaffrey;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.cluster.ClusterRobustDifference;
import dev.firstvalue.statistics.cluster.ClusterTotal;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.validation.v1.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two arms whose entities belong together: errors by cluster, CR1 with t on clusters - 1 degrees of
 * freedom; with fewer than 20 clusters in an arm CR2 with Satterthwaite's, and where that does not
 * exist no p-value. What single entities would say is not said.
 */
public final class ClusterContrast {
  public static final int FEW = 20;

  private ClusterContrast() {}

  /** An error and the degrees of freedom that it is read with. */
  private record ClusterError(double value, double degreesOfFreedom, String method) {}

  public static Comparison.Builder of(
      Sample.Clustered arm, Sample.Clustered control, Inference inference) {
    List<ClusterTotal> totals = totals(arm, control);
    double ours = mean(arm);
    double theirs = mean(control);
    Comparison.Builder comparison =
        Comparison.newBuilder()
            .setMethod("CLUSTERED")
            .setClusters(both(arm.clusters().keySet(), control.clusters().keySet()));
    Optional<ClusterError> error =
        Math.min(arm.clusters().size(), control.clusters().size()) < FEW
            ? BellMcCaffrey.of(totals)
                .map(few -> new ClusterError(few.standardError(), few.degreesOfFreedom(), "CR2_T"))
            : largeSample(totals);
    read(comparison, ours - theirs, error, inference);
    comparison.setRelative(relative(arm, control, inference));
    return comparison;
  }

  /** What the clusters of both arms have. */
  static List<ClusterTotal> totals(Sample.Clustered arm, Sample.Clustered control) {
    List<ClusterTotal> totals = new ArrayList<>();
    arm.clusters().forEach((name, rows) -> totals.add(new ClusterTotal(name, true, rows)));
    control.clusters().forEach((name, rows) -> totals.add(new ClusterTotal(name, false, rows)));
    return totals;
  }

  private static Optional<ClusterError> largeSample(List<ClusterTotal> totals) {
    ClusterRobustDifference robust = ClusterRobustDifference.of(totals);
    return robust.cr1().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClusterError(robust.cr1().getAsDouble(), robust.clusters() - 1.0, "CR1_T"));
  }

  /** Ratios of totals, linearised: the errors of both arms by cluster. */
  static Comparison.Builder ofRatios(Sample.Ratio arm, Sample.Ratio control, Inference inference) {
    return ofInfluences(
        Comparison.newBuilder().setMethod("DELTA_CR1_T"),
        arm.ratio().orElseThrow().ratio() - control.ratio().orElseThrow().ratio(),
        arm.influences(),
        control.influences(),
        arm.entities() + control.entities(),
        inference);
  }

  /**
   * Any estimate of which it is known what each cluster adds to it: CR1 with t, from 20 clusters an
   * arm on.
   */
  static Comparison.Builder ofInfluences(
      Comparison.Builder comparison,
      double difference,
      Map<String, Double> arm,
      Map<String, Double> control,
      long rows,
      Inference inference) {
    String method = comparison.getMethod();
    comparison.setClusters(both(arm.keySet(), control.keySet()));
    Optional<ClusterError> error =
        Math.min(arm.size(), control.size()) < FEW
            ? Optional.empty()
            : influence(arm, control, rows)
                .map(all -> new ClusterError(all.standardError(), all.degreesOfFreedom(), method));
    return read(comparison, difference, error, inference);
  }

  private static Comparison.Builder read(
      Comparison.Builder comparison,
      double difference,
      Optional<ClusterError> found,
      Inference inference) {
    if (found.isEmpty()) {
      return comparison
          .setDifference(Estimate.newBuilder().setEstimate(difference))
          .setNote(
              "fewer than "
                  + FEW
                  + " clusters in an arm, too few for an error by cluster: there is no p-value");
    }
    ClusterError error = found.get();
    if (error.value() == 0) {
      return Contrast.untested(comparison, difference);
    }
    StudentReading student =
        StudentReading.of(inference, difference, error.value(), error.degreesOfFreedom());
    NormalPosterior beliefs = new NormalPosterior(difference, error.value());
    comparison
        .setMethod(error.method())
        .setStandardError(error.value())
        .setDegreesOfFreedom(error.degreesOfFreedom())
        .setChanceBetter(beliefs.chanceAboveZero())
        .setExpectedLoss(beliefs.lossIfChosen())
        .setDifference(student.difference());
    Contrast.put(comparison, student.p(), student.statistic());
    return comparison;
  }

  /** (m1 - m0)/|m0| by the delta method, with the errors of both arms by cluster. */
  private static Estimate relative(
      Sample.Clustered arm, Sample.Clustered control, Inference inference) {
    double base = Math.abs(mean(control));
    if (base == 0) {
      return Estimate.newBuilder().setNote("the control's mean is 0: no ratio exists").build();
    }
    double ratio = mean(arm) / mean(control);
    double lift = (mean(arm) - mean(control)) / base;
    Optional<ClusterInfluence> error =
        Math.min(arm.clusters().size(), control.clusters().size()) < FEW
            ? Optional.empty()
            : influence(
                residuals(arm, 1 / base),
                residuals(control, ratio / base),
                arm.entities() + control.entities());
    return error
        .map(all -> Contrast.estimate(lift, all.interval(lift, inference.level())))
        .orElseGet(() -> Estimate.newBuilder().setEstimate(lift).build());
  }

  /** What each cluster adds to the arm's mean, times a factor. */
  public static Map<String, Double> residuals(Sample.Clustered arm, double scale) {
    double mean = mean(arm);
    double n = arm.entities();
    Map<String, Double> residuals = new HashMap<>();
    arm.clusters()
        .forEach((name, rows) -> residuals.put(name, scale * rows.n() * (rows.mean() - mean) / n));
    return residuals;
  }

  private static Optional<ClusterInfluence> influence(
      Map<String, Double> arm, Map<String, Double> control, long rows) {
    Map<String, Double> sums = new HashMap<>(arm);
    control.forEach((name, value) -> sums.merge(name, -value, Double::sum));
    return sums.size() < 2 || rows < 3
        ? Optional.empty()
        : Optional.of(
            ClusterInfluence.of(
                sums.values().stream().mapToDouble(Double::doubleValue).toArray(), rows, 2));
  }

  /** The interval of one arm's mean, by cluster; absent under 2 clusters, and if nothing varies. */
  static Optional<Interval> ofArm(Sample.Clustered arm, double level) {
    if (arm.clusters().size() < 2) {
      return Optional.empty();
    }
    double[] sums = residuals(arm, 1).values().stream().mapToDouble(Double::doubleValue).toArray();
    Interval interval = ClusterInfluence.of(sums, arm.entities(), 1).interval(mean(arm), level);
    if (interval.low() >= interval.high()) {
      return Optional.empty();
    }
    return Optional.of(
        arm.share()
            ? new Interval(
                Math.max(0, interval.low()), Math.min(1, interval.high()), level, interval.method())
            : interval);
  }

  public static double mean(Sample.Clustered arm) {
    double sum = 0;
    for (Moments rows : arm.clusters().values()) {
      sum += rows.n() * rows.mean();
    }
    return sum / arm.entities();
  }

  private static int both(Set<String> arm, Set<String> control) {
    Set<String> all = new TreeSet<>(arm);
    all.addAll(control);
    return all.size();
  }
}
