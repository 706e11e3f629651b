package dev.firstvalue.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.Severity;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.Decision;
import dev.firstvalue.experiment.v1.LiftReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExperimentReadingTest {
  private static final LiftReport SHIP_B = report(Decision.DECISION_SHIP, "Ship b: +2.");
  private static final LiftReport SHIP_C = report(Decision.DECISION_SHIP, "Ship c: +3.");
  private static final LiftReport WAIT = report(Decision.DECISION_KEEP_RUNNING, "Keep running: .");

  @Test
  void anotherDecisionFlipsAndSoDoesAnotherArm() {
    assertThat(reading(SHIP_B, WAIT).flips()).isTrue();
    assertThat(reading(SHIP_B, SHIP_C).flips()).isTrue();
    assertThat(reading(SHIP_B, report(Decision.DECISION_SHIP, "Ship b: +9.")).flips()).isFalse();
    assertThat(
            reading(WAIT, report(Decision.DECISION_KEEP_RUNNING, "Keep running: later.")).flips())
        .isFalse();
    assertThat(reading(SHIP_B, WAIT).sentence())
        .isEqualTo(
            "gate (running): the decision would flip, SHIP to KEEP RUNNING; its own report stays by"
                + " the definition it was planned with");
  }

  @Test
  void aFlipWarnsInEveryFormAndStandsInNobodysWay() {
    CheckResult result = result(reading(SHIP_B, WAIT));
    Finding finding = result.everything().all().getFirst();

    assertThat(finding.rule()).isEqualTo("experiment-flips");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.file()).isEqualTo("repo/experiments/gate.yaml");
    assertThat(result.blocks()).isFalse();
    assertThat(CheckFormat.SARIF.write(result)).contains("experiment-flips", "would flip");
    assertThat(CheckFormat.JUNIT.write(result)).contains("experiment-flips");
    assertThat(CheckFormat.GITHUB.write(result)).contains("::warning", "would flip");
    assertThat(CheckFormat.MARKDOWN.write(result)).contains("**flips** `gate");
    assertThat(CheckFormat.JSON.write(result)).contains("\"flips\": true");
    assertThat(result(reading(WAIT, WAIT)).everything().all().getFirst().severity())
        .isEqualTo(Severity.INFO);
  }

  @Test
  void whatCannotBeReadBothWaysFlipsNothing() {
    ExperimentReading reading =
        new ExperimentReading(
            "gate",
            "experiments/gate.yaml",
            "lessons",
            true,
            true,
            Optional.of(SHIP_B),
            Optional.empty(),
            Optional.of("the unit is another"));

    assertThat(reading.flips()).isFalse();
    assertThat(reading.sentence()).contains("cannot be read both ways: the unit is another");
    assertThat(reading.lines()).hasSize(1);
  }

  private static CheckResult result(ExperimentReading reading) {
    return new CheckResult(
        "0".repeat(40), "repo/", Findings.NONE, Findings.NONE, List.of(), List.of(reading));
  }

  private static ExperimentReading reading(LiftReport before, LiftReport after) {
    return new ExperimentReading(
        "gate",
        "experiments/gate.yaml",
        "lessons",
        true,
        true,
        Optional.of(before),
        Optional.of(after),
        Optional.empty());
  }

  private static LiftReport report(Decision decision, String sentence) {
    return LiftReport.newBuilder()
        .setDecision(decision)
        .setSentence(sentence)
        .addComparisons(Comparison.newBuilder().setArm("b"))
        .build();
  }
}
