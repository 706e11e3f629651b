package dev.firstvalue.statistics.multiplicity;

import dev.firstvalue.statistics.Check;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusted p-values, in the order of the input; an adjusted value at most alpha means rejected at
 * family-wise error (or, for the last two, false discovery rate) alpha.
 *
 * <p>Holm 1979; Hochberg 1988 (independent or positively dependent tests); Hommel 1988 (likewise);
 * Benjamini and Hochberg 1995 (likewise); Benjamini and Yekutieli 2001 (any dependence). Bonferroni
 * and Holm hold under any dependence.
 */
public final class AdjustedPValues {

  private AdjustedPValues() {}

  public static double[] bonferroni(double... p) {
    return Arrays.stream(checked(p)).map(v -> Math.min(1, p.length * v)).toArray();
  }

  /** 1 - (1-p)^m. */
  public static double[] sidak(double... p) {
    return Arrays.stream(checked(p)).map(v -> sidak(v, p.length)).toArray();
  }

  public static double[] holm(double... p) {
    return stepDown(checked(p), (v, left) -> Math.min(1, left * v));
  }

  public static double[] holmSidak(double... p) {
    return stepDown(checked(p), AdjustedPValues::sidak);
  }

  public static double[] hochberg(double... p) {
    int m = checked(p).length;
    return stepUp(p, rank -> m - rank + 1.0);
  }

  public static double[] benjaminiHochberg(double... p) {
    int m = checked(p).length;
    return stepUp(p, rank -> (double) m / rank);
  }

  public static double[] benjaminiYekutieli(double... p) {
    int m = checked(p).length;
    double harmonic = IntStream.rangeClosed(1, m).mapToDouble(i -> 1.0 / i).sum();
    return stepUp(p, rank -> harmonic * m / rank);
  }

  /** Hommel's closed Simes procedure, by Wright's 1992 algorithm; quadratic in the number. */
  public static double[] hommel(double... p) {
    int m = checked(p).length;
    Integer[] order = ascending(p);
    double[] sorted = Arrays.stream(order).mapToDouble(i -> p[i]).toArray();
    double[] q = new double[m];
    double[] adjusted = new double[m];
    double simes = IntStream.range(0, m).mapToDouble(i -> m * sorted[i] / (i + 1)).min().orElse(1);
    Arrays.fill(q, simes);
    Arrays.fill(adjusted, simes);
    for (int size = m - 1; size >= 2; size--) {
      int rest = m - size + 1;
      double smallest = Double.POSITIVE_INFINITY;
      for (int j = 2; j <= size; j++) {
        smallest = Math.min(smallest, size * sorted[rest + j - 2] / j);
      }
      for (int i = 0; i < rest; i++) {
        q[i] = Math.min(size * sorted[i], smallest);
      }
      for (int i = rest; i < m; i++) {
        q[i] = q[m - size];
      }
      for (int i = 0; i < m; i++) {
        adjusted[i] = Math.max(adjusted[i], q[i]);
      }
    }
    double[] result = new double[m];
    for (int i = 0; i < m; i++) {
      result[order[i]] = Math.min(1, Math.max(adjusted[i], sorted[i]));
    }
    return result;
  }

  private static double sidak(double p, int tests) {
    return -Math.expm1(tests * Math.log1p(-p));
  }

  private interface StepDownRule {
    double adjust(double p, int left);
  }

  private interface StepUpRule {
    double factor(int rank);
  }

  private static double[] stepDown(double[] p, StepDownRule rule) {
    Integer[] order = ascending(p);
    double[] result = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, rule.adjust(p[order[i]], p.length - i));
      result[order[i]] = largest;
    }
    return result;
  }

  private static double[] stepUp(double[] p, StepUpRule rule) {
    Integer[] order = ascending(p);
    double[] result = new double[p.length];
    double smallest = 1;
    for (int i = p.length - 1; i >= 0; i--) {
      smallest = Math.min(smallest, rule.factor(i + 1) * p[order[i]]);
      result[order[i]] = smallest;
    }
    return result;
  }

  private static Integer[] ascending(double[] p) {
    Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return order;
  }

  private static double[] checked(double[] p) {
    if (p.length == 0) {
      throw Check.refused("p", "[]", "at least one p-value");
    }
    for (int i = 0; i < p.length; i++) {
      Check.probability("p[" + i + "]", p[i]);
    }
    return p;
  }
}
