package dev.firstvalue.statistics.strata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

  private static final List<Stratum> STRATA =
      List.of(new Stratum(30, 20, 40, 110), new Stratum(12, 18, 15, 65), new Stratum(5, 2, 3, 4));

  @Test
  void oneStratumIsThePlainDifference() {
    List<Stratum> one = STRATA.subList(0, 1);
    double plain = 30 / 50.0 - 40 / 150.0;
    assertThat(MantelHaenszelDifference.of(one).orElseThrow().difference())
        .isCloseTo(plain, within(1e-15));
    assertThat(MantelHaenszelRatio.of(one).orElseThrow().ratio())
        .isCloseTo(0.6 / (40 / 150.0), within(1e-14));
    StandardisedDifference standardised =
        StandardisedDifference.of(one, StandardisedDifference.Mix.EVERYONE).orElseThrow();
    assertThat(standardised.difference()).isCloseTo(plain, within(1e-15));
    assertThat(standardised.mixEffect()).isCloseTo(0, within(1e-15));
    VolumeDecomposition split = VolumeDecomposition.of(one).orElseThrow();
    assertThat(split.excess()).isCloseTo(plain, within(1e-15));
    assertThat(split.expected()).isCloseTo(0, within(1e-15));
  }

  /** With saturated strata weighting by the inverse of the arm's share gives the same estimate. */
  @Test
  void standardisationIsInverseProbabilityWeighting() {
    double n = 0;
    double weighted = 0;
    for (Stratum t : STRATA) {
      double share = t.first() / t.total();
      weighted += t.a() / share - t.c() / (1 - share);
      n += t.total();
    }
    assertThat(
            StandardisedDifference.of(STRATA, StandardisedDifference.Mix.EVERYONE)
                .orElseThrow()
                .difference())
        .isCloseTo(weighted / n, within(1e-14));
  }

  @Test
  void aStratumWithoutOneArmIsReportedAndBoundedNotDropped() {
    List<Stratum> strata = List.of(new Stratum(30, 20, 10, 40), new Stratum(40, 60, 0, 0));
    StandardisedDifference result =
        StandardisedDifference.of(strata, StandardisedDifference.Mix.EVERYONE).orElseThrow();
    assertThat(result.difference()).isCloseTo(0.4, within(1e-15));
    assertThat(result.unsupported()).isCloseTo(0.5, within(1e-15));
    // the missing arm at 1 and at 0: 0.4 - 1 and 0.4 - 0 in half of the units
    assertThat(result.low()).isCloseTo(0.5 * 0.4 + 0.5 * -0.6, within(1e-15));
    assertThat(result.high()).isCloseTo(0.5 * 0.4 + 0.5 * 0.4, within(1e-15));
    assertThat(StandardisedDifference.of(strata.subList(1, 2), StandardisedDifference.Mix.EVERYONE))
        .isEmpty();
  }

  @Test
  void theInfluenceOnTheExcessAddsUpToNothing() {
    VolumeDecomposition split = VolumeDecomposition.of(STRATA).orElseThrow();
    double sum = 0;
    double squares = 0;
    double n = 0;
    for (int k = 0; k < STRATA.size(); k++) {
      Stratum t = STRATA.get(k);
      long[] counts = {t.a(), t.b(), t.c(), t.d()};
      for (int c = 0; c < 4; c++) {
        double psi = split.influence(k, c < 2, c % 2 == 0);
        sum += counts[c] * psi;
        squares += counts[c] * psi * psi;
        n += counts[c];
      }
    }
    assertThat(sum).isCloseTo(0, within(1e-10));
    assertThat(split.standardError()).isCloseTo(Math.sqrt(squares / n / (n - 1)), within(1e-14));
  }

  @Test
  void riskSetsOfUnitsThatEnterOnceAreTheMantelHaenszelDifference() {
    RiskSetDifference sets = RiskSetDifference.of(STRATA).orElseThrow();
    assertThat(sets.difference())
        .isEqualTo(MantelHaenszelDifference.of(STRATA).orElseThrow().difference());
    double sum = 0;
    for (int k = 0; k < STRATA.size(); k++) {
      Stratum t = STRATA.get(k);
      sum +=
          t.a() * sets.contribution(k, true, true)
              + t.b() * sets.contribution(k, true, false)
              + t.c() * sets.contribution(k, false, true)
              + t.d() * sets.contribution(k, false, false);
    }
    assertThat(sum).isCloseTo(0, within(1e-14));
  }

  @Test
  void shareOfOutcomesIsWhatTheSummariesAddUpTo() {
    FourfoldTable table = new FourfoldTable(300, 200, 400, 1_100);
    double reach = table.markedShare().orElseThrow().value();
    double rate = table.positiveShare().orElseThrow().value();
    double difference = table.riskDifference().orElseThrow();
    assertThat(table.positivePredictiveValue().orElseThrow().value() - rate)
        .isCloseTo((1 - reach) * difference, within(1e-15));
    assertThat(table.headroom().orElseThrow()).isCloseTo(reach * difference, within(1e-15));
    assertThat(table.phi().orElseThrow())
        .isCloseTo(
            difference * Math.sqrt(reach * (1 - reach) / (rate * (1 - rate))), within(1e-15));
  }

  @Test
  void equalEffectsHaveNoSpreadAndStayWhereTheyAre() {
    RandomEffects same = RandomEffects.of(new double[] {0.1, 0.1, 0.1}, new double[] {1, 2, 3});
    assertThat(same.tauSquared()).isZero();
    assertThat(same.shrunken()).allSatisfy(e -> assertThat(e).isCloseTo(0.1, within(1e-15)));
    assertThat(GailSimon.of(new double[] {0.1, 0.2}, new double[] {1, 1}).pValue().value())
        .isEqualTo(1);
    double far = GailSimon.of(new double[] {60, -60}, new double[] {1, 1}).pValue().log10();
    assertThat(far).isBetween(-800.0, -780.0);
  }

  @Test
  void aClusterErrorIsTheRootOfSquaresWithBothFactors() {
    ClusterInfluence error = ClusterInfluence.of(new double[] {0.1, -0.2, 0.1}, 30, 2);
    assertThat(error.standardError()).isCloseTo(Math.sqrt(0.06 * 1.5 * 29 / 28), within(1e-15));
    assertThat(error.degreesOfFreedom()).isEqualTo(2);
  }
}
