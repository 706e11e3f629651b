package dev.firstvalue.validator.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import dev.firstvalue.validation.v1.InstrumentalEstimate;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Checks;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.SmallProduct;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstrumentsTest {
  private static LiftReport report(String meaning, TrustOutcome trust) {
    return LiftReport.newBuilder()
        .setExperiment("checklist")
        .addChecks(TrustCheck.newBuilder().setName("sample-ratio").setOutcome(trust))
        .addInstruments(
            ArmsAsInstrument.newBuilder()
                .setOutcome("month")
                .setArm("checklist")
                .setAgainst("control")
                .setEntities(4000)
                .setEffect(0.12)
                .setFirstStageF(31)
                .setPValue(0.04)
                .setSentence("reaching value moves month by +12.0 points"))
        .setProvenance(Provenance.newBuilder().setMeaningHash(meaning))
        .build();
  }

  private static ValidationReport backtest(LiftReport experiment) {
    return new Backtest(
            new ReferenceFacts(List.of(), List.of()),
            Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC))
        .run(
            SmallProduct.subject(PolicySpec.getDefaultInstance()),
            Scope.everything(),
            new Checks(false, List.of(), List.of(experiment)));
  }

  @Test
  void anExperimentOnTheSameMeaningStandsInItsOwnBox() {
    InstrumentalEstimate estimate =
        backtest(report("sha256:0", TrustOutcome.TRUST_OUTCOME_PASSED)).getInstruments(0);

    assertThat(estimate.getExperiment()).isEqualTo("checklist");
    assertThat(estimate.getEffect()).isEqualTo(0.12);
    assertThat(estimate.getFirstStageF()).isEqualTo(31);
    assertThat(estimate.getSentence()).contains("+12.0 points");
    assertThat(estimate.getTrusted()).isTrue();
  }

  @Test
  void anExperimentThatIsNotTrustedShowsNothing() {
    InstrumentalEstimate estimate =
        backtest(report("sha256:0", TrustOutcome.TRUST_OUTCOME_FAILED)).getInstruments(0);

    assertThat(estimate.getTrusted()).isFalse();
    assertThat(estimate.hasEffect()).isFalse();
    assertThat(estimate.hasPValue()).isFalse();
    assertThat(estimate.getSentence()).contains("shows nothing");
  }

  @Test
  void anExperimentOnAnotherMeaningIsRefused() {
    assertThatThrownBy(() -> backtest(report("sha256:1", TrustOutcome.TRUST_OUTCOME_PASSED)))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ARGUMENT_INVALID))
        .hasMessageContaining("sha256:1");
  }
}
