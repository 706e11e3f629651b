package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Binomial;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Two-sided exact tests of equal proportions that do not condition on the successes: the tables at
 * least as extreme as the one seen are weighed by the common p that makes them most probable.
 *
 * <p>Barnard 1945 with |z| pooled or unpooled as the order of extremity; Boschloo 1970 with
 * Fisher's one-sided p, twice the smaller of the two sides. For small arms: time grows with n1
 * times n2.
 */
public final class UnconditionalExact {

  /** What becomes of tables that are exactly as extreme as the one seen. */
  public enum Ties {
    /** They count, as the definition says. */
    COUNTED(1e-9),
    /**
     * Whether they count is left to the last bits of their statistics, as in SciPy's {@code
     * barnard_exact}; the p-value can come out too small.
     */
    AS_COMPUTED(0);

    private final double slack;

    Ties(double slack) {
      this.slack = slack;
    }
  }

  private static final int GRID = 1024;
  private static final long MOST_TABLES = 4_000_000;

  private final int n1;
  private final int n2;
  private final double[] coefficients1;
  private final double[] coefficients2;
  private final Proportion first;
  private final Proportion second;

  private UnconditionalExact(Proportion first, Proportion second) {
    if (first.trials() > MOST_TABLES
        || second.trials() > MOST_TABLES
        || first.trials() * second.trials() > MOST_TABLES) {
      throw Check.refused(
          "trials",
          first.trials() + " and " + second.trials(),
          "a product of at most " + MOST_TABLES + "; use the pooled z test");
    }
    this.n1 = (int) first.trials();
    this.n2 = (int) second.trials();
    this.coefficients1 = logCoefficients(n1);
    this.coefficients2 = logCoefficients(n2);
    this.first = first;
    this.second = second;
  }

  public static PValue barnardPooled(Proportion first, Proportion second, Ties ties) {
    return new UnconditionalExact(first, second).barnard(true, ties);
  }

  public static PValue barnardUnpooled(Proportion first, Proportion second, Ties ties) {
    return new UnconditionalExact(first, second).barnard(false, ties);
  }

  public static PValue boschloo(Proportion first, Proportion second) {
    double less = new UnconditionalExact(first, second).boschlooLess();
    double greater = new UnconditionalExact(second, first).boschlooLess();
    return PValue.of(2 * Math.min(less, greater));
  }

  private PValue barnard(boolean pooled, Ties ties) {
    double seen = Math.abs(z((int) first.successes(), (int) second.successes(), pooled));
    boolean[][] extreme = new boolean[n1 + 1][n2 + 1];
    for (int i = 0; i <= n1; i++) {
      for (int j = 0; j <= n2; j++) {
        extreme[i][j] = Math.abs(z(i, j, pooled)) >= seen * (1 - ties.slack);
      }
    }
    return PValue.of(mostProbable(extreme));
  }

  /** In the order of operations that SciPy uses, so that ties as computed fall alike. */
  private double z(int i, int j, boolean pooled) {
    double p1 = (double) i / n1;
    double p2 = (double) j / n2;
    if ((long) i * n2 == (long) j * n1) {
      return 0;
    }
    double p = (double) (i + j) / (n1 + n2);
    double variance =
        pooled ? p * (1 - p) * (1.0 / n1 + 1.0 / n2) : p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2;
    return (p1 - p2) / Math.sqrt(variance);
  }

  private double boschlooLess() {
    double seen = fisherLess((int) first.successes(), (int) second.successes());
    boolean[][] extreme = new boolean[n1 + 1][n2 + 1];
    for (int s = 0; s <= n1 + n2; s++) {
      NoncentralHypergeometric table = new NoncentralHypergeometric(n1, n2, s);
      for (int i = (int) table.low(); i <= table.high(); i++) {
        extreme[i][s - i] = Math.exp(table.logLower(i, 0)) <= seen * (1 + Ties.COUNTED.slack);
      }
    }
    return mostProbable(extreme);
  }

  private double fisherLess(int i, int j) {
    return Math.exp(new NoncentralHypergeometric(n1, n2, i + j).logLower(i, 0));
  }

  /** The largest probability of the region over the common p, sought on a grid in arcsin sqrt p. */
  private double mostProbable(boolean[][] extreme) {
    DoubleUnaryOperator probability = angle -> probability(extreme, Math.pow(Math.sin(angle), 2));
    double step = Math.PI / 2 / GRID;
    double[] values = new double[GRID + 1];
    double best = 0;
    for (int g = 0; g <= GRID; g++) {
      values[g] = probability.applyAsDouble(g * step);
      best = Math.max(best, values[g]);
    }
    double largest = best;
    for (int g = 1; g < GRID; g++) {
      boolean peak = values[g] >= values[g - 1] && values[g] >= values[g + 1];
      if (peak && values[g] > 0.99 * best) {
        largest = Math.max(largest, climb(probability, (g - 1) * step, (g + 1) * step));
      }
    }
    return Math.min(1, largest);
  }

  private static double climb(DoubleUnaryOperator f, double from, double to) {
    double a = from;
    double b = to;
    for (int i = 0; i < 60; i++) {
      double x1 = a + (b - a) / 3;
      double x2 = b - (b - a) / 3;
      if (f.applyAsDouble(x1) < f.applyAsDouble(x2)) {
        a = x1;
      } else {
        b = x2;
      }
    }
    return f.applyAsDouble(0.5 * (a + b));
  }

  private double probability(boolean[][] extreme, double p) {
    double[] one = probabilities(coefficients1, p);
    double[] two = probabilities(coefficients2, p);
    double sum = 0;
    for (int i = 0; i <= n1; i++) {
      double row = 0;
      for (int j = 0; j <= n2; j++) {
        if (extreme[i][j]) {
          row += two[j];
        }
      }
      sum += one[i] * row;
    }
    return sum;
  }

  private static double[] probabilities(double[] logCoefficients, double p) {
    int n = logCoefficients.length - 1;
    double[] result = new double[n + 1];
    if (p <= 0 || p >= 1) {
      result[p <= 0 ? 0 : n] = 1;
      return result;
    }
    double hit = Math.log(p);
    double miss = Math.log1p(-p);
    for (int k = 0; k <= n; k++) {
      result[k] = Math.exp(logCoefficients[k] + k * hit + (n - k) * miss);
    }
    return result;
  }

  private static double[] logCoefficients(int n) {
    Binomial fair = new Binomial(n, 0.5);
    double[] result = new double[n + 1];
    Arrays.setAll(result, k -> fair.logProbability(k) + n * Math.log(2));
    return result;
  }
}
