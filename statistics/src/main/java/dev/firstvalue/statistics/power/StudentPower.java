package dev.firstvalue.statistics.power;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.NoncentralT;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Power of the two-sample t test with n units in each arm and one variance, by the noncentral t
 * distribution; as R's {@code power.t.test}, the wrong tail of a two-sided test is not counted.
 *
 * @param tail error of the side that counts: alpha/2 for a two-sided test
 */
public record StudentPower(double tail) {

  private static final double FEWEST = 1.05;
  private static final double MOST = 1e12;

  public StudentPower {
    Check.openUnit("alpha", tail);
  }

  /**
   * Power.
   *
   * @param n units an arm, above 1, not necessarily whole
   * @param effect difference of means over the standard deviation
   */
  public double power(double n, double effect) {
    if (!(n > 1)) {
      throw Check.refused("n", n, "above 1");
    }
    double df = 2 * (n - 1);
    double critical = StudentT.upperQuantile(tail, df);
    return NoncentralT.upperTail(Math.max(0, critical), df, Math.sqrt(n / 2) * Math.abs(effect));
  }

  /** Units an arm for this power, before rounding up. */
  public double perArm(double effect, double power) {
    Check.positive("power", Check.openUnit("power", power));
    if (effect == 0 || !Double.isFinite(effect)) {
      throw Check.refused("delta/sd", effect, "a finite number other than 0");
    }
    if (power <= tail) {
      throw Check.refused("power", power, "above the error of one side, " + tail);
    }
    return Math.exp(
        solve(log -> power(Math.exp(log), effect) - power, Math.log(FEWEST), Math.log(MOST)));
  }

  /** The standardised effect seen with this power. */
  public double effect(double n, double power) {
    Check.openUnit("power", power);
    return solve(effect -> power(n, effect) - power, 0, 1e4);
  }

  private static double solve(DoubleUnaryOperator rising, double low, double high) {
    if (rising.applyAsDouble(low) >= 0) {
      return low;
    }
    if (rising.applyAsDouble(high) <= 0) {
      throw Check.refused("power", "not reached", "an effect that some sample size can see");
    }
    return new BrentSolver(1e-14, 1e-12).solve(300, rising::applyAsDouble, low, high);
  }
}
