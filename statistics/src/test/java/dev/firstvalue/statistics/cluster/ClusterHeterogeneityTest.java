package dev.firstvalue.statistics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterHeterogeneityTest {

  /** Scores (7 g k + g²) mod 11 of 30 clusters, about their means. */
  private static List<double[]> scores(int estimates) {
    List<double[]> scores = new ArrayList<>();
    double[] mean = new double[estimates];
    for (int g = 1; g <= 30; g++) {
      double[] score = new double[estimates];
      for (int k = 1; k <= estimates; k++) {
        score[k - 1] = (7 * g * k + g * g) % 11;
        mean[k - 1] += score[k - 1] / 30;
      }
      scores.add(score);
    }
    for (double[] score : scores) {
      for (int k = 0; k < estimates; k++) {
        score[k] -= mean[k];
      }
    }
    return scores;
  }

  /** R 4.2.2: {@code V <- 30/29 * t(S) %*% S}, W by {@code solve}, {@code pf(F, 2, 28)}. */
  @Test
  void hotellingsTestIsThatOfR() {
    ClusterHeterogeneity test =
        ClusterHeterogeneity.of(new double[] {20, 35, 3}, scores(3)).orElseThrow();

    assertThat(test.wald()).isCloseTo(2.42805255535276, within(1e-12));
    assertThat(test.numerator()).isEqualTo(2);
    assertThat(test.denominator()).isEqualTo(28);
    assertThat(test.pValue().value()).isCloseTo(0.32443476156063, within(1e-12));
  }

  /** Of two estimates it is the t test of their difference, but for the factor (N-1)/(N-K). */
  @Test
  void ofTwoEstimatesItIsTheClusteredTTest() {
    double[] difference = scores(2).stream().mapToDouble(score -> score[0] - score[1]).toArray();
    ClusterInfluence t = ClusterInfluence.of(difference, 1_000_000_000_000L, 2);

    assertThat(
            ClusterHeterogeneity.of(new double[] {40, 3}, scores(2)).orElseThrow().pValue().value())
        .isCloseTo(t.pValue(37).orElseThrow().value(), within(1e-9));
  }

  @Test
  void whatCannotBeToldApartHasNoTest() {
    assertThat(ClusterHeterogeneity.of(new double[] {1, 2, 3}, scores(3).subList(0, 3))).isEmpty();
    assertThat(
            ClusterHeterogeneity.of(
                new double[] {1, 2}, scores(2).stream().map(one -> new double[2]).toList()))
        .isEmpty();
  }
}
