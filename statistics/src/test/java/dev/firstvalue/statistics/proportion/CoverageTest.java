package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.distribution.Binomial;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How often 95 % intervals hold the truth: exact, by adding up every possible outcome. */
class CoverageTest {

  private static double coverage(long n, double p, Function<Proportion, Interval> method) {
    Binomial binomial = new Binomial(n, p);
    double sum = 0;
    for (long x = 0; x <= n; x++) {
      if (method.apply(new Proportion(x, n)).contains(p)) {
        sum += Math.exp(binomial.logProbability(x));
      }
    }
    return sum;
  }

  private static double coverage(
      double p1, double p2, double truth, BiFunction<Proportion, Proportion, Interval> method) {
    Binomial one = new Binomial(30, p1);
    Binomial two = new Binomial(40, p2);
    double sum = 0;
    for (long x1 = 0; x1 <= 30; x1++) {
      for (long x2 = 0; x2 <= 40; x2++) {
        double weight = Math.exp(one.logProbability(x1) + two.logProbability(x2));
        boolean counts = weight > 1e-6;
        if (counts
            && method.apply(new Proportion(x1, 30), new Proportion(x2, 40)).contains(truth)) {
          sum += weight;
        }
      }
    }
    return sum;
  }

  @Test
  void wilsonIsNearItsLevelAndClopperPearsonNeverBelow() {
    for (double p : new double[] {0.05, 0.1, 0.3, 0.5}) {
      assertThat(coverage(60, p, x -> Wilson.interval(x, 0.95))).isBetween(0.92, 0.98);
      assertThat(coverage(60, p, x -> BetaLimits.clopperPearson(x, 0.95))).isBetween(0.95, 1.0);
      assertThat(coverage(60, p, x -> BetaLimits.jeffreys(x, 0.95))).isBetween(0.92, 0.98);
    }
  }

  @Test
  void theIntervalsOfTwoProportionsAreNearTheirLevel() {
    for (double[] p : new double[][] {{0.2, 0.3}, {0.1, 0.1}, {0.6, 0.25}}) {
      double difference = p[0] - p[1];
      assertThat(coverage(p[0], p[1], difference, (a, b) -> Newcombe.difference(a, b, 0.95)))
          .isBetween(0.935, 0.98);
      assertThat(coverage(p[0], p[1], difference, (a, b) -> ScoreDifference.mee(a, b, 0.95)))
          .isBetween(0.935, 0.98);
      assertThat(
              coverage(
                  p[0], p[1], p[0] / p[1], (a, b) -> ScoreRatio.koopman(a, b, 0.95).interval()))
          .isBetween(0.935, 0.98);
    }
  }
}
