package dev.firstvalue.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeIncidenceTest {

  @Test
  void withoutCompetingEventsItIsOneMinusKaplanMeier() {
    List<CumulativeIncidence.Count> counts = new ArrayList<>();
    List<TimeCount> plain = new ArrayList<>();
    for (int t = 1; t <= 9; t++) {
      counts.add(new CumulativeIncidence.Count(t, t % 3, 0, t % 2));
      plain.add(new TimeCount(t, t % 3, t % 2));
    }
    CumulativeIncidence share = CumulativeIncidence.of(counts);
    KaplanMeier curve = KaplanMeier.of(plain);
    for (double t : new double[] {1, 2.5, 4, 7}) {
      assertThat(share.at(t)).isCloseTo(1 - curve.survivalAt(t), within(1e-14));
      Interval one = share.intervalAt(t, 0.95).orElseThrow();
      Interval other = curve.intervalAt(t, 0.95).orElseThrow();
      assertThat(one.low()).isCloseTo(1 - other.high(), within(1e-12));
      assertThat(one.high()).isCloseTo(1 - other.low(), within(1e-12));
    }
  }

  @Test
  void leaversLowerTheShareThatCensoringThemWouldShow() {
    List<CumulativeIncidence.Count> counts =
        List.of(
            new CumulativeIncidence.Count(1, 0, 5, 0), new CumulativeIncidence.Count(2, 5, 0, 0));
    assertThat(CumulativeIncidence.of(counts).at(2)).isEqualTo(0.5);
    assertThat(CumulativeIncidence.of(counts).intervalAt(0.5, 0.95)).isEmpty();
  }
}
