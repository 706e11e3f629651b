package dev.firstvalue.statistics.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.RatioOfSums;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LinearisedRatioTest {
  private static final Offset<Double> CLOSE = within(1e-12);
  private static final double[] Y = {3, 0, 7, 2, 9, 4};
  private static final double[] X = {1, 0, 2, 1, 4, 0};

  private static final PairedMoments ALL = PairedMoments.of(Y, X);

  @Test
  void itsMeanAndTheErrorOfThatAreTheRatiosOwn() {
    Moments values = LinearisedRatio.of(ALL).orElseThrow().values(ALL);
    RatioOfSums ratio = RatioOfSums.of(6, 25, 8, 159, 22, 55).orElseThrow();

    assertThat(values.mean()).isCloseTo(ratio.ratio(), CLOSE).isCloseTo(3.125, CLOSE);
    assertThat(Math.sqrt(values.variance().orElseThrow() / 6))
        .isCloseTo(ratio.standardError(), CLOSE)
        .isCloseTo(0.7511709609003799, CLOSE);
  }

  /** R 4.2.2: {@code z <- r + (y - r * x) / mean(x)}, its mean and squares over the first three. */
  @Test
  void partsHaveTheValuesOfTheirOwnUnits() {
    PairedMoments part = PairedMoments.of(Arrays.copyOf(Y, 3), Arrays.copyOf(X, 3));
    Moments values = LinearisedRatio.of(ALL).orElseThrow().values(part);

    assertThat(values.n()).isEqualTo(3);
    assertThat(values.mean()).isCloseTo(3.28125, CLOSE);
    assertThat(values.centredSquares()).isCloseTo(0.251953125, CLOSE);
  }

  @Test
  void withoutADenominatorThereIsNoRatio() {
    assertThat(LinearisedRatio.of(PairedMoments.of(Y, new double[6]))).isEmpty();
  }
}
