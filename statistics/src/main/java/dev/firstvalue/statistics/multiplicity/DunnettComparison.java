package dev.firstvalue.statistics.multiplicity;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.mean.Moments;
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
 */
public record DunnettComparison(
    List<Double> difference, List<Double> standardError, List<Double> t, List<Double> adjustedP) {

  /** Empty where no value within any arm varies, or there are no degrees of freedom. */
  public static Optional<DunnettComparison> of(Moments control, List<Moments> arms) {
    Check.atLeast("arms", arms.size(), 1);
    double squares =
        control.centredSquares() + arms.stream().mapToDouble(Moments::centredSquares).sum();
    double df = control.n() - 1 + arms.stream().mapToLong(a -> a.n() - 1).sum();
    if (df < 1 || squares == 0) {
      return Optional.empty();
    }
    double variance = squares / df;
    List<Double> difference = arms.stream().map(a -> a.mean() - control.mean()).toList();
    List<Double> se =
        arms.stream().map(a -> Math.sqrt(variance * (1.0 / a.n() + 1.0 / control.n()))).toList();
    List<Double> t =
        IntStream.range(0, arms.size()).mapToObj(i -> difference.get(i) / se.get(i)).toList();
    Dunnett dunnett = Dunnett.of(control.n(), arms.stream().map(Moments::n).toList(), df);
    return Optional.of(
        new DunnettComparison(difference, se, t, t.stream().map(dunnett::pValue).toList()));
  }
}
