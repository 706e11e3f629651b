package dev.firstvalue.statistics.sequential;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * How much of a one-sided error has been spent by an information fraction t (Lan and DeMets 1983):
 * rises from 0 at t = 0 to the whole error at t = 1.
 */
@FunctionalInterface
public interface SpendingFunction {

  double spent(double t);

  /** 2(1 - Phi(z/sqrt t)), z the upper alpha/2 quantile: near O'Brien and Fleming's boundary. */
  static SpendingFunction obrienFleming(double alpha) {
    double z = Normal.upperQuantile(Check.openUnit("alpha", alpha) / 2);
    return t -> 2 * Normal.upperTail(z / Math.sqrt(t));
  }

  /** alpha log(1 + (e - 1) t): near Pocock's boundary. */
  static SpendingFunction pocock(double alpha) {
    Check.openUnit("alpha", alpha);
    return t -> alpha * Math.log1p((Math.E - 1) * t);
  }

  /** alpha t^power (Kim and DeMets 1987). */
  static SpendingFunction kimDeMets(double alpha, double power) {
    Check.openUnit("alpha", alpha);
    Check.positive("power", power);
    return t -> alpha * Math.pow(t, power);
  }

  /** alpha (1 - e^-gt)/(1 - e^-g), alpha t for g = 0 (Hwang, Shih and DeCani 1990). */
  static SpendingFunction hwangShihDeCani(double alpha, double gamma) {
    Check.openUnit("alpha", alpha);
    Check.finite("gamma", gamma);
    return gamma == 0 ? t -> alpha * t : t -> alpha * Math.expm1(-gamma * t) / Math.expm1(-gamma);
  }
}
