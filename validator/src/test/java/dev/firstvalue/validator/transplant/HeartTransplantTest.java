package dev.firstvalue.validator.transplant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LadderRow;
import dev.firstvalue.validation.v1.LadderStep;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VerdictOutcome;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
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

  /**
   * R: {@code mean(R[ever]) - mean(R[!ever])}; the same of the first 60 days, then among those seen
   * from day 53 on; {@code lm(R ~ A + factor(day))} on patient-days up to the transplant; the mean
   * over patients of the products of residuals of A and R within days seen, over the variance of A.
   */
  @Test
  void theBenefitGoesRowByRow() {
    estimates(LadderStep.LADDER_STEP_ANY_TIME, 0.4401985);
    estimates(LadderStep.LADDER_STEP_FIXED_WINDOW, 0.2345898);
    estimates(LadderStep.LADDER_STEP_ALIVE_AT_END, -0.007575758);
    estimates(LadderStep.LADDER_STEP_SAME_DAY, -0.04654222);
    estimates(LadderStep.LADDER_STEP_VOLUME_ADJUSTED, 0.004187416);
  }

  private static void estimates(LadderStep step, double expected) {
    assertThat(REPORT.getLadder().getRowsList())
        .filteredOn(row -> row.getStep() == step)
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getDifference().getEstimate())
                    .as(step.name())
                    .isCloseTo(expected, within(1e-7)));
  }

  @Test
  void thePageSaysWhatTheReportSays() throws IOException {
    String page = Files.readString(Path.of("../docs/statistics/heart-transplant.md"));
    assertThat(REPORT.getLadder().getSentence())
        .startsWith("Of 23.5 points, 23.0 go with how active people were anyway; 0.4 remain.");
    assertThat(REPORT.getVerdict().getOutcome())
        .isEqualTo(VerdictOutcome.VERDICT_OUTCOME_UNDECIDED);
    for (LadderRow row : REPORT.getLadder().getRowsList()) {
      if (row.getStep() != LadderStep.LADDER_STEP_KNOWN_AT_START) {
        Interval interval = row.getDifference().getInterval();
        assertThat(page)
            .contains(
                String.format(
                    Locale.ROOT,
                    "| %+.1f | %+.1f to %+.1f |",
                    100 * row.getDifference().getEstimate(),
                    100 * interval.getLow(),
                    100 * interval.getHigh()));
      }
    }
  }
}
