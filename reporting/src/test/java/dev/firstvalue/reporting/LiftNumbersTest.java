package dev.firstvalue.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.experiment.v1.ConditionalPower;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.MetricForm;
import dev.firstvalue.experiment.v1.Outlook;
import org.junit.jupiter.api.Test;

/** How the numbers of a lift report read. */
class LiftNumbersTest {
  private static final ReportWriter WRITER = new ReportWriter(false);

  /** A confidence sequence has none of the relative lift; Koopman's is open where nobody is. */
  @Test
  void aRelativeLiftWithoutAnIntervalIsNotOneBetweenInfinities() {
    LiftReport.Builder lift = LiftReports.lift("checklist").toBuilder();
    lift.getComparisonsBuilder(0).getRelativeBuilder().clearInterval();
    assertThat(line(WRITER.write(lift.build(), ReportFormat.TEXT), "checklist − control"))
        .contains("+50.0 %  ");

    lift.getComparisonsBuilder(0)
        .getRelativeBuilder()
        .setInterval(Reports.estimate(0.5, 0.13, 1).getInterval().toBuilder().clearHigh());
    assertThat(line(WRITER.write(lift.build(), ReportFormat.TEXT), "checklist − control"))
        .contains("+50.0 % (+13.0 to ∞)");
  }

  @Test
  void amountsOfMetricsHaveTheirUnitAndNoPowersOfTen() {
    LiftReport.Builder lift = LiftReports.lift("checklist").toBuilder();
    lift.getMetricsBuilder(0).setForm(MetricForm.METRIC_FORM_SHARE);
    lift.getMetricsBuilder(1).setForm(MetricForm.METRIC_FORM_TIME_TO_VALUE);
    lift.getMetricsBuilder(2)
        .setQuantile(0.9)
        .getComparisonsBuilder(0)
        .setDifference(Reports.estimate(-123_456, -200_000, 0));
    lift.getPlanBuilder().setSides(2);

    assertThat(WRITER.write(lift.build(), ReportFormat.TEXT))
        .contains("higher by 1 pt: not passed", "+0.2000 d (+0.06000 to +0.3300)")
        .contains("quantile 0.9 ", "-123,456 (-200,000 to 0)", "alpha 0.05, 2-sided");
  }

  @Test
  void whatIsCountedIsNamedAndNotWhatWasRandomised() {
    LiftReport.Builder report =
        LiftReports.lift("checklist").toBuilder().setUnit("account").setEntity("user");
    report.getArmsBuilderList().forEach(arm -> arm.setAssignedUnits(7));

    String text = WRITER.write(report.build(), ReportFormat.TEXT);

    assertThat(text)
        .contains("Mature users by arm", "Exposed accounts against the configured weights")
        .containsPattern("arm +weight +accounts")
        .containsPattern("control +[0-9.]+ +7\n")
        .containsPattern("first exposed up to +comparison +users so far")
        .containsPattern("why +users\n");
    assertThat(WRITER.write(report.clearEntity().build(), ReportFormat.TEXT))
        .as("a report from before it said what is counted")
        .contains("Mature accounts by arm");
  }

  @Test
  void eachArmThatSharesAlphaHasItsOwnChanceOfASignificantEnd() {
    Outlook.Builder outlook =
        Outlook.newBuilder()
            .setSentence("early")
            .setConditionalPower(0.25)
            .addConditionalPowers(
                ConditionalPower.newBuilder().setArm("b").setAlpha(0.025).setValue(0.5));
    LiftReport.Builder report = LiftReports.lift("checklist").toBuilder().setOutlook(outlook);
    String chance = "chance of a significant end if the smallest effect is there";

    assertThat(line(WRITER.write(report.build(), ReportFormat.TEXT), chance)).endsWith("25.0 %");
    outlook.addConditionalPowers(
        ConditionalPower.newBuilder().setArm("c").setAlpha(0.025).setValue(0.25));
    String text = WRITER.write(report.setOutlook(outlook).build(), ReportFormat.TEXT);
    assertThat(line(text, chance + ": b")).endsWith("50.0 %").contains("at alpha 0.025");
    assertThat(line(text, chance + ": c")).endsWith("25.0 %");
  }

  private static String line(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
  }
}
