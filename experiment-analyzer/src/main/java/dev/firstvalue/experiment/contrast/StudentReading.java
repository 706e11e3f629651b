package dev.firstvalue.experiment.contrast;

import dev.firstvalue.experiment.plan.Inference;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.distribution.StudentT;
import dev.firstvalue.validation.v1.Estimate;

/**
 * A difference by its error, read by Student's t: the p-value, one- or two-sided by the plan, and
 * the interval of its level.
 *
 * @param statistic difference / error
 * @param p upper tail where the plan is one-sided
 * @param difference with its interval
 */
public record StudentReading(double statistic, PValue p, Estimate difference) {

  /**
   * Reads a difference.
   *
   * @param error positive
   * @param degreesOfFreedom positive
   */
  public static StudentReading of(
      Inference inference, double difference, double error, double degreesOfFreedom) {
    double t = difference / error;
    PValue p =
        inference.oneSided()
            ? StudentT.greater(t, degreesOfFreedom)
            : StudentT.twoSided(t, degreesOfFreedom);
    double half = StudentT.twoSidedCritical(inference.level(), degreesOfFreedom) * error;
    return new StudentReading(
        t,
        p,
        Contrast.estimate(
            difference,
            new Interval(
                difference - half,
                difference + half,
                inference.level(),
                IntervalMethod.STUDENT_T)));
  }
}
