package dev.firstvalue.statistics.mean;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import java.util.OptionalDouble;

/**
 * The relative lift of a mean, (treatment - control)/|control|, by the delta method with the noise
 * of the baseline included: se² = vT/mC² + mT² vC/mC⁴, v = s²/n, and t on Welch's degrees of
 * freedom. Poor where the baseline is within a few standard errors of 0.
 *
 * @param lift absent where the baseline is 0
 * @param standardError absent where the lift is, or a variance is unknown
 */
public record RelativeMeans(
    OptionalDouble lift, OptionalDouble standardError, double degreesOfFreedom) {

  public static RelativeMeans of(Moments treatment, Moments control) {
    double base = Math.abs(control.mean());
    if (base == 0) {
      return new RelativeMeans(OptionalDouble.empty(), OptionalDouble.empty(), Double.NaN);
    }
    OptionalDouble lift = OptionalDouble.of((treatment.mean() - control.mean()) / base);
    if (treatment.n() < 2 || control.n() < 2) {
      return new RelativeMeans(lift, OptionalDouble.empty(), Double.NaN);
    }
    double noise = Math.sqrt(treatment.variance().orElseThrow() / treatment.n()) / base;
    double baseline = Math.sqrt(control.variance().orElseThrow() / control.n()) / base;
    return new RelativeMeans(
        lift,
        OptionalDouble.of(Math.hypot(noise, treatment.mean() / base * baseline)),
        Welch.degreesOfFreedom(treatment, control));
  }

  /** Whether there is a test and an interval. */
  public boolean testable() {
    return standardError.orElse(0) > 0;
  }

  /** Two-sided p of no lift; only where {@link #testable}. */
  public PValue pValue() {
    return StudentT.twoSided(lift.orElseThrow() / standardError.orElseThrow(), degreesOfFreedom);
  }

  /** Interval of the lift; only where {@link #testable}. */
  public Interval interval(double level) {
    double half = StudentT.twoSidedCritical(level, degreesOfFreedom) * standardError.orElseThrow();
    double middle = lift.orElseThrow();
    return new Interval(middle - half, middle + half, level, IntervalMethod.DELTA);
  }
}
