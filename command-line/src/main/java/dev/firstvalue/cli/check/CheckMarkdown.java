package dev.firstvalue.cli.check;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A check as one comment on a pull request. Text of documents stands in code spans only. */
final class CheckMarkdown {
  /** By this a job finds the comment that it wrote before, and writes over it. */
  private static final String MARKER = "<!-- firstvalue-check -->\n";

  /** Forges refuse comments of more than 65,536 characters. */
  private static final int LONGEST = 60_000;

  private CheckMarkdown() {}

  /** The same, no longer than a forge takes: what is too much is left out by whole lines. */
  static String comment(CheckResult result) {
    String text = write(result);
    if (text.length() <= LONGEST) {
      return text;
    }
    return text.substring(0, text.lastIndexOf('\n', LONGEST) + 1)
        + "\nThe rest is too long for a comment; the job's log has all of it.\n";
  }

  static String write(CheckResult result) {
    StringBuilder out = new StringBuilder(MARKER);
    out.append("### Firstvalue: ").append(result.blocks() ? "refused" : "fine").append("\n\n");
    if (result.definitions().isEmpty()) {
      out.append("No definition is touched.\n");
    } else {
      table(out, result.definitions());
      details(out, result.definitions());
    }
    if (!result.experiments().isEmpty()) {
      out.append("\n#### Experiments\n\n");
      for (ExperimentReading reading : result.experiments()) {
        out.append("- ")
            .append(reading.flips() ? "**flips** " : "")
            .append(code(reading.sentence()))
            .append('\n');
        reading.lines().forEach(l -> out.append("  - ").append(code(l)).append('\n'));
      }
    }
    List<Finding> findings =
        result.verdicts().and(result.lint()).and(result.changesToJudge()).all().stream()
            .filter(f -> f.waived().isEmpty())
            .toList();
    if (!findings.isEmpty()) {
      out.append("\n#### Findings\n\n");
      for (Finding finding : findings) {
        out.append("- ")
            .append(finding.blocks() ? "**in the way** " : "")
            .append(code(finding.toString()))
            .append('\n');
      }
    }
    return out.append("\nCompared with `").append(result.base()).append("`.\n").toString();
  }

  private static void table(StringBuilder out, List<Measured> definitions) {
    out.append("| definition | change | reached | lift in points | verdict |\n");
    out.append("|---|---|---|---|---|\n");
    for (Measured measured : definitions) {
      out.append("| ")
          .append(code(measured.proposal().name()).replace("|", "\\|"))
          .append(" | ")
          .append(measured.proposal().effect().words())
          .append(" | ")
          .append(sides(measured, Figures::reach))
          .append(" | ")
          .append(sides(measured, Figures::lift))
          .append(" | ")
          .append(sides(measured, Figures::verdict))
          .append(" |\n");
    }
  }

  private static String sides(Measured measured, Function<ValidationReport, String> figure) {
    Optional<ValidationReport> before = measured.before();
    String after = Figures.of(measured.after(), figure);
    return before.map(report -> figure.apply(report) + " → " + after).orElse(after);
  }

  private static void details(StringBuilder out, List<Measured> definitions) {
    for (Measured measured : definitions) {
      Proposal proposal = measured.proposal();
      if (!proposal.reasons().isEmpty() || measured.note().isPresent()) {
        out.append('\n').append(code(proposal.name())).append(":\n\n");
        proposal
            .reasons()
            .forEach(r -> out.append("- ").append(code(Proposal.line(r))).append('\n'));
        measured
            .bridge()
            .ifPresent(
                bridge ->
                    BridgeLines.of(bridge)
                        .forEach(l -> out.append("- ").append(code(l)).append('\n')));
        measured.note().ifPresent(n -> out.append("- ").append(code(n)).append('\n'));
      }
    }
  }

  private static String code(String text) {
    return "`" + Printable.line(text).replace('`', '\'') + "`";
  }
}
