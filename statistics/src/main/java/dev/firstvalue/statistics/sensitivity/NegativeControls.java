package dev.firstvalue.statistics.sensitivity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;

/**
 * The errors of a method as seen on negative controls, effects that cannot be (Lipsitch 2010;
 * empirical calibration, Schuemie et al. 2014): a normal distribution of systematic error, fitted
 * by maximum likelihood with each control's own sampling error taken out.
 *
 * @param mean systematic error on average
 * @param deviation its standard deviation, 0 or more
 * @param controls how many
 */
public record NegativeControls(double mean, double deviation, int controls) {

  /** From the controls' estimates and their standard errors; at least 2, better 20 or more. */
  public static NegativeControls of(double[] estimates, double[] standardErrors) {
    if (estimates.length != standardErrors.length || estimates.length < 2) {
      throw Check.refused(
          "controls", estimates.length + " and " + standardErrors.length, "two or more, as many");
    }
    double widest = 0;
    for (int i = 0; i < estimates.length; i++) {
      Check.finite("estimates[" + i + "]", estimates[i]);
      Check.positive("standardErrors[" + i + "]", standardErrors[i]);
      for (double other : estimates) {
        widest = Math.max(widest, Math.abs(other - estimates[i]));
      }
    }
    // the profile of the variance is unimodal in practice: coarse grid, then golden section
    double best = 0;
    int points = 200;
    for (int g = 1; g <= points; g++) {
      double candidate = widest * g / points;
      if (logLikelihood(estimates, standardErrors, candidate)
          > logLikelihood(estimates, standardErrors, best)) {
        best = candidate;
      }
    }
    double low = Math.max(0, best - widest / points);
    double high = best + widest / points;
    double golden = 0.5 * (Math.sqrt(5) - 1);
    for (int i = 0; i < 100; i++) {
      double one = high - golden * (high - low);
      double two = low + golden * (high - low);
      if (logLikelihood(estimates, standardErrors, one)
          >= logLikelihood(estimates, standardErrors, two)) {
        high = two;
      } else {
        low = one;
      }
    }
    double deviation = 0.5 * (low + high);
    if (logLikelihood(estimates, standardErrors, 0)
        >= logLikelihood(estimates, standardErrors, deviation)) {
      deviation = 0;
    }
    return new NegativeControls(
        mean(estimates, standardErrors, deviation), deviation, estimates.length);
  }

  /** (estimate - mean)/sqrt(se² + deviation²). */
  public double calibratedZ(double estimate, double standardError) {
    double error = Math.hypot(Check.notNegative("standardError", standardError), deviation);
    return (Check.finite("estimate", estimate) - mean) / error;
  }

  /** Two-sided p of the calibrated z; empty where there is no error of any kind. */
  public Optional<PValue> calibratedP(double estimate, double standardError) {
    double z = calibratedZ(estimate, standardError);
    return Double.isFinite(z) ? Optional.of(Normal.twoSided(z)) : Optional.empty();
  }

  private static double mean(double[] estimates, double[] errors, double deviation) {
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < estimates.length; i++) {
      double w = 1 / (errors[i] * errors[i] + deviation * deviation);
      weight += w;
      sum += w * estimates[i];
    }
    return sum / weight;
  }

  private static double logLikelihood(double[] estimates, double[] errors, double deviation) {
    double middle = mean(estimates, errors, deviation);
    double log = 0;
    for (int i = 0; i < estimates.length; i++) {
      double variance = errors[i] * errors[i] + deviation * deviation;
      double off = estimates[i] - middle;
      log -= 0.5 * (Math.log(variance) + off * off / variance);
    }
    return log;
  }
}
