package dev.firstvalue.statistics.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProportionComparisonTest {

  private static ProportionComparison compare(long x1, long n1, long x2, long n2) {
    return ProportionComparison.of(new Proportion(x1, n1), new Proportion(x2, n2), 0.95);
  }

  @Test
  void pAndIntervalsAgreeWhereTheExpectedCountsAreLarge() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      ProportionComparison result =
          compare(random.nextInt(10, 40), 100, random.nextInt(10, 40), 100 + random.nextInt(50));
      assertThat(result.test()).isEqualTo(ProportionComparison.Test.POOLED_Z);
      assertThat(result.disagree()).isFalse();
      boolean significant = result.pValue().orElseThrow().value() < 0.05;
      assertThat(result.ratio().interval().contains(1)).isNotEqualTo(significant);
    }
  }

  @Test
  void fewExpectedCountsAreReadExactly() {
    assertThat(compare(1, 30, 7, 28).test()).isEqualTo(ProportionComparison.Test.BARNARD_POOLED);
    assertThat(compare(1, 300_000, 7, 280_000).test()).isEqualTo(ProportionComparison.Test.FISHER);
    assertThat(compare(7, 12, 1, 9).smallestExpected()).isCloseTo(8 * 9 / 21.0, within(1e-12));
  }

  @Test
  void armsThatAllEndedAlikeHaveNoPButAnInterval() {
    for (long x : new long[] {0, 1}) {
      ProportionComparison one = compare(x, 1, x, 1);
      assertThat(one.pValue()).isEmpty();
      assertThat(one.disagree()).isFalse();
      assertThat(one.differenceInterval().contains(0)).isTrue();
    }
    ProportionComparison apart = compare(1_000_000_000, 1_000_000_000, 0, 1_000_000_000);
    assertThat(apart.pValue().orElseThrow().log10()).isLessThan(-1e8);
    assertThat(apart.differenceInterval().high()).isEqualTo(1);
    assertThat(apart.ratio().interval().high()).isInfinite();
  }
}
