package dev.firstvalue.validator.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.WaldDifference;
import dev.firstvalue.statistics.strata.Stratum;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveTest {
  private static final long[] COUNTS = {300_000_000, 200_000_000, 150_000_000, 350_000_000};
  private static final long TOTAL = 1_000_000_000;

  /** An influence value is the derivative of the score when one kind of unit is mixed in. */
  @ParameterizedTest
  @EnumSource
  void influencesAreDerivativesOfTheScore(Objective objective) {
    Score score = score(objective, COUNTS);
    for (int kind = 0; kind < 4; kind++) {
      long[] more = COUNTS.clone();
      long added = 10_000;
      more[kind] += added;
      double slope =
          (score(objective, more).value() - score.value()) / ((double) added / (TOTAL + added));

      assertThat(score.influence().of(0, kind < 2, kind % 2 == 0))
          .as("kind %d", kind)
          .isCloseTo(slope, within(1e-3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsScoredWhereNobodyIsOnOneSide(Objective objective) {
    for (FourfoldTable table :
        List.of(
            new FourfoldTable(0, 0, 5, 5),
            new FourfoldTable(5, 5, 0, 0),
            new FourfoldTable(5, 0, 5, 0),
            new FourfoldTable(0, 5, 0, 5))) {
      assertThat(objective.score(table, List.of())).isEmpty();
    }
  }

  @Test
  void nothingIsScoredAmongTheEquallyActiveWhereNoTwoOfThemDiffer() {
    FourfoldTable table = new FourfoldTable(8, 2, 3, 7);

    assertThat(
            Objective.VOLUME.score(
                table, List.of(new Stratum(8, 2, 0, 0), new Stratum(0, 0, 3, 7))))
        .isEmpty();
  }

  @Test
  void theErrorOfALiftIsThatOfTwoProportions() {
    FourfoldTable table = new FourfoldTable(30, 20, 40, 110);
    Interval wald =
        WaldDifference.plain(
            table.positivePredictiveValue().orElseThrow(),
            table.positiveAmongOthers().orElseThrow(),
            0.95);
    double error = (wald.high() - wald.low()) / 2 / Normal.twoSidedCritical(0.95);

    // Wald divides by n, the influence values by n - 1.
    assertThat(Objective.LIFT.score(table, List.of()).orElseThrow().standardError())
        .isCloseTo(error * Math.sqrt(200 / 199.0), within(1e-12));
  }

  private static Score score(Objective objective, long[] n) {
    FourfoldTable table = new FourfoldTable(n[0], n[1], n[2], n[3]);
    return objective.score(table, List.of(new Stratum(n[0], n[1], n[2], n[3]))).orElseThrow();
  }
}
