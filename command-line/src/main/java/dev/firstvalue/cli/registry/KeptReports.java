package dev.firstvalue.cli.registry;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.evidence.ReportRows;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.ReportSummary;
import dev.firstvalue.reporting.render.Printable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes lists of reports. */
final class KeptReports {
  private KeptReports() {}

  /** A line each: the id whole, since it is what one asks by. */
  static String table(List<Report> reports) {
    StringBuilder out = new StringBuilder();
    for (Report report : reports) {
      ReportSummary summary = ReportRows.summary(report);
      out.append(
          String.format(
              Locale.ROOT,
              "%s  %s  %-13s %s%n",
              report.getId(),
              Timestamps.toString(report.getRecordedAt()),
              summary.getResult(),
              Printable.line(summary.getSentence())));
    }
    return out.toString();
  }

  /** A JSON array of the reports, whole. */
  static String json(List<Report> reports) {
    return reports.stream()
        .map(ProtoJson::printReport)
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }
}
