package dev.firstvalue.validator.transplant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/statistics/heart-transplant.md. Oracle: R 4.2.2, data frame {@code jasa} of
 * survival 3.5-3, on the 96 patients accepted 181 days or more before 1 April 1974.
 */
class HeartTransplantTest {
  private static final ValidationReport REPORT =
      new Backtest(
              new ReferenceFacts(Program.events(), List.of()),
              Clock.fixed(Program.END, ZoneOffset.UTC))
          .run(
              Program.subject(),
              new Scope(Optional.of(Program.END), Optional.empty(), Optional.empty()));

  @Test
  void whoseHalfYearTheStudyDidNotSeeIsSetAside() {
    assertThat(REPORT.getPopulation().getEntities()).isEqualTo(103);
    assertThat(REPORT.getPopulation().getEligible()).isEqualTo(96);
    assertThat(REPORT.getReachability().getReached()).isEqualTo(55);
  }

  /** R: {@code table(wait.time < 60, alive at 180)}. */
  @Test
  void aFixedWindowStillCreditsTheTransplantWithTheTimeOneHadToLiveToGetIt() {
    assertThat(REPORT.getLift().getTable())
        .isEqualTo(
            LiftTable.newBuilder()
                .setReachedRetained(29)
                .setReachedLost(26)
                .setOtherRetained(12)
                .setOtherLost(29)
                .build());
    assertThat(REPORT.getLift().getDifference().getEstimate()).isCloseTo(0.2345898, within(1e-7));
  }
}
