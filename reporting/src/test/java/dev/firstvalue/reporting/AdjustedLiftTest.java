package dev.firstvalue.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.experiment.v1.LiftReport;
import org.junit.jupiter.api.Test;

/** What a lift report says of what was taken out, and of what was not. */
class AdjustedLiftTest {
  private static final ReportWriter WRITER = new ReportWriter(false);

  @Test
  void metricsWithThePastTakenOutAreOnThePageInEveryFormat() {
    LiftReport report = LiftReports.lift("lessons");

    assertThat(WRITER.write(report, ReportFormat.TEXT))
        .contains("Metrics with the past taken out", "The plan decides by this")
        .containsPattern(
            "cut at 12 +lessons − control +lessons +\\+1.250 \\(-0.5000 to \\+3.000\\) +0.1620"
                + " +58.0 % +decides")
        .containsPattern("lessons, 2.0 d to 7.0 d +– +– +– +lessons");
    assertThat(WRITER.write(report, ReportFormat.MARKDOWN))
        .contains("## Metrics with the past taken out")
        .containsPattern("\\| 0.1620 \\| 58.0 % \\| decides");
    assertThat(WRITER.write(report, ReportFormat.HTML)).contains("Metrics with the past taken out");
    assertThat(WRITER.write(report, ReportFormat.JSON)).contains("\"notAdjusted\": \"lessons\"");
  }

  @Test
  void adjustedIntervalsBesideThoseOfAnyTimeAreReadOnce() {
    LiftReport.Builder report = LiftReports.lift("lessons").toBuilder();
    String once = "hold\\s+here\\s+if\\s+they\\s+are\\s+read\\s+once";

    assertThat(WRITER.write(report.build(), ReportFormat.TEXT)).doesNotContainPattern(once);
    report.getPlanBuilder().setLooks("CONTINUOUS");
    assertThat(WRITER.write(report.build(), ReportFormat.TEXT))
        .containsPattern("With covariates taken out[^|]*" + once)
        .containsPattern("Metrics with the past taken out[^|]*" + once);
  }

  @Test
  void aPlanThatDecidesAdjustedSaysWhatIsNot() {
    LiftReport.Builder report = LiftReports.lift("lessons").toBuilder();
    String plain = WRITER.write(report.build(), ReportFormat.TEXT);
    report.getPlanBuilder().setAdjustment("LIN");
    report.addAdjusted(LiftReadings.withoutPast("lessons"));
    String adjusted = WRITER.write(report.build(), ReportFormat.TEXT);

    assertThat(adjusted)
        .contains(", lin adjusted")
        .containsPattern("Nothing\\s+is\\s+taken\\s+out");
    assertThat(plain)
        .doesNotContain("lin adjusted")
        .doesNotContainPattern("Nothing\\s+is\\s+taken\\s+out");
  }

  @Test
  void whereNoMetricIsAdjustedThePageSaysWhyOfEach() {
    LiftReport.Builder report = LiftReports.lift("lessons").toBuilder();
    report.getMetricsBuilderList().forEach(metric -> metric.clearAdjusted());
    String page = WRITER.write(report.build(), ReportFormat.TEXT);

    assertThat(page)
        .contains("Metrics that stay as they are")
        .containsPattern("lessons, 2.0 d to 7.0 d +lessons")
        .doesNotContain("Metrics with the past taken out");
    report.getMetricsBuilderList().forEach(metric -> metric.clearNotAdjusted());
    assertThat(WRITER.write(report.build(), ReportFormat.TEXT))
        .doesNotContain("Metrics that stay as they are");
  }

  @Test
  void theInformationSaysWhatOfTheVarianceIsSavedAndWhatClustersCost() {
    LiftReport.Builder report = LiftReports.lift("lessons").toBuilder();

    assertThat(WRITER.write(report.build(), ReportFormat.TEXT)).doesNotContain("fewer are needed");
    report.getOutlookBuilder().setSentence("Read once.").setVarianceSaved(0.36);
    assertThat(WRITER.write(report.build(), ReportFormat.TEXT))
        .containsPattern("variance saved, so that fewer are needed +36.0 %")
        .doesNotContain("design effect");
    report.getOutlookBuilder().setDesignEffect(3.304);
    assertThat(WRITER.write(report.build(), ReportFormat.TEXT))
        .containsPattern("design effect of clusters, by which more are needed +3.30");
  }

  @Test
  void whatWasDoneBeforeExposureIsOnThePageInEveryFormat() {
    LiftReport report = LiftReports.lift("lessons");

    assertThat(WRITER.write(report, ReportFormat.TEXT))
        .contains("Before exposure: lessons")
        .containsPattern(
            "lessons +410 +17 +95 +2.500 +\\+0.250 \\(-0.500 to \\+1.000\\) +0.5100 +lessons; the")
        .containsPattern("control +400 +0 +90 +– +– +–");
    assertThat(WRITER.write(report, ReportFormat.MARKDOWN))
        .contains("## Before exposure: lessons")
        .containsPattern("\\| lessons \\| 410 \\| 17 \\| 95 \\| 2.500 ");
    assertThat(WRITER.write(report, ReportFormat.HTML)).contains("Before exposure: lessons");
    assertThat(WRITER.write(report, ReportFormat.JSON))
        .containsPattern("\"without\": *95")
        .containsPattern("\"signFlip\": *true");
  }
}
