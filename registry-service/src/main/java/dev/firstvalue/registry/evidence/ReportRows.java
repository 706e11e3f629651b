package dev.firstvalue.registry.evidence;

import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.ReportKind;
import dev.firstvalue.registry.v1.ReportOrder;
import dev.firstvalue.registry.v1.ReportSummary;
import dev.firstvalue.validation.v1.Provenance;
import java.util.List;

/** The reports that a request asks for, in its order. */
public final class ReportRows {
  private ReportRows() {}

  /**
   * All of them, whatever the size of a page.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException DEFINITION_NOT_FOUND or
   *     VERSION_NOT_FOUND if the request names a version that there is not
   */
  public static List<Report> of(RegistrySnapshot snapshot, ListReportsRequest request) {
    String definition = request.getDefinition();
    String meaning =
        request.getVersion() == 0
            ? ""
            : snapshot.version(definition, request.getVersion()).meaningHash();
    List<Report> rows =
        request.getSubject().isEmpty()
            ? snapshot.reportsBy(definition)
            : snapshot.reports(request.getSubject());
    List<Report> passing =
        rows.stream()
            .filter(
                report ->
                    definition.isEmpty()
                        || provenance(report).getDefinition().equals(definition)
                        || (report.getSubject().equals(definition) && report.hasValidation()))
            .filter(
                report -> meaning.isEmpty() || provenance(report).getMeaningHash().equals(meaning))
            .filter(
                report ->
                    request.getKindsCount() == 0 || request.getKindsList().contains(kind(report)))
            .toList();
    return request.getOrder() == ReportOrder.REPORT_ORDER_OLDEST_FIRST
        ? passing.reversed()
        : passing;
  }

  /** A report in a line. */
  public static ReportSummary summary(Report report) {
    ReportSummary.Builder summary =
        ReportSummary.newBuilder()
            .setId(report.getId())
            .setSubject(report.getSubject())
            .setKind(kind(report))
            .setRecordedAt(report.getRecordedAt())
            .setResult(result(report))
            .setSentence(
                report.hasLift()
                    ? report.getLift().getSentence()
                    : report.getValidation().getVerdict().getSentence());
    if (provenance(report).hasWatermark()) {
      summary.setWatermark(provenance(report).getWatermark());
    }
    return summary.build();
  }

  private static ReportKind kind(Report report) {
    return report.hasLift() ? ReportKind.REPORT_KIND_LIFT : ReportKind.REPORT_KIND_VALIDATION;
  }

  private static String result(Report report) {
    return EnumWords.word(
            report.hasLift()
                ? report.getLift().getDecision().getValueDescriptor()
                : report.getValidation().getVerdict().getOutcome().getValueDescriptor())
        .replace('_', ' ');
  }

  private static Provenance provenance(Report report) {
    return report.hasLift()
        ? report.getLift().getProvenance()
        : report.getValidation().getProvenance();
  }
}
