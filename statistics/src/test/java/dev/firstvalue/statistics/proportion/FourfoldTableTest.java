package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FourfoldTableTest {

  private static final FourfoldTable TABLE = new FourfoldTable(30, 20, 40, 110);

  @Test
  void theSummariesAreTheirDefinitions() {
    assertThat(TABLE.positivePredictiveValue()).hasValue(new Proportion(30, 50));
    assertThat(TABLE.positiveAmongOthers()).hasValue(new Proportion(40, 150));
    assertThat(TABLE.negativePredictiveValue()).hasValue(new Proportion(110, 150));
    assertThat(TABLE.sensitivity()).hasValue(new Proportion(30, 70));
    assertThat(TABLE.specificity()).hasValue(new Proportion(110, 130));
    assertThat(TABLE.oddsRatio()).hasValue(30.0 * 110 / (20 * 40));
    assertThat(TABLE.youden().orElseThrow()).isCloseTo(30 / 70.0 + 110 / 130.0 - 1, within(1e-15));
  }

  @Test
  void theIdentitiesBetweenTheSummariesHold() {
    double reach = TABLE.markedShare().orElseThrow().value();
    double positive = TABLE.positiveShare().orElseThrow().value();
    double with = TABLE.positivePredictiveValue().orElseThrow().value();
    double difference = TABLE.riskDifference().orElseThrow();
    assertThat(with - positive).isCloseTo((1 - reach) * difference, within(1e-15));
    assertThat(TABLE.headroom().orElseThrow()).isCloseTo(reach * difference, within(1e-15));
    assertThat(TABLE.phi().orElseThrow())
        .isCloseTo(
            difference * Math.sqrt(reach * (1 - reach) / (positive * (1 - positive))),
            within(1e-15));
  }

  @Test
  void whatAnEmptyMarginLeavesUndefinedIsAbsent() {
    FourfoldTable nobodyMarked = new FourfoldTable(0, 0, 5, 5);
    assertThat(nobodyMarked.positivePredictiveValue()).isEmpty();
    assertThat(nobodyMarked.riskDifference()).isEmpty();
    assertThat(nobodyMarked.phi()).isEmpty();
    assertThat(nobodyMarked.oddsRatio()).isEmpty();
    assertThat(nobodyMarked.headroom()).hasValue(0);
    assertThat(new FourfoldTable(0, 0, 0, 0).markedShare()).isEmpty();
  }

  @Test
  void aNegativeCellIsRefused() {
    assertThatThrownBy(() -> new FourfoldTable(1, -1, 0, 0))
        .hasMessage("markedNegative: -1 (expected: a count, 0 or more)");
  }
}
