package dev.firstvalue.cli.proposal;

import com.google.protobuf.Timestamp;
import dev.firstvalue.registry.v1.Adoption;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.ReportSummary;
import dev.firstvalue.registry.v1.Review;
import dev.firstvalue.reporting.render.Printable;
import java.time.Instant;
import java.util.Locale;

/** Writes what a version stands on. */
final class EvidenceText {
  private EvidenceText() {}

  static String of(GetEvidenceResponse evidence) {
    StringBuilder out = new StringBuilder();
    DefinitionVersion version = evidence.getDefinition();
    out.append(
        String.format(
            Locale.ROOT,
            "%s version %d (%s)%s%n",
            version.getName(),
            version.getVersion(),
            version.getMeaningHash(),
            version.getActive() ? "  active" : ""));
    out.append("\nhow it came to main\n");
    evidence.getAdoptionsList().forEach(adoption -> write(out, version, adoption));
    out.append("\nreports\n");
    if (evidence.getReportCount() == 0) {
      out.append("  none\n");
    }
    evidence.getReportsList().forEach(report -> write(out, report));
    int more = evidence.getReportCount() - evidence.getReportsCount();
    if (more > 0) {
      out.append(String.format(Locale.ROOT, "  and %,d older ones%n", more));
    }
    if (evidence.hasRestatement()) {
      out.append("\nwhat it did to the past\n");
      RestatementsCommand.text(evidence.getRestatement())
          .lines()
          .forEach(line -> out.append("  ").append(line).append('\n'));
    }
    return out.toString();
  }

  private static void write(StringBuilder out, DefinitionVersion version, Adoption adoption) {
    out.append(
        String.format(
            Locale.ROOT,
            "  %d.%d  %s  %.12s  by %s, %s%n",
            version.getVersion(),
            adoption.getRevision(),
            time(adoption.getRecordedAt()),
            adoption.getCommit(),
            Printable.line(adoption.getAuthor()),
            adoption.getProposal() == 0
                ? "without a proposal"
                : "proposal "
                    + adoption.getProposal()
                    + ", merged by "
                    + Printable.line(adoption.getMergedBy())));
    for (Review approval : adoption.getApprovalsList()) {
      out.append(
          String.format(
              Locale.ROOT,
              "       approved %s by %s%s%n",
              time(approval.getRecordedAt()),
              Printable.line(approval.getReviewer()),
              approval.getComment().isEmpty() ? "" : ": " + Printable.line(approval.getComment())));
    }
  }

  private static void write(StringBuilder out, ReportSummary report) {
    out.append(
        String.format(
            Locale.ROOT,
            "  %s  %s  %-13s %s: %s%n",
            report.getId(),
            time(report.getRecordedAt()),
            report.getResult(),
            report.getSubject(),
            Printable.line(report.getSentence())));
  }

  private static String time(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds()).toString();
  }
}
