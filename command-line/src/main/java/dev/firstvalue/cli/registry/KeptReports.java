package dev.firstvalue.cli.registry;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.proto.EnumWords;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.v1.Report;
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
      out.append(
          String.format(
              Locale.ROOT,
              "%s  %s  %-13s %s%n",
              report.getId(),
              Timestamps.toString(report.getRecordedAt()),
              result(report),
              Printable.line(sentence(report))));
    }
    return out.toString();
  }

  /** A JSON array of the reports, whole. */
  static String json(List<Report> reports) {
    return reports.stream()
        .map(ProtoJson::printReport)
        .collect(Collectors.joining(",\n", "[", "]\n"));
  }

  private static String result(Report report) {
    return EnumWords.word(
            report.hasLift()
                ? report.getLift().getDecision().getValueDescriptor()
                : report.getValidation().getVerdict().getOutcome().getValueDescriptor())
        .replace('_', ' ');
  }

  private static String sentence(Report report) {
    return report.hasLift()
        ? report.getLift().getSentence()
        : report.getValidation().getVerdict().getSentence();
  }
}
