package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A 2x2 table of a mark against an outcome, with the usual summaries of how well the mark tells the
 * outcome. A summary whose denominator is zero is absent, never 0.
 *
 * @param markedPositive marked, with the outcome
 * @param markedNegative marked, without it
 * @param otherPositive not marked, with the outcome
 * @param otherNegative not marked, without it
 */
public record FourfoldTable(
    long markedPositive, long markedNegative, long otherPositive, long otherNegative) {

  public FourfoldTable {
    Check.count("markedPositive", markedPositive);
    Check.count("markedNegative", markedNegative);
    Check.count("otherPositive", otherPositive);
    Check.count("otherNegative", otherNegative);
  }

  public long marked() {
    return markedPositive + markedNegative;
  }

  public long others() {
    return otherPositive + otherNegative;
  }

  public long total() {
    return marked() + others();
  }

  /** Share marked, of all. */
  public Optional<Proportion> markedShare() {
    return proportion(marked(), total());
  }

  /** Share with the outcome, of all. */
  public Optional<Proportion> positiveShare() {
    return proportion(markedPositive + otherPositive, total());
  }

  /** Share with the outcome among the marked: the positive predictive value. */
  public Optional<Proportion> positivePredictiveValue() {
    return proportion(markedPositive, marked());
  }

  /** Share with the outcome among the others. */
  public Optional<Proportion> positiveAmongOthers() {
    return proportion(otherPositive, others());
  }

  /** Share without the outcome among the others. */
  public Optional<Proportion> negativePredictiveValue() {
    return proportion(otherNegative, others());
  }

  /** Share marked among those with the outcome. */
  public Optional<Proportion> sensitivity() {
    return proportion(markedPositive, markedPositive + otherPositive);
  }

  /** Share not marked among those without the outcome. */
  public Optional<Proportion> specificity() {
    return proportion(otherNegative, markedNegative + otherNegative);
  }

  /** Youden's J, sensitivity + specificity - 1. */
  public OptionalDouble youden() {
    Optional<Proportion> sensitivity = sensitivity();
    Optional<Proportion> specificity = specificity();
    return sensitivity.isPresent() && specificity.isPresent()
        ? OptionalDouble.of(sensitivity.get().value() + specificity.get().value() - 1)
        : OptionalDouble.empty();
  }

  /** Positive share among the marked less that among the others. */
  public OptionalDouble riskDifference() {
    Optional<Proportion> with = positivePredictiveValue();
    Optional<Proportion> without = positiveAmongOthers();
    return with.isPresent() && without.isPresent()
        ? OptionalDouble.of(with.get().minus(without.get()))
        : OptionalDouble.empty();
  }

  /** ad/(bc), infinite where only the denominator is 0. */
  public OptionalDouble oddsRatio() {
    double up = (double) markedPositive * otherNegative;
    double down = (double) markedNegative * otherPositive;
    return up == 0 && down == 0 ? OptionalDouble.empty() : OptionalDouble.of(up / down);
  }

  /** Correlation of mark and outcome, between -1 and 1. */
  public OptionalDouble phi() {
    double positive = (double) markedPositive + otherPositive;
    double negative = (double) markedNegative + otherNegative;
    double margins = Math.sqrt(marked() * (double) others()) * Math.sqrt(positive * negative);
    double cross =
        (double) markedPositive * otherNegative - (double) markedNegative * otherPositive;
    return margins == 0 ? OptionalDouble.empty() : OptionalDouble.of(cross / margins);
  }

  /**
   * Marked share times risk difference = overall positive share less that of the others: the most
   * that the outcome could fall if the mark vanished and the association were causal.
   */
  public OptionalDouble headroom() {
    Optional<Proportion> without = positiveAmongOthers();
    return without.isPresent()
        ? OptionalDouble.of(positiveShare().orElseThrow().minus(without.get()))
        : OptionalDouble.empty();
  }

  /**
   * Delta-method error of {@link #headroom} for a drawn sample: with psi = (R - rate) - (1-A)(R -
   * p0)/(1 - reach), the root of the mean of psi² over N - 1.
   */
  public OptionalDouble headroomStandardError() {
    if (others() == 0 || total() < 2) {
      return OptionalDouble.empty();
    }
    double n = total();
    double rate = ((double) markedPositive + otherPositive) / n;
    double without = (double) otherPositive / others();
    double share = others() / n;
    double squares =
        markedPositive * Math.pow(1 - rate, 2)
            + markedNegative * rate * rate
            + otherPositive * Math.pow(1 - rate - (1 - without) / share, 2)
            + otherNegative * Math.pow(without / share - rate, 2);
    return OptionalDouble.of(Math.sqrt(squares / (n * (n - 1))));
  }

  /** Interval of {@link #phi} by Fisher's z, for large tables only; empty at -1 and 1. */
  public Optional<Interval> phiInterval(double level) {
    double z = Normal.twoSidedCritical(level);
    OptionalDouble phi = phi();
    if (phi.isEmpty() || Math.abs(phi.getAsDouble()) >= 1 || total() <= 3) {
      return Optional.empty();
    }
    double middle = 0.5 * (Math.log1p(phi.getAsDouble()) - Math.log1p(-phi.getAsDouble()));
    double half = z / Math.sqrt(total() - 3.0);
    return Optional.of(
        new Interval(
            Math.tanh(middle - half), Math.tanh(middle + half), level, IntervalMethod.FISHER_Z));
  }

  private static Optional<Proportion> proportion(long successes, long trials) {
    return trials == 0 ? Optional.empty() : Optional.of(new Proportion(successes, trials));
  }
}
