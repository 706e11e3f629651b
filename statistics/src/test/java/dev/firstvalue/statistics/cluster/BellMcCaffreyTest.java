package dev.firstvalue.statistics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.Welch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BellMcCaffreyTest {

  private static final double[] CONTROL = {1, 3, 2, 5};
  private static final double[] TREATED = {4, 8, 6};

  /** HC2 of a difference of means has each arm's own sample variance. */
  @Test
  void clustersOfOneRowAreWelchsError() {
    List<ClusterTotal> totals = new ArrayList<>();
    add(totals, CONTROL, false);
    add(totals, TREATED, true);
    BellMcCaffrey result = BellMcCaffrey.of(totals).orElseThrow();
    assertThat(result.standardError())
        .isCloseTo(Welch.standardError(Moments.of(CONTROL), Moments.of(TREATED)), within(1e-14));
    assertThat(result.difference()).isCloseTo(3.25, within(1e-14));
  }

  @Test
  void anArmOfOneClusterHasNoError() {
    List<ClusterTotal> totals = new ArrayList<>();
    add(totals, CONTROL, false);
    totals.add(new ClusterTotal("one", true, Moments.of(TREATED)));
    assertThat(BellMcCaffrey.of(totals)).isEmpty();
  }

  @Test
  void theDesignEffectIsOneForUnitsAloneOrUnlike() {
    assertThat(IntraclassCorrelation.designEffect(0.2, 1, 0)).isEqualTo(1);
    assertThat(IntraclassCorrelation.designEffect(0, 50, 1)).isEqualTo(1);
    assertThat(
            IntraclassCorrelation.of(List.of(Moments.of(CONTROL), Moments.of(CONTROL)))
                .orElseThrow()
                .correlation())
        .isNegative();
  }

  private static void add(List<ClusterTotal> totals, double[] values, boolean treated) {
    for (double value : values) {
      totals.add(new ClusterTotal("c" + totals.size(), treated, new Moments(1, value, 0)));
    }
  }
}
