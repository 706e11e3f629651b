package dev.firstvalue.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KaplanMeierCoverageTest {

  private static final int RUNS = 600;

  /** Exponential times, half of the units watched for less long than it takes. */
  @Test
  void theIntervalsOfSurvivalAndMedianHoldTheTruthAboutAsOftenAsTheySay() {
    Random random = new Random(20_260_101);
    int survival = 0;
    int median = 0;
    int mean = 0;
    for (int run = 0; run < RUNS; run++) {
      KaplanMeier curve = simulated(random, 120);
      survival += curve.intervalAt(0.5, 0.95).orElseThrow().contains(Math.exp(-0.5)) ? 1 : 0;
      KaplanMeier.Quantile quantile = curve.median(0.95);
      boolean above = quantile.low().orElse(Double.POSITIVE_INFINITY) <= Math.log(2);
      boolean below = quantile.high().orElse(Double.POSITIVE_INFINITY) >= Math.log(2);
      median += above && below ? 1 : 0;
      KaplanMeier.RestrictedMean area = curve.restrictedMean(1);
      double off = Math.abs(area.mean() - (1 - Math.exp(-1)));
      mean += off <= 1.96 * area.standardError() ? 1 : 0;
    }
    assertThat(survival / (double) RUNS).isBetween(0.925, 0.975);
    assertThat(median / (double) RUNS).isBetween(0.925, 0.98);
    assertThat(mean / (double) RUNS).isBetween(0.925, 0.975);
  }

  private static KaplanMeier simulated(Random random, int units) {
    List<TimeCount> counts = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      double event = -Math.log(1 - random.nextDouble());
      double watched = 0.4 + 1.6 * random.nextDouble();
      counts.add(
          new TimeCount(
              Math.min(event, watched), event <= watched ? 1 : 0, event > watched ? 1 : 0));
    }
    return KaplanMeier.of(counts);
  }
}
