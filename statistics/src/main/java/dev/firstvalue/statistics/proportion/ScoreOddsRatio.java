package dev.firstvalue.statistics.proportion;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;

/**
 * Miettinen and Nurminen's 1985 score interval of an odds ratio: z(o) = (x1 - n1 p1~) sqrt((1/(n1
 * p1~q1~) + 1/(n2 p2~q2~)) (N-1)/N) at the maximum likelihood estimates under that odds ratio.
 * Exists for empty cells, then with one limit at 0 or infinity.
 */
public final class ScoreOddsRatio {

  private static final double WIDEST = 100;

  private ScoreOddsRatio() {}

  /** Interval of the odds of {@code first} over those of {@code second}. */
  public static Interval miettinenNurminen(Proportion first, Proportion second, double level) {
    double z = Normal.twoSidedCritical(level);
    boolean canBeZero = first.successes() == 0 || second.failures() == 0;
    boolean canBeInfinite = first.failures() == 0 || second.successes() == 0;
    double low =
        canBeZero
            ? 0
            : Math.exp(
                ScoreInversion.zeroOfDecreasing(
                    o -> statistic(first, second, o) - z, -WIDEST, WIDEST));
    double high =
        canBeInfinite
            ? Double.POSITIVE_INFINITY
            : Math.exp(
                ScoreInversion.zeroOfDecreasing(
                    o -> statistic(first, second, o) + z, -WIDEST, WIDEST));
    return new Interval(low, high, level, IntervalMethod.MIETTINEN_NURMINEN);
  }

  private static double statistic(Proportion first, Proportion second, double logOdds) {
    double n1 = first.trials();
    double n2 = second.trials();
    // the root in logits: expected successes n1/(1+e^-(v+o)) + n2/(1+e^-v) meet the observed ones
    double observed = (double) first.successes() + second.successes();
    double v =
        ScoreInversion.zeroOfDecreasing(
            logit -> observed - n1 * expit(logit + logOdds) - n2 * expit(logit),
            -4 * WIDEST,
            4 * WIDEST);
    double variance1 = n1 * expit(v + logOdds) * expit(-v - logOdds);
    double variance2 = n2 * expit(v) * expit(-v);
    double score = first.successes() - n1 * expit(v + logOdds);
    return score
        * Math.sqrt((1 / variance1 + 1 / variance2) / ScoreDifference.inflation(first, second));
  }

  private static double expit(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
