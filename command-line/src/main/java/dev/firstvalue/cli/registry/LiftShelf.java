package dev.firstvalue.cli.registry;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.experiment.v1.GetLiftReportRequest;
import dev.firstvalue.experiment.v1.GetLiftReportResponse;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.LiftReportSummary;
import dev.firstvalue.experiment.v1.ListLiftReportsRequest;
import dev.firstvalue.experiment.v1.ListLiftReportsResponse;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.server.Pages;
import dev.firstvalue.registry.v1.Report;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The lift reports that a registry keeps. */
final class LiftShelf implements ExperimentEndpoint.Shelf {
  private static final String KEY = "sha256:[0-9a-f]{64}";

  private final Supplier<RegistrySnapshot> snapshots;

  LiftShelf(Supplier<RegistrySnapshot> snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public ListLiftReportsResponse list(ListLiftReportsRequest request) {
    RegistrySnapshot snapshot = snapshots.get();
    List<Report> about =
        request.getExperiment().isEmpty()
            ? snapshot.allReports()
            : snapshot.reports(request.getExperiment());
    List<Report> kept = about.stream().filter(Report::hasLift).toList();
    Pages.Page<LiftReportSummary> page =
        Pages.first(
            Pages.rest(kept, Report::getId, Pages.after(request.getPageToken(), KEY)).stream()
                .map(LiftShelf::summary)
                .toList(),
            request.getPageSize(),
            LiftReportSummary::getSerializedSize,
            LiftReportSummary::getId);
    return ListLiftReportsResponse.newBuilder()
        .addAllReports(page.items())
        .setNextPageToken(page.nextToken())
        .build();
  }

  @Override
  public GetLiftReportResponse get(GetLiftReportRequest request) {
    Report report = snapshots.get().report(request.getId());
    if (!report.hasLift()) {
      throw new FirstvalueException(
          ErrorCode.REPORT_NOT_FOUND,
          request.getId(),
          "this report is about the definition " + report.getSubject() + ", not an experiment",
          "Ask for it with GetReport",
          Map.of("report", request.getId()));
    }
    return GetLiftReportResponse.newBuilder()
        .setId(report.getId())
        .setRecordedAt(report.getRecordedAt())
        .setReport(report.getLift())
        .build();
  }

  private static LiftReportSummary summary(Report report) {
    LiftReport lift = report.getLift();
    return LiftReportSummary.newBuilder()
        .setId(report.getId())
        .setExperiment(lift.getExperiment())
        .setRecordedAt(report.getRecordedAt())
        .setDecision(lift.getDecision())
        .setSentence(lift.getSentence())
        .setWatermark(lift.getProvenance().getWatermark())
        .setMeaningHash(lift.getProvenance().getMeaningHash())
        .setDefinition(lift.getProvenance().getDefinition())
        .build();
  }
}
