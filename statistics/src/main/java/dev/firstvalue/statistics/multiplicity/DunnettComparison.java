package dev.firstvalue.statistics.multiplicity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Dunnett's comparison of arms with a control by means, with one variance pooled over all arms.
 *
 * @param difference arm's mean less control's, arm by arm
 * @param standardError of each difference
 * @param t difference over standard error
 * @param adjustedP two-sided, adjusted for all arms together
 * @param distribution of the largest |t|, for simultaneous intervals
 */
public record DunnettComparison(
    List<Double> difference,
    List<Double> standardError,
    List<Double> t,
    List<PValue> adjustedP,
    Dunnett distribution) {

  /** Intervals that hold for all arms together, arm by arm: the duals of the adjusted p-values. */
  public List<Interval> intervals(double level) {
    double critical = distribution.critical(1 - Check.level(level));
    return IntStream.range(0, difference.size())
        .mapToObj(
            i -> {
              double half = critical * standardError.get(i);
              return new Interval(
                  difference.get(i) - half,
                  difference.get(i) + half,
                  level,
                  IntervalMethod.STUDENT_T);
            })
        .toList();
  }

  /**
   * Proportions compared with a control, normal theory with the variance pooled over all arms under
   * no difference; for expected counts of 10 or more in every arm. Empty where nothing varies.
   */
  public static Optional<DunnettComparison> ofProportions(
      Proportion control, List<Proportion> arms) {
    Check.atLeast("arms", arms.size(), 1);
    double variance = arms.stream().reduce(control, Proportion::pooledWith).variance();
    if (variance == 0) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            arms.stream().map(a -> a.minus(control)).toList(),
            variance,
            control.trials(),
            arms.stream().map(Proportion::trials).toList(),
            Double.POSITIVE_INFINITY));
  }

  /** Empty where no value within any arm varies, or there are no degrees of freedom. */
  public static Optional<DunnettComparison> of(Moments control, List<Moments> arms) {
    Check.atLeast("arms", arms.size(), 1);
    double squares =
        control.centredSquares() + arms.stream().mapToDouble(Moments::centredSquares).sum();
    double df = control.n() - 1 + arms.stream().mapToLong(a -> a.n() - 1).sum();
    if (df < 1 || squares == 0) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            arms.stream().map(a -> a.mean() - control.mean()).toList(),
            squares / df,
            control.n(),
            arms.stream().map(Moments::n).toList(),
            df));
  }

  private static DunnettComparison of(
      List<Double> difference, double variance, long control, List<Long> sizes, double df) {
    List<Double> se =
        sizes.stream().map(n -> Math.sqrt(variance * (1.0 / n + 1.0 / control))).toList();
    List<Double> t =
        IntStream.range(0, sizes.size()).mapToObj(i -> difference.get(i) / se.get(i)).toList();
    Dunnett dunnett = Dunnett.of(control, sizes, df);
    return new DunnettComparison(
        difference, se, t, t.stream().map(dunnett::adjustedP).toList(), dunnett);
  }
}
