package dev.firstvalue.statistics.bayes;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.BetaDistribution;
import dev.firstvalue.statistics.distribution.LogConcave;
import dev.firstvalue.statistics.proportion.Proportion;

/**
 * Two proportions with independent beta posteriors. Probabilities and losses are integrals over the
 * logit, in which every integrand is log-concave, so they hold for any prior, any size and however
 * small the answer.
 *
 * @param first posterior of the first arm
 * @param second posterior of the second arm
 */
public record BetaBinomial(BetaDistribution first, BetaDistribution second) {

  private static final double WIDEST_LOGIT = 740;

  /** From counts and one beta(a, b) prior, (1, 1) being uniform. */
  public static BetaBinomial of(Proportion first, Proportion second, double a, double b) {
    Check.positive("prior a", a);
    Check.positive("prior b", b);
    return new BetaBinomial(posterior(first, a, b), posterior(second, a, b));
  }

  /** P(p2 &gt; p1). */
  public double secondBetter() {
    return Math.exp(
        LogConcave.logIntegral(
            t -> first.logDensityOfLogit(t) + second.logUpperTail(t), -WIDEST_LOGIT, WIDEST_LOGIT));
  }

  /**
   * What choosing either arm loses on average. The larger loss is the smaller plus the difference
   * of the means, so that one integral gives both and neither cancels.
   */
  public Losses losses() {
    double ahead = second.mean() - first.mean();
    return ahead > 0
        ? Losses.ofSmaller(expectedExcess(first, second), ahead, true)
        : Losses.ofSmaller(expectedExcess(second, first), -ahead, false);
  }

  /**
   * Expected losses, each 0 or more.
   *
   * @param ifSecondChosen E[max(0, p1 - p2)]
   * @param ifFirstChosen E[max(0, p2 - p1)]
   */
  public record Losses(double ifSecondChosen, double ifFirstChosen) {

    private static Losses ofSmaller(double smaller, double apart, boolean ofSecond) {
      return ofSecond ? new Losses(smaller, smaller + apart) : new Losses(smaller + apart, smaller);
    }
  }

  /** Equal-tailed. */
  public static Interval interval(BetaDistribution posterior, double level) {
    double tail = (1 - Check.level(level)) / 2;
    return new Interval(
        posterior.quantile(tail),
        1 - posterior.mirror().quantile(tail),
        level,
        IntervalMethod.CREDIBLE);
  }

  /** The integral of P(one &gt; p) P(other &lt; p) over p. */
  private static double expectedExcess(BetaDistribution one, BetaDistribution other) {
    return Math.exp(
        LogConcave.logIntegral(
            t ->
                one.logUpperTail(t)
                    + other.logLowerTail(t)
                    - Math.abs(t)
                    - 2 * Math.log1p(Math.exp(-Math.abs(t))),
            -WIDEST_LOGIT,
            WIDEST_LOGIT));
  }

  private static BetaDistribution posterior(Proportion p, double a, double b) {
    return new BetaDistribution(a + p.successes(), b + p.failures());
  }
}
