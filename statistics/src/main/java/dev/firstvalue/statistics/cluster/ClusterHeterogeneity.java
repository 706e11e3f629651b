package dev.firstvalue.statistics.cluster;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.BetaDistribution;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Whether estimates from the same clusters are one value, where a cluster may add to several of
 * them: Wald's statistic of their differences from the last, with V = G/(G-1) sum of s s' over the
 * clusters' scores, read as Hotelling's 1931 T², (G-q)/(q(G-1)) W on F(q, G-q), q one less than the
 * estimates. With estimates that no two clusters share it is the clustered form of Cochran's Q. For
 * 20 clusters beyond the estimates or more.
 *
 * @param wald W, 0 or more
 * @param numerator q, at least 1
 * @param denominator G - q, above 0
 * @param pValue of one value
 */
public record ClusterHeterogeneity(double wald, int numerator, int denominator, PValue pValue) {

  /** Off-diagonal noise beside the diagonal that is still symmetric. */
  private static final double SYMMETRY = 1e-9;

  private static final double SINGULAR = 1e-300;

  /**
   * From what each cluster adds to each estimate, on the estimates' scale. Empty with as few
   * clusters as estimates, or where the estimates cannot be told apart.
   *
   * @param estimates at least 2
   * @param scores a row a cluster, as long as there are estimates; their sums over clusters are 0
   */
  public static Optional<ClusterHeterogeneity> of(double[] estimates, List<double[]> scores) {
    Check.atLeast("estimates", estimates.length, 2);
    int q = estimates.length - 1;
    double[] contrasts = new double[q];
    for (int i = 0; i < q; i++) {
      contrasts[i] = Check.finite("estimates[" + i + "]", estimates[i]) - estimates[q];
    }
    double[][] products = new double[q][q];
    for (double[] score : scores) {
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          products[i][j] += (score[i] - score[q]) * (score[j] - score[q]);
        }
      }
    }
    return ofContrasts(contrasts, products, scores.size());
  }

  /**
   * From the contrasts themselves, of which each is 0 if the estimates are one value.
   *
   * @param contrasts q of them, at least 1
   * @param products of the clusters' scores of two contrasts, added up over clusters; the scores
   *     add up to 0
   * @param clusters G
   */
  public static Optional<ClusterHeterogeneity> ofContrasts(
      double[] contrasts, double[][] products, long clusters) {
    int q = contrasts.length;
    if (clusters <= q + 1) {
      return Optional.empty();
    }
    double wald;
    try {
      ArrayRealVector difference = new ArrayRealVector(contrasts);
      wald =
          difference.dotProduct(
                  new CholeskyDecomposition(new Array2DRowRealMatrix(products), SYMMETRY, SINGULAR)
                      .getSolver()
                      .solve(difference))
              * (clusters - 1.0)
              / clusters;
    } catch (NonPositiveDefiniteMatrixException e) {
      return Optional.empty(); // nothing varies between two of the estimates: there is no test
    }
    int denominator = Math.toIntExact(clusters - q);
    double f = denominator * wald / (q * (clusters - 1.0));
    // F > f is X < d/(d + q f) for X beta(d/2, q/2), whose logit is log(d/(q f))
    double logit = Math.log(denominator) - Math.log(q * f);
    PValue p =
        f == 0
            ? PValue.of(1)
            : PValue.fromLog(new BetaDistribution(denominator / 2.0, q / 2.0).logLowerTail(logit));
    return Optional.of(new ClusterHeterogeneity(wald, q, denominator, p));
  }
}
