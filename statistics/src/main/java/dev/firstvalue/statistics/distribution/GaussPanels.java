package dev.firstvalue.statistics.distribution;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** Places and weights of Gauss-Legendre quadrature in equal panels, for smooth functions. */
public final class GaussPanels {

  private static final GaussIntegrator TEMPLATE = new GaussIntegratorFactory().legendre(16);

  private final double[] points;
  private final double[] weights;

  /** Panels over [from, to], 16 places in each. */
  public GaussPanels(double from, double to, int panels) {
    int each = TEMPLATE.getNumberOfPoints();
    points = new double[panels * each];
    weights = new double[panels * each];
    double half = (to - from) / panels / 2;
    for (int p = 0; p < panels; p++) {
      for (int i = 0; i < each; i++) {
        points[p * each + i] = from + half * (2 * p + 1 + TEMPLATE.getPoint(i));
        weights[p * each + i] = half * TEMPLATE.getWeight(i);
      }
    }
  }

  public int size() {
    return points.length;
  }

  public double point(int i) {
    return points[i];
  }

  public double weight(int i) {
    return weights[i];
  }

  public double integrate(DoubleUnaryOperator f) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += weights[i] * f.applyAsDouble(points[i]);
    }
    return sum;
  }
}
