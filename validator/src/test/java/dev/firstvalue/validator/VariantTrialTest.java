package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.PolicyDefaults;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.LiftPolicy;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.definition.v1.Variant;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VariantStanding;
import dev.firstvalue.validation.v1.VariantTrial;
import dev.firstvalue.validation.v1.VerdictFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Those of plan pro stay if they open; who learns of them does not stay more often. */
final class VariantTrialTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant END = SmallProduct.BEGIN.plus(DAY.multipliedBy(30));
  private static final PolicySpec POLICY =
      PolicySpec.newBuilder()
          .setSample(SamplePolicy.newBuilder().setEntities(50).setPerCell(5))
          .setLift(LiftPolicy.newBuilder().setOn(LiftRow.LIFT_ROW_FIXED_WINDOW))
          .build();

  private static SmallProduct product() {
    Duration back = DAY.multipliedBy(10);
    return new SmallProduct()
        .users(60, "pro", Map.of("opened", DAY, "lesson", DAY, "lesson#2", back))
        .users(60, "pro", Map.of("opened", DAY, "lesson#2", back))
        .users(60, "pro", Map.of("lesson", DAY))
        .users(60, "pro", Map.of())
        .users(40, "free", Map.of("lesson", DAY, "lesson#2", back))
        .users(40, "free", Map.of());
  }

  private static ValidationReport report(String when, String event) {
    Subject plain = SmallProduct.subject(POLICY);
    ValueEvent.Builder document = plain.document().toBuilder();
    document
        .getSpecBuilder()
        .addVariants(
            Variant.newBuilder()
                .setName("paying")
                .setWhen(when)
                .setQualifies(Condition.newBuilder().addEvent(event)));
    Subject subject =
        new Subject(
            document.build(),
            Binder.plan(SmallProduct.model(), document.build()).orThrow(),
            PolicyDefaults.resolve(POLICY),
            plain.provenance());
    return new Backtest(
            new ReferenceFacts(product().events(), List.of()),
            Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC))
        .run(subject, new Scope(Optional.of(END), Optional.empty(), Optional.empty()));
  }

  @Test
  void aVariantThatTellsMoreOfItsOwnEntitiesEarnsItsPlace() {
    ValidationReport report = report("start.properties.plan == \"pro\"", "opened");
    VariantTrial trial = report.getVariantTrials(0);

    assertThat(trial.getStanding()).isEqualTo(VariantStanding.VARIANT_STANDING_EARNED);
    assertThat(trial.getEntities()).isBetween(80, 160);
    assertThat(trial.getLift().getEstimate()).isEqualTo(1.0);
    assertThat(trial.getGain().getEstimate())
        .isCloseTo(
            trial.getLift().getEstimate() - trial.getCommonLift().getEstimate(), within(1e-12));
    assertThat(trial.getCommonLift().getEstimate()).isBetween(-0.3, 0.3);
    assertThat(report.getVerdict().getFindingsList())
        .extracting(VerdictFinding::getRule)
        .doesNotContain("variant-unearned");
  }

  @Test
  void aVariantThatCountsTheSameOrTellsLessIsNamed() {
    ValidationReport same = report("start.properties.plan == \"pro\"", "lesson");
    ValidationReport less = report("start.properties.plan == \"free\"", "opened");

    assertThat(same.getVariantTrials(0).getStanding())
        .isEqualTo(VariantStanding.VARIANT_STANDING_NOT_EARNED);
    assertThat(same.getVariantTrials(0).getSentence()).contains("changes nothing");
    assertThat(same.getVerdict().getFindingsList())
        .extracting(VerdictFinding::getRule)
        .contains("variant-unearned");
    assertThat(less.getVariantTrials(0).getTooFew()).isTrue();
    assertThat(less.getVariantTrials(0).getStanding())
        .isEqualTo(VariantStanding.VARIANT_STANDING_UNDECIDED);
  }

  @Test
  void theMethodsOfAReportAreThoseOfItsNumbers() {
    assertThat(report("start.properties.plan == \"pro\"", "opened").getMethodsList())
        .extracting(method -> method.getMethod())
        .contains("WILSON", "NEWCOMBE", "INFLUENCE", "KAPLAN_MEIER", "VOLUME_DECOMPOSITION")
        .doesNotContain("MANSKI", "NEGATIVE_CONTROLS", "")
        .isSorted();
  }
}
