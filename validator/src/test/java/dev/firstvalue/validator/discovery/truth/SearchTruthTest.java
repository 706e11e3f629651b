package dev.firstvalue.validator.discovery.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of what {@code DiscoveryRun} shows on a thousand runs of each world. */
class SearchTruthTest {
  private static final int RUNS = 100;

  @Test
  void anEstimateOnWhoWasNotSearchedIsHonestWhereTheOutcomeIsIndependent() {
    SearchTruth truth = SearchTruth.of(SearchWorld.INDEPENDENT, RUNS, 1_500, 1);

    assertThat(truth.heldOutExcludesZero()).isLessThanOrEqualTo(0.11);
    assertThat(truth.naiveExcludesZero()).isGreaterThan(0.5);
    assertThat(Math.abs(truth.meanHeldOut())).isLessThan(truth.meanNaive() / 5);
  }

  @Test
  void theVolumeAdjustedEstimateIsHonestWhereEveryEventIsAThinningOfOneStream() {
    SearchTruth truth = SearchTruth.of(SearchWorld.THINNED, RUNS, 800, 1);

    assertThat(truth.heldOutExcludesZero()).isLessThanOrEqualTo(0.11);
    assertThat(truth.naiveExcludesZero()).isGreaterThan(0.3);
  }

  @Test
  void aPlantedThresholdLiesInTheRegion() {
    SearchTruth truth = SearchTruth.of(SearchWorld.PLANTED, 15, 5_000, 1);

    assertThat(truth.inRegion()).isGreaterThanOrEqualTo(0.8);
    assertThat(truth.medianRegion()).isLessThan(0.25);
  }
}
