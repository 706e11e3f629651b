package dev.firstvalue.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupSequentialTest {

  @Test
  void oneLookIsTheFixedTest() {
    GroupSequential plan = GroupSequential.equallySpaced(1, 0.05, true);
    assertThat(plan.pocock()[0]).isCloseTo(1.959964, within(1e-6));
    assertThat(plan.spending(SpendingFunction::obrienFleming)[0]).isCloseTo(1.959964, within(1e-6));
    assertThat(GroupSequential.equallySpaced(1, 0.05, false).obrienFleming()[0])
        .isCloseTo(1.644854, within(1e-6));
  }

  @Test
  void whatIsSpentIsTheShareThatCrosses() {
    double[] bounds =
        new GroupSequential(List.of(0.3, 0.6, 1.0), 0.2, true)
            .spending(alpha -> SpendingFunction.kimDeMets(alpha, 1));
    Random random = new Random(7);
    int[] crossed = new int[3];
    int runs = 200_000;
    for (int run = 0; run < runs; run++) {
      double[] times = {0.3, 0.6, 1.0};
      double place = 0;
      double before = 0;
      for (int look = 0; look < 3; look++) {
        place += Math.sqrt(times[look] - before) * random.nextGaussian();
        before = times[look];
        if (Math.abs(place) / Math.sqrt(before) > bounds[look]) {
          crossed[look]++;
          break;
        }
      }
    }
    assertThat(crossed[0] / (double) runs).isCloseTo(0.06, within(0.003));
    assertThat(crossed[1] / (double) runs).isCloseTo(0.06, within(0.003));
    assertThat(crossed[2] / (double) runs).isCloseTo(0.08, within(0.003));
  }

  @Test
  void withHardlyAnyInformationTheBoundaryIsCappedAtEight() {
    double[] bounds =
        new GroupSequential(List.of(0.001, 0.5, 1.0), 0.05, true)
            .spending(SpendingFunction::obrienFleming);
    assertThat(bounds[0]).isEqualTo(8);
    assertThat(bounds[1]).isBetween(2.9, 3.0);
  }

  @Test
  void fractionsThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new GroupSequential(List.of(0.5, 0.4), 0.05, true))
        .hasMessage("information[1]: 0.4 (expected: above 0.5 and at most 1)");
    assertThatThrownBy(() -> new GroupSequential(List.of(), 0.05, true))
        .hasMessageStartingWith("looks: 0");
  }
}
