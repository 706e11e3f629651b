package dev.firstvalue.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.adjustment.LinAdjustment.Row;
import dev.firstvalue.statistics.mean.Moments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinAdjustmentTest {

  private static final double[] X = {
    0, 0, 1, 1, 2, 3, 0, 5, 2, 1, 0, 4, 1, 0, 2, 0, 3, 0, 1, 6, 0, 2, 1, 0
  };
  private static final double[] Y = {
    0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0
  };

  /** The first half is treated; two neighbours are a cluster. */
  private static List<Row> rows(int from, int to) {
    List<Row> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(new Row("c" + i / 2, Y[i], X[i], 1));
    }
    return rows;
  }

  /**
   * R 4.2.2, sandwich 3.0-2: {@code lm(y ~ a * (x - mean(x)))}, {@code vcovHC(type = "HC2")},
   * {@code vcovCL(cluster, type = "HC0", cadjust = FALSE)}.
   */
  @Test
  void theDifferenceAndItsErrorsAreThoseOfR() {
    LinAdjustment lin = LinAdjustment.of(rows(0, 12), rows(12, 24)).orElseThrow();

    assertThat(lin.difference()).isCloseTo(-0.051958065519386, within(1e-12));
    assertThat(lin.standardError()).isCloseTo(0.163242577536175, within(1e-12));
    assertThat(lin.degreesOfFreedom()).isEqualTo(20);
    assertThat(Math.sqrt(lin.scores().values().stream().mapToDouble(s -> s * s).sum()))
        .isCloseTo(0.093087123190887, within(1e-12));
  }

  @Test
  void rowsAlikeMayBeCountedTogether() {
    List<Row> apart = new ArrayList<>(rows(0, 12));
    List<Row> together = new ArrayList<>(rows(0, 12));
    for (int i = 0; i < 4; i++) {
      apart.add(new Row("d", 1, 2, 1));
    }
    together.add(new Row("d", 1, 2, 4));
    LinAdjustment one = LinAdjustment.of(apart, rows(12, 24)).orElseThrow();
    LinAdjustment other = LinAdjustment.of(together, rows(12, 24)).orElseThrow();

    assertThat(other.difference()).isCloseTo(one.difference(), within(1e-14));
    assertThat(other.standardError()).isCloseTo(one.standardError(), within(1e-14));
  }

  @Test
  void outcomesThatDifferAtOneValueMayBeToldByTheirMoments() {
    double[] outcomes = {3, 0, 1, 7};
    List<Row> apart = new ArrayList<>(rows(0, 12));
    List<Row> together = new ArrayList<>(rows(0, 12));
    for (double outcome : outcomes) {
      apart.add(new Row("d", outcome, 2, 1));
    }
    together.add(new Row("d", Moments.of(outcomes), 2));
    LinAdjustment one = LinAdjustment.of(apart, rows(12, 24)).orElseThrow();
    LinAdjustment other = LinAdjustment.of(together, rows(12, 24)).orElseThrow();

    assertThat(other.difference()).isCloseTo(one.difference(), within(1e-13));
    assertThat(other.standardError()).isCloseTo(one.standardError(), within(1e-13));
    assertThat(other.scores().get("d")).isCloseTo(one.scores().get("d"), within(1e-13));
  }

  @Test
  void whereSingleRowsDecideThereIsNone() {
    List<Row> far =
        List.of(
            new Row("a", 0, 1, 1),
            new Row("b", 1, 1, 1),
            new Row("c", 1, 1, 1),
            new Row("d", 0, 9, 1));
    assertThat(LinAdjustment.of(far, rows(12, 24))).isEmpty();
    assertThat(LinAdjustment.of(List.of(new Row("a", 0, 1, 30)), rows(12, 24))).isEmpty();
    assertThat(LinAdjustment.of(List.of(), rows(12, 24))).isEmpty();
  }
}
