package dev.firstvalue.experiment.segment;

import dev.firstvalue.experiment.contrast.ClusterContrast;
import dev.firstvalue.experiment.contrast.Contrast;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.segment.Segments.Segment;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.SegmentEffect;
import dev.firstvalue.experiment.v1.SegmentEffects;
import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionComparison;
import dev.firstvalue.statistics.proportion.ScoreDifference;
import dev.firstvalue.statistics.strata.GailSimon;
import dev.firstvalue.statistics.strata.Heterogeneity;
import dev.firstvalue.statistics.strata.RandomEffects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One arm against the control in each segment of one covariate, and whether the effects are one.
 */
final class SegmentContrast {
  /** Below this expected count a difference is not near normal. */
  private static final double LEAST_EXPECTED = 5;

  private final Inference inference;
  private final boolean clustered;

  SegmentContrast(Inference inference, boolean clustered) {
    this.inference = inference;
    this.clustered = clustered;
  }

  /**
   * Whether a segment is large enough for its difference to be near normal: judged by its arms
   * together, so that no effect decides it.
   */
  boolean testable(Segment segment) {
    long arm = segment.arm().entities();
    long control = segment.control().entities();
    if (arm == 0 || control == 0) {
      return false;
    }
    long active = segment.arm().activated() + segment.control().activated();
    double share = (double) active / segment.entities();
    return Math.min(arm, control) * Math.min(share, 1 - share) >= LEAST_EXPECTED
        && (!clustered
            || Math.min(segment.arm().clusters(), segment.control().clusters())
                >= ClusterContrast.FEW);
  }

  /** The effects, without the names of covariate and arms. */
  SegmentEffects.Builder of(List<Segment> segments) {
    SegmentEffects.Builder all = SegmentEffects.newBuilder();
    List<Integer> tested = new ArrayList<>();
    List<Double> effects = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    for (Segment segment : segments) {
      SegmentEffect.Builder one = head(segment);
      if (segment.arm().entities() == 0 || segment.control().entities() == 0) {
        all.addSegments(one.setNote("an arm has nobody here"));
        continue;
      }
      boolean testable = testable(segment);
      double error = read(one, segment, testable);
      if (testable && error > 0) {
        tested.add(all.getSegmentsCount());
        effects.add(one.getDifference().getEstimate());
        variances.add(error * error);
      } else {
        one.clearPValue().setNote("too small to be tested");
      }
      all.addSegments(one);
    }
    if (tested.size() < 2) {
      return all.setNote("fewer than two of its values are large enough to be compared");
    }
    double[] differences = effects.stream().mapToDouble(Double::doubleValue).toArray();
    double[] squares = variances.stream().mapToDouble(Double::doubleValue).toArray();
    List<Double> shrunken = RandomEffects.of(differences, squares).shrunken();
    for (int i = 0; i < tested.size(); i++) {
      all.getSegmentsBuilder(tested.get(i)).setShrunken(shrunken.get(i));
    }
    all.setDegreesOfFreedom(tested.size() - 1);
    if (clustered) {
      return byCluster(all, differences, tested.stream().map(segments::get).toList());
    }
    all.setOppositePValue(GailSimon.of(differences, squares).pValue().value());
    Heterogeneity q = Heterogeneity.of(differences, squares);
    var p = q.pValue().orElseThrow();
    return all.setMethod("COCHRAN_Q")
        .setStatistic(q.q())
        .setPValue(p.value())
        .setLog10PValue(p.log10());
  }

  /** Entities of one cluster may lie in several segments, so that their effects go together. */
  private static SegmentEffects.Builder byCluster(
      SegmentEffects.Builder all, double[] differences, List<Segment> tested) {
    Map<String, double[]> scores = new HashMap<>();
    for (int i = 0; i < tested.size(); i++) {
      Map<String, Double> own = new HashMap<>();
      tested.get(i).arm().scores(1, own);
      tested.get(i).control().scores(-1, own);
      int place = i;
      own.forEach(
          (cluster, score) ->
              scores.computeIfAbsent(cluster, any -> new double[differences.length])[place] +=
                  score);
    }
    return ClusterHeterogeneity.of(differences, List.copyOf(scores.values()))
        .map(
            test ->
                all.setMethod("CLUSTERED_WALD_F")
                    .setStatistic(test.wald())
                    .setDenominatorDegreesOfFreedom(test.denominator())
                    .setPValue(test.pValue().value())
                    .setLog10PValue(test.pValue().log10()))
        .orElseGet(() -> all.setNote("too few clusters for so many values"));
  }

  private static SegmentEffect.Builder head(Segment segment) {
    SegmentEffect.Builder one =
        SegmentEffect.newBuilder()
            .setValue(segment.value())
            .setArmEntities(Math.toIntExact(segment.arm().entities()))
            .setControlEntities(Math.toIntExact(segment.control().entities()));
    if (segment.values() > 1) {
      one.setValues(segment.values());
    }
    return one;
  }

  /** The difference with its interval and p; returns the error, 0 where there is none. */
  private double read(SegmentEffect.Builder one, Segment segment, boolean testable) {
    one.setArmRate(segment.arm().rate()).setControlRate(segment.control().rate());
    if (segment.arm().sample() instanceof Sample.Clustered arm
        && segment.control().sample() instanceof Sample.Clustered control) {
      Comparison.Builder comparison = ClusterContrast.of(arm, control, inference);
      one.setDifference(comparison.getDifference());
      if (comparison.hasPValue()) {
        one.setPValue(comparison.getPValue());
      }
      return comparison.getStandardError();
    }
    Proportion arm = new Proportion(segment.arm().activated(), segment.arm().entities());
    Proportion control =
        new Proportion(segment.control().activated(), segment.control().entities());
    if (testable) {
      ProportionComparison compared = ProportionComparison.of(arm, control, inference.level());
      compared.pValue().ifPresent(p -> one.setPValue(p.value()));
    }
    one.setDifference(
        Contrast.estimate(
            arm.minus(control), ScoreDifference.mee(arm, control, inference.level())));
    return PooledZ.standardError(arm, control);
  }
}
