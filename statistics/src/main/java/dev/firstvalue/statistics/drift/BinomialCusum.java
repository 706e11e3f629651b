package dev.firstvalue.statistics.drift;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Page's 1954 cumulative sum for a share that has moved from {@code before} to {@code after}: S_t =
 * max(0, S_{t-1} + x_t log(q1/q0) + (n_t - x_t) log((1-q1)/(1-q0))), an alarm where it exceeds a
 * threshold. One direction; run two for both.
 *
 * @param before share when all is well, strictly between 0 and 1
 * @param after share worth an alarm, strictly between 0 and 1, other than {@code before}
 */
public record BinomialCusum(double before, double after) {

  public BinomialCusum {
    Check.openUnit("before", before);
    Check.openUnit("after", after);
    if (before == after) {
      throw Check.refused("after", after, "other than before");
    }
  }

  /** The sums after each period, in order, each 0 or more. */
  public List<Double> path(List<Proportion> periods) {
    List<Double> sums = new ArrayList<>();
    double sum = 0;
    for (Proportion period : periods) {
      sum = next(sum, period.successes(), period.failures());
      sums.add(sum);
    }
    return List.copyOf(sums);
  }

  /** The first period, from 0, whose sum exceeds the threshold. */
  public OptionalInt alarm(List<Proportion> periods, double threshold) {
    Check.notNegative("threshold", threshold);
    List<Double> sums = path(periods);
    for (int t = 0; t < sums.size(); t++) {
      if (sums.get(t) > threshold) {
        return OptionalInt.of(t);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * The threshold that a sound process of this many periods crosses with at most the given
   * probability, by simulation with a fixed seed: one false alarm in so many periods of
   * observation. Same arguments, same answer.
   *
   * @param perPeriod units a period, at least 1
   * @param periods how long it is watched, at least 1: 104 for two years of weeks
   * @param falseAlarm probability of any alarm in that time, strictly between 0 and 1
   */
  public double threshold(long perPeriod, int periods, double falseAlarm) {
    Check.atLeast("perPeriod", perPeriod, 1);
    Check.atLeast("periods", periods, 1);
    Check.openUnit("falseAlarm", falseAlarm);
    int runs = 4_000;
    SplittableRandom random = new SplittableRandom(7_001);
    BinomialDraws draws = new BinomialDraws(perPeriod, before);
    double[] highest = new double[runs];
    for (int run = 0; run < runs; run++) {
      double sum = 0;
      for (int t = 0; t < periods; t++) {
        long successes = draws.next(random);
        sum = next(sum, successes, perPeriod - successes);
        highest[run] = Math.max(highest[run], sum);
      }
    }
    Arrays.sort(highest);
    return highest[(int) Math.min(runs - 1, Math.ceil(runs * (1 - falseAlarm)))];
  }

  /**
   * The same where {@code before} is itself an estimate from so many units: the share of a sound
   * process is then not quite {@code before}, and its sum drifts. The probability is that over both
   * the reference and what is watched (parametric bootstrap; Jensen and others 2006, on charts with
   * estimated parameters).
   *
   * @param reference units that {@code before} was estimated from, at least 1
   */
  public double threshold(long perPeriod, int periods, double falseAlarm, long reference) {
    Check.atLeast("perPeriod", perPeriod, 1);
    Check.atLeast("periods", periods, 1);
    Check.openUnit("falseAlarm", falseAlarm);
    Check.atLeast("reference", reference, 1);
    int shares = 100;
    int runs = 80;
    SplittableRandom random = new SplittableRandom(7_002);
    double spread = Math.sqrt(before * (1 - before) / reference);
    double least = 1.0 / (2.0 * reference + 2);
    double[] highest = new double[shares * runs];
    for (int share = 0; share < shares; share++) {
      double quantile = Normal.quantile((share + 0.5) / shares);
      double truly = Math.clamp(before + quantile * spread, least, 1 - least);
      BinomialDraws draws = new BinomialDraws(perPeriod, truly);
      for (int run = 0; run < runs; run++) {
        double sum = 0;
        for (int t = 0; t < periods; t++) {
          long successes = draws.next(random);
          sum = next(sum, successes, perPeriod - successes);
          highest[share * runs + run] = Math.max(highest[share * runs + run], sum);
        }
      }
    }
    Arrays.sort(highest);
    return highest[
        (int) Math.min(highest.length - 1, Math.ceil(highest.length * (1 - falseAlarm)))];
  }

  private double next(double sum, long successes, long failures) {
    double up = Math.log(after / before);
    double down = Math.log1p(-after) - Math.log1p(-before);
    return Math.max(0, sum + successes * up + failures * down);
  }
}
