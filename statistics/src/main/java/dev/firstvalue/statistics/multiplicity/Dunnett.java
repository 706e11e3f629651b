package dev.firstvalue.statistics.multiplicity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.GaussPanels;
import dev.firstvalue.statistics.distribution.LogConcave;
import dev.firstvalue.statistics.distribution.NoncentralT;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Many arms against one control (Dunnett 1955, 1964): the distribution of the largest |t| when the
 * arms share the control's mean and one variance. Given the control's error z and the scale s the
 * arms are independent, so the probability is a double integral, computed here as such.
 */
public final class Dunnett {

  /** Direct integration carries its digits down to this probability, and t up to this size. */
  private static final double FAR_OUT = 1e-12;

  private static final double FAR = 1e6;

  /** Beyond this many deviations two arms exceed together in less than 1e-4 of the cases. */
  private static final double NEAR = 8;

  private static final GaussPanels CONTROL = new GaussPanels(0, 9, 5);

  /** How many arms have each loading on the control's error, sqrt(n/(n + control)). */
  private final Map<Double, Long> armsByLoading;

  private final double df;

  private Dunnett(Map<Double, Long> armsByLoading, double df) {
    this.armsByLoading = armsByLoading;
    // beyond this the scale is known to nine digits, and integrating over it would only lose some
    this.df = df > 1e9 ? Double.POSITIVE_INFINITY : df;
    if (!(df > 0)) {
      throw Check.refused("df", df, "above 0, possibly infinite");
    }
  }

  /**
   * For arms of these sizes.
   *
   * @param control units in the control arm
   * @param arms units in each other arm
   * @param df degrees of freedom of the common variance, possibly infinite
   */
  public static Dunnett of(long control, List<Long> arms, double df) {
    Check.atLeast("control", control, 1);
    Check.atLeast("arms", arms.size(), 1);
    return new Dunnett(
        arms.stream()
            .map(n -> Math.sqrt(Check.atLeast("arm", n, 1) / ((double) n + control)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())),
        df);
  }

  /** For this many arms of the control's size. */
  public static Dunnett equal(long arms, double df) {
    return new Dunnett(Map.of(Math.sqrt(0.5), Check.atLeast("treatments", arms, 1)), df);
  }

  /** P(largest |t| &gt;= t): the adjusted p-value of an arm with this t. */
  public PValue adjustedP(double t) {
    double size = Math.abs(t);
    double direct = size < FAR ? probability(size) : 0;
    if (direct > FAR_OUT) {
      return PValue.of(direct);
    }
    // so far out the arms all but never exceed together: their tails add up
    return PValue.fromLog(
        df == Double.POSITIVE_INFINITY
            ? logSomeBeyond(size)
            : LogConcave.logIntegral(
                u -> NoncentralT.logDensityOfLogScale(u, df) + logSomeBeyond(size * Math.exp(u)),
                -700 / Math.max(1, df) - 1,
                5));
  }

  /** The half-width, in standard errors, of intervals that hold for all arms together. */
  public double critical(double alpha) {
    Check.openUnit("alpha", alpha);
    long arms = armsByLoading.values().stream().mapToLong(Long::longValue).sum();
    // one arm alone needs less than all of them, and Bonferroni's share for each is enough
    double low = StudentT.upperQuantile(alpha / 2, df) - 1e-6;
    double high = StudentT.upperQuantile(alpha / (2.0 * arms), df) + 1e-6;
    return new BrentSolver(1e-12, 1e-10).solve(200, c -> probability(c) - alpha, low, high);
  }

  private double logSomeBeyond(double c) {
    if (c < NEAR) {
      return Math.log(exceeds(c));
    }
    long arms = armsByLoading.values().stream().mapToLong(Long::longValue).sum();
    return Math.log(2.0 * arms) + Normal.logUpperTail(c);
  }

  private double probability(double size) {
    if (df == Double.POSITIVE_INFINITY) {
      return exceeds(size);
    }
    // log s is within these bounds but for less than e^-37
    double spread = Math.sqrt(1 / (2 * df));
    double low = -Math.max(9 * spread, 37 / df);
    double high = Math.min(9 * spread, 0.5 * Math.log(1 + 90 / df) + 1);
    int panels = (int) Math.ceil((high - low) / Math.min(3 * spread, 1.5));
    return Math.min(
        1,
        new GaussPanels(low, high, panels)
            .integrate(
                u ->
                    Math.exp(NoncentralT.logDensityOfLogScale(u, df))
                        * exceeds(size * Math.exp(u))));
  }

  private double exceeds(double c) {
    // alike on both sides of 0
    return 2 * CONTROL.integrate(z -> Normal.density(z) * -Math.expm1(logAllWithin(c, z)));
  }

  private double logAllWithin(double c, double z) {
    double log = 0;
    for (Map.Entry<Double, Long> alike : armsByLoading.entrySet()) {
      double loading = alike.getKey();
      double own = Math.sqrt(1 - loading * loading);
      double outside =
          Normal.upperTail((c - loading * z) / own) + Normal.upperTail((c + loading * z) / own);
      log += alike.getValue() * Math.log1p(-Math.min(1, outside));
    }
    return log;
  }
}
