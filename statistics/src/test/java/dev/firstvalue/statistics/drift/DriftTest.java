package dev.firstvalue.statistics.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {

  @Test
  void aShareThatFallsRaisesTheAlarmAndOneThatStaysDoesNot() {
    BinomialCusum down = new BinomialCusum(0.3, 0.25);
    double threshold = down.threshold(500, 52, 0.1);
    assertThat(threshold).isEqualTo(down.threshold(500, 52, 0.1)).isPositive();
    assertThat(down.alarm(Collections.nCopies(52, new Proportion(150, 500)), threshold)).isEmpty();
    assertThat(down.alarm(Collections.nCopies(20, new Proportion(125, 500)), threshold))
        .isPresent();
    assertThat(down.path(List.of(new Proportion(500, 500)))).containsExactly(0.0);
  }

  @Test
  void anUnmovedMixIsBelowItsLineNineteenTimesInTwenty() {
    SplittableRandom random = new SplittableRandom(4);
    int shifted = 0;
    for (int run = 0; run < 2_000; run++) {
      shifted += PopulationStability.of(bins(random), bins(random)).shifted() ? 1 : 0;
    }
    assertThat(shifted / 2_000.0).isBetween(0.03, 0.07);
    PopulationStability gone = PopulationStability.of(new long[] {50, 50}, new long[] {100, 0});
    assertThat(gone.filledBins()).isEqualTo(1);
    assertThat(gone.shifted()).isTrue();
  }

  private static long[] bins(SplittableRandom random) {
    long[] bins = new long[5];
    for (int i = 0; i < 1_000; i++) {
      bins[random.nextInt(5)]++;
    }
    return bins;
  }

  @Test
  void aStepInASeriesIsFoundWhereItIs() {
    double[] variances = new double[12];
    double[] effects = new double[12];
    for (int i = 0; i < 12; i++) {
      variances[i] = 0.0004;
      effects[i] = i < 7 ? 0.1 : 0.02;
    }
    LevelBreak found = LevelBreak.of(effects, variances, 0.15);
    assertThat(found.after()).isEqualTo(7);
    assertThat(found.shift()).isCloseTo(-0.08, within(1e-12));
    assertThat(found.pValue().value()).isLessThan(0.001);
    assertThat(
            LevelBreak.of(new double[] {1, 1, 1, 1}, new double[] {1, 1, 1, 1}, 0).pValue().value())
        .isEqualTo(1);
  }

  @Test
  void aFewWildValuesDoNotMoveTheScale() {
    assertThat(RobustScore.of(100, 98, 99, 100, 101, 102, 5_000).orElseThrow())
        .isBetween(-1.0, 0.0);
    assertThat(RobustScore.of(1, 3, 3, 3, 4)).isEmpty();
  }

  /** 18 weeks of reference and 15 that are watched, 300 units each, and nothing moves. */
  @Test
  void aReferenceThatIsAnEstimateRaisesNoMoreAlarmsThanAreStated() {
    SplittableRandom random = new SplittableRandom(11);
    BinomialDraws references = new BinomialDraws(18 * 300, 0.43);
    BinomialDraws weeks = new BinomialDraws(300, 0.43);
    double stated = 1 - Math.exp(-15.0 / 104);
    double each = -Math.expm1(-0.5 * 15 / 104);
    int alarms = 0;
    int careless = 0;
    int runs = 0;
    for (int reference = 0; reference < 50; reference++) {
      double before = references.next(random) / (18.0 * 300);
      BinomialCusum up = new BinomialCusum(before, before + 0.055);
      BinomialCusum down = new BinomialCusum(before, before - 0.055);
      double[] limits = {
        up.threshold(300, 15, each, 18 * 300), down.threshold(300, 15, each, 18 * 300),
        up.threshold(300, 15, each), down.threshold(300, 15, each)
      };
      for (int run = 0; run < 60; run++) {
        List<Proportion> watched = new ArrayList<>();
        for (int week = 0; week < 15; week++) {
          watched.add(new Proportion(weeks.next(random), 300));
        }
        runs++;
        alarms +=
            up.alarm(watched, limits[0]).isPresent() || down.alarm(watched, limits[1]).isPresent()
                ? 1
                : 0;
        careless +=
            up.alarm(watched, limits[2]).isPresent() || down.alarm(watched, limits[3]).isPresent()
                ? 1
                : 0;
      }
    }
    System.out.printf(
        "DriftTest: of %d processes %d alarm, %d if the reference is taken for the truth, %.1f %%"
            + " are stated%n",
        runs, alarms, careless, 100 * stated);
    assertThat((double) alarms / runs).isBetween(0.7 * stated, 1.3 * stated);
    assertThat(careless).isGreaterThan(alarms);
  }
}
