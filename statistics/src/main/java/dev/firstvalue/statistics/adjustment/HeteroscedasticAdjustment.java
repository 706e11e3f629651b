package dev.firstvalue.statistics.adjustment;

import dev.firstvalue.statistics.Check;

/**
 * HC2 standard errors (residual² / (1 - leverage)) of the treatment coefficient with one covariate.
 * Leverages depend on every row, so these need the rows; sums do not determine them.
 *
 * @param covariance of the regression on arm and covariate
 * @param interacted of Lin's regression, each arm with its own slope, at the overall mean
 */
public record HeteroscedasticAdjustment(double covariance, double interacted) {

  /** From the rows of both arms, at least 3 in each with a varying covariate. */
  public static HeteroscedasticAdjustment of(double[] y1, double[] x1, double[] y2, double[] x2) {
    PairedMoments first = PairedMoments.of(y1, x1);
    PairedMoments second = PairedMoments.of(y2, x2);
    if (y1.length < 3 || y2.length < 3 || first.xx() == 0 || second.xx() == 0) {
      throw Check.refused(
          "rows", y1.length + " and " + y2.length, "3 or more an arm with a varying covariate");
    }
    double slope = (first.xy() + second.xy()) / (first.xx() + second.xx());
    double apart = second.meanX() - first.meanX();
    double within = first.xx() + second.xx();
    double middle = first.with(second).meanX();
    double common =
        shared(y1, x1, first, slope, within, -apart) + shared(y2, x2, second, slope, within, apart);
    double own = separate(y1, x1, first, middle) + separate(y2, x2, second, middle);
    return new HeteroscedasticAdjustment(Math.sqrt(common), Math.sqrt(own));
  }

  private static double shared(
      double[] y, double[] x, PairedMoments arm, double slope, double within, double apart) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double off = x[i] - arm.meanX();
      double residual = y[i] - arm.meanY() - slope * off;
      double weight = 1.0 / arm.n() - apart * off / within;
      sum += square(weight * residual) / (1 - 1.0 / arm.n() - off * off / within);
    }
    return sum;
  }

  private static double separate(double[] y, double[] x, PairedMoments arm, double middle) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double off = x[i] - arm.meanX();
      double residual = y[i] - arm.meanY() - arm.xy() / arm.xx() * off;
      double weight = 1.0 / arm.n() + (middle - arm.meanX()) * off / arm.xx();
      sum += square(weight * residual) / (1 - 1.0 / arm.n() - off * off / arm.xx());
    }
    return sum;
  }

  private static double square(double value) {
    return value * value;
  }
}
