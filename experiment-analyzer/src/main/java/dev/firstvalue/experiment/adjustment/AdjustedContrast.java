package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.experiment.contrast.ClusterContrast;
import dev.firstvalue.experiment.contrast.StudentReading;
import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.statistics.bayes.NormalPosterior;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.validation.v1.Estimate;
import java.util.Map;

/** An adjusted difference with its test and interval by t, and what it saves. */
final class AdjustedContrast {
  private final Inference inference;

  AdjustedContrast(Inference inference) {
    this.inference = inference;
  }

  /**
   * Entities by themselves.
   *
   * @param unadjusted the error without covariates
   */
  AdjustedComparison.Builder byEntity(
      AdjustedComparison.Builder one,
      double difference,
      double error,
      double degreesOfFreedom,
      double unadjusted) {
    one.setDifference(Estimate.newBuilder().setEstimate(difference));
    if (!(error > 0)) {
      return one.setNote("nothing is left to vary");
    }
    if (unadjusted > 0) {
      one.setVarianceSaved(1 - Math.pow(error / unadjusted, 2));
    }
    StudentReading student = StudentReading.of(inference, difference, error, degreesOfFreedom);
    return one.setStandardError(error)
        .setDegreesOfFreedom(degreesOfFreedom)
        .setPValue(student.p().value())
        .setLog10PValue(student.p().log10())
        .setDifference(student.difference());
  }

  /**
   * Entities by cluster.
   *
   * @param scores what each cluster adds to the difference
   * @param plain the same without covariates
   * @param rows entities of both arms
   * @param fewest clusters in the arm that has fewer
   */
  AdjustedComparison.Builder byCluster(
      AdjustedComparison.Builder one,
      double difference,
      Map<String, Double> scores,
      Map<String, Double> plain,
      long rows,
      int fewest) {
    one.setClusters(scores.size());
    if (fewest < ClusterContrast.FEW) {
      return one.setDifference(Estimate.newBuilder().setEstimate(difference))
          .setNote(
              "fewer than "
                  + ClusterContrast.FEW
                  + " clusters in an arm, too few for an error by cluster");
    }
    ClusterInfluence error = ClusterInfluence.of(values(scores), rows, 2);
    return byEntity(
        one,
        difference,
        error.standardError(),
        error.degreesOfFreedom(),
        ClusterInfluence.of(values(plain), rows, 2).standardError());
  }

  /**
   * The comparison by which the plan decides: adjusted, or as it was where that does not exist,
   * with the reason unless it says by itself why nothing is compared.
   */
  static Comparison instead(Comparison plain, AdjustedComparison adjusted) {
    if (!plain.getDifference().hasEstimate()) {
      return plain;
    }
    if (!adjusted.hasPValue()) {
      return plain.toBuilder()
          .setNote("not adjusted for covariates: " + adjusted.getNote())
          .build();
    }
    double difference = adjusted.getDifference().getEstimate();
    NormalPosterior beliefs = new NormalPosterior(difference, adjusted.getStandardError());
    return plain.toBuilder()
        .setDifference(adjusted.getDifference())
        .setRelative(
            Estimate.newBuilder().setNote("the ratio is not adjusted for covariates").build())
        .setPValue(adjusted.getPValue())
        .setLog10PValue(adjusted.getLog10PValue())
        .setStatistic(difference / adjusted.getStandardError())
        .setStandardError(adjusted.getStandardError())
        .setDegreesOfFreedom(adjusted.getDegreesOfFreedom())
        .setMethod(adjusted.getMethod())
        .setChanceBetter(beliefs.chanceAboveZero())
        .setExpectedLoss(beliefs.lossIfChosen())
        .clearNote()
        .build();
  }

  private static double[] values(Map<String, Double> scores) {
    return scores.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
