package dev.firstvalue.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Oracle: R 4.2.2, survival 3.5-3, {@code residuals(survfit(...), times = 60, type = "rmst")}. */
class RestrictedMeanInfluenceTest {
  private static final Offset<Double> CLOSE = within(1e-11);
  private static final double[] TIMES = {9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161};
  private static final int[] EVENTS = {1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0};

  @Test
  void whatEachUnitAddsIsTheResidualOfR() {
    List<TimeCount> units = new ArrayList<>();
    for (int i = 0; i < TIMES.length; i++) {
      units.add(new TimeCount(TIMES[i], EVENTS[i], 1 - EVENTS[i]));
    }
    RestrictedMeanInfluence influence = new RestrictedMeanInfluence(units, 60);

    assertThat(units.stream().map(influence::of).toList())
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-11 ? 0 : 1, Double.class)
        .containsExactly(
            -2.277479338843,
            -1.913842975207,
            0.465702479339,
            -1.699922520661,
            -1.188558884298,
            1.102350206612,
            -0.664922520661,
            -0.296740702479,
            2.157804752066,
            1.053259297521,
            3.262350206612);
    assertThat(units.stream().mapToDouble(influence::of).sum()).isCloseTo(0, CLOSE);
  }

  @Test
  void unitsAlikeAddAsManyTimesAsMuch() {
    List<TimeCount> units = List.of(new TimeCount(1, 2, 3), new TimeCount(4, 1, 1));
    RestrictedMeanInfluence influence = new RestrictedMeanInfluence(units, 5);

    assertThat(influence.of(new TimeCount(1, 2, 3)))
        .isCloseTo(
            2 * influence.of(new TimeCount(1, 1, 0)) + 3 * influence.of(new TimeCount(1, 0, 1)),
            CLOSE);
  }
}
