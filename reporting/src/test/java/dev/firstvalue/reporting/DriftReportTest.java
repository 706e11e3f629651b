package dev.firstvalue.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What revalidations and bridges read like. */
final class DriftReportTest {
  private static final ReportWriter WRITER = new ReportWriter(false);

  @Test
  void ofFewAccountsTheFactorHasNoInterval() {
    assertThat(WRITER.write(DriftReports.fewAccounts(), ReportFormat.TEXT))
        .contains("change (over accounts)")
        .containsPattern("all +40.0 % +30.0 % +-10.0 pt \\(-20.0 to -5.0\\) +– +0.750 +0.75\n");
  }

  @Test
  void aRevalidationShowsEachDefinitionWithItsReference() {
    String text = WRITER.write(DriftReports.revalidation("lesson"), ReportFormat.TEXT);

    assertThat(text)
        .contains("lesson: checks", "before 2026-03-02T00:00:00Z (what the last report judged)")
        .contains("It goes stale on 2026-09-01T00:00:00Z")
        .containsPattern("lesson +FAIL +40.0 % \\(30.0 to 50.0 %\\) +40.0 %")
        .containsPattern("2026-01-05 +reference +100 +40.0 % +30.0 to 50.0 % +\\+20.0 pt")
        .containsPattern("start.properties.plan +-10.0 pt +– +– +–");
  }

  @Test
  void aBridgeShowsEachSegmentAndEachChange() {
    String text = WRITER.write(DriftReports.bridge("plan"), ReportFormat.TEXT);

    assertThat(text)
        .contains("The factors differ by plan (p 0.0100)")
        .containsPattern("all +40.0 % +30.0 % +-10.0 pt .* 0.750 +0.75 \\(0.60 to 0.90\\)")
        .containsPattern("plan unknown +too few")
        .containsPattern("\\+30.0 pt \\(\\+25.0 to \\+35.0\\) +\\+40.0 pt \\(\\+33.0 to \\+47.0\\)")
        .containsPattern("spec.within +7d +6d +plan +0 +10");
  }
}
