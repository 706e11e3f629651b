package dev.firstvalue.statistics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.mean.Moments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterRobustDifferenceTest {

  private static ClusterTotal row(int cluster, boolean treated, double y) {
    return new ClusterTotal("c" + cluster, treated, new Moments(1, y, 0));
  }

  @Test
  void totalsOfClustersSayAsMuchAsTheirRows() {
    List<ClusterTotal> rows = new ArrayList<>();
    List<ClusterTotal> totals = new ArrayList<>();
    long[][] counts = {{5, 2}, {9, 4}, {3, 3}, {7, 0}, {6, 5}};
    for (int c = 0; c < counts.length; c++) {
      totals.add(ClusterTotal.ofCounts("c" + c, c % 2 == 0, counts[c][0], counts[c][1]));
      for (int i = 0; i < counts[c][0]; i++) {
        rows.add(row(c, c % 2 == 0, i < counts[c][1] ? 1 : 0));
      }
    }
    ClusterRobustDifference one = ClusterRobustDifference.of(rows);
    ClusterRobustDifference two = ClusterRobustDifference.of(totals);
    assertThat(one.difference()).isCloseTo(two.difference(), within(1e-15));
    assertThat(one.cr1().orElseThrow()).isCloseTo(two.cr1().orElseThrow(), within(1e-15));
    assertThat(one.heteroscedastic().orElseThrow())
        .isCloseTo(two.heteroscedastic().orElseThrow(), within(1e-15));
    assertThat(one.clusters()).isEqualTo(5);
  }

  @Test
  void clustersOfOneRowGiveHc1() {
    List<ClusterTotal> rows = new ArrayList<>();
    double[] y = {1, 0, 0, 1, 1, 0, 1, 1};
    for (int i = 0; i < y.length; i++) {
      rows.add(row(i, i < 4, y[i]));
    }
    ClusterRobustDifference difference = ClusterRobustDifference.of(rows);
    double factor = 8.0 / 7 * (7.0 / 6);
    assertThat(difference.cr1().orElseThrow())
        .isCloseTo(difference.cr0() * Math.sqrt(factor), within(1e-15))
        .isCloseTo(difference.heteroscedastic().orElseThrow(), within(1e-15));
  }

  @Test
  void anArmWithoutRowsIsRefused() {
    assertThatThrownBy(() -> ClusterRobustDifference.of(List.of(row(1, true, 1))))
        .hasMessageStartingWith("rows of the control arm: 0");
  }
}
