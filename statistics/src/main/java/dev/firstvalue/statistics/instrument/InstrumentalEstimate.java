package dev.firstvalue.statistics.instrument;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What treatment does to the outcome among those whom the arm moved (the compliers), with a binary
 * arm as the instrument: Wald's 1940 ratio of the arms' differences, which is two-stage least
 * squares, and the set of Anderson and Rubin 1949, which holds its level however weak the arm.
 *
 * <p>Assumes random arms, that arms act on the outcome through the treatment alone, and that nobody
 * does the opposite of what the arm asks. Below a first-stage F of 10 a symmetric interval about
 * the ratio misleads; only the set is to be printed, and it is what this class gives.
 *
 * @param differenceY outcome, first arm less second
 * @param differenceD treatment, first arm less second
 * @param varianceY of {@code differenceY}
 * @param varianceD of {@code differenceD}
 * @param covariance of both
 */
public record InstrumentalEstimate(
    double differenceY, double differenceD, double varianceY, double varianceD, double covariance) {

  /** First arm less second; variances add over the arms. */
  public static InstrumentalEstimate of(ArmPairs first, ArmPairs second) {
    return new InstrumentalEstimate(
        first.meanY() - second.meanY(),
        first.meanD() - second.meanD(),
        first.varianceY() + second.varianceY(),
        first.varianceD() + second.varianceD(),
        first.covariance() + second.covariance());
  }

  /**
   * Errors by cluster, CR1 as in {@link dev.firstvalue.statistics.cluster.ClusterInfluence}: to be
   * read by t with a degree of freedom less than there are clusters. For 20 clusters an arm or
   * more.
   *
   * @param scores of each cluster what it adds to {@code differenceY} and to {@code differenceD}:
   *     sums of residuals over the arm's size, negative for the second arm; 2 clusters or more
   * @param rows units in both arms, at least 3 and no fewer than clusters
   */
  public static InstrumentalEstimate ofClusters(
      double differenceY, double differenceD, List<ClusterScore> scores, long rows) {
    Check.atLeast("clusters", scores.size(), 2);
    Check.atLeast("rows", rows, Math.max(3, scores.size()));
    double yy = 0;
    double dd = 0;
    double yd = 0;
    for (ClusterScore score : scores) {
      yy += score.y() * score.y();
      dd += score.d() * score.d();
      yd += score.y() * score.d();
    }
    double scale = scores.size() / (scores.size() - 1.0) * ((rows - 1.0) / (rows - 2.0));
    return new InstrumentalEstimate(differenceY, differenceD, yy * scale, dd * scale, yd * scale);
  }

  /** What one cluster adds to the differences of outcome and treatment. */
  public record ClusterScore(double y, double d) {}

  /** differenceY / differenceD; absent where the arms do not differ in treatment. */
  public OptionalDouble wald() {
    return differenceD == 0 ? OptionalDouble.empty() : OptionalDouble.of(differenceY / differenceD);
  }

  /** The delta-method error of the ratio, fit to print only where F is large. */
  public OptionalDouble waldStandardError() {
    if (differenceD == 0) {
      return OptionalDouble.empty();
    }
    double beta = differenceY / differenceD;
    double variance = varianceY - 2 * beta * covariance + beta * beta * varianceD;
    return OptionalDouble.of(Math.sqrt(Math.max(0, variance)) / Math.abs(differenceD));
  }

  /** F of the first stage, differenceD² / varianceD; absent where treatment does not vary. */
  public OptionalDouble firstStageF() {
    return varianceD == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(differenceD * differenceD / varianceD);
  }

  /** Two-sided p of no effect: that of differenceY by the normal; absent where Y does not vary. */
  public PValue pValue() {
    if (varianceY == 0) {
      return PValue.of(differenceY == 0 ? 1 : 0);
    }
    return Normal.twoSided(differenceY / Math.sqrt(varianceY));
  }

  /** The same by t, for clusters. */
  public PValue pValue(double degreesOfFreedom) {
    return varianceY == 0
        ? pValue()
        : StudentT.twoSided(differenceY / Math.sqrt(varianceY), degreesOfFreedom);
  }

  /** The Anderson-Rubin set by the normal: many units, or many clusters. */
  public EffectSet set(double level) {
    return within(Normal.twoSidedCritical(level));
  }

  /** The same by t, for few clusters: degrees of freedom are the clusters less one. */
  public EffectSet set(double level, double degreesOfFreedom) {
    return within(
        StudentT.twoSidedCritical(level, Check.positive("degreesOfFreedom", degreesOfFreedom)));
  }

  private EffectSet within(double critical) {
    double z2 = critical * critical;
    return EffectSet.ofQuadratic(
        differenceD * differenceD - z2 * varianceD,
        differenceY * differenceD - z2 * covariance,
        differenceY * differenceY - z2 * varianceY);
  }
}
