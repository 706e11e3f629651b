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
 * times n2 once, and with n1 + n2 for each p that is tried.
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
  private static final int FEW_TRIALS = 200;

  /** A peak whose parabola stays below this share of the best grid point cannot be the highest. */
  private static final double NEAR_BEST = 0.9998;

  private static final long MOST_TABLES = 4_000_000;

  private final int n1;
  private final int n2;
  private final double[] coefficients1;
  private final double[] coefficients2;
  private final Proportion first;
  private final Proportion second;

  private UnconditionalExact(Proportion first, Proportion second) {
    if (!feasible(first, second)) {
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

  /** Whether the arms are small enough. */
  public static boolean feasible(Proportion first, Proportion second) {
    return first.trials() <= MOST_TABLES
        && second.trials() <= MOST_TABLES
        && first.trials() * second.trials() <= MOST_TABLES;
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
    int[][] runs = Arrays.stream(extreme).map(UnconditionalExact::runs).toArray(int[][]::new);
    DoubleUnaryOperator probability = angle -> probability(runs, Math.pow(Math.sin(angle), 2));
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
      if (peak && top(values, g) > NEAR_BEST * best) {
        largest = Math.max(largest, climb(probability, (g - 1) * step, (g + 1) * step));
      }
    }
    return Math.min(1, largest);
  }

  /** The top of the parabola through a grid point and its neighbours. */
  private static double top(double[] values, int g) {
    double bend = 2 * values[g] - values[g - 1] - values[g + 1];
    double slope = values[g + 1] - values[g - 1];
    return bend > 0 ? values[g] + slope * slope / (8 * bend) : values[g];
  }

  private static double climb(DoubleUnaryOperator f, double from, double to) {
    double a = from;
    double b = to;
    for (int i = 0; i < 32; i++) {
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

  /** Where the stretches of a row begin and end, the ends exclusive: one or two as a rule. */
  private static int[] runs(boolean[] row) {
    int[] ends = new int[row.length + 1];
    int found = 0;
    for (int j = 0; j <= row.length; j++) {
      boolean now = j < row.length && row[j];
      boolean before = j > 0 && row[j - 1];
      if (now != before) {
        ends[found++] = j;
      }
    }
    return Arrays.copyOf(ends, found);
  }

  /** Sums of whole stretches at once: from the front, or from the back for those that reach it. */
  private double probability(int[][] runs, double p) {
    double[] one = probabilities(coefficients1, p);
    double[] two = probabilities(coefficients2, p);
    double[] front = new double[n2 + 2];
    double[] back = new double[n2 + 2];
    for (int j = 0; j <= n2; j++) {
      front[j + 1] = front[j] + two[j];
      back[n2 - j] = back[n2 - j + 1] + two[n2 - j];
    }
    double sum = 0;
    for (int i = 0; i <= n1; i++) {
      if (one[i] == 0) {
        continue;
      }
      double row = 0;
      for (int r = 0; r < runs[i].length; r += 2) {
        int from = runs[i][r];
        int to = runs[i][r + 1];
        row += to == n2 + 1 ? back[from] : front[to] - front[from];
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
    int from = 0;
    int to = n;
    if (n > FEW_TRIALS) {
      // outside 9 deviations and some nothing is left that a sum could keep
      double reach = 9 * Math.sqrt(n * p * (1 - p)) + 20;
      from = Math.max(0, (int) (n * p - reach));
      to = Math.min(n, (int) (n * p + reach));
    }
    for (int k = from; k <= to; k++) {
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
