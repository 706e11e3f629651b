package dev.firstvalue.cli.check;

import dev.firstvalue.cli.lint.FindingsFormat;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.reporting.render.Printable;
import dev.firstvalue.validation.v1.ValidationReport;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A check for people at a terminal. */
final class CheckText {
  private CheckText() {}

  static String write(CheckResult result) {
    StringBuilder out = new StringBuilder();
    out.append("Compared with ").append(result.base()).append("\n\n");
    out.append("Lint: ").append(FindingsFormat.TEXT.write(result.lint()));
    if (result.definitions().isEmpty()) {
      out.append("\nNo definition is touched.\n");
    }
    for (Measured measured : result.definitions()) {
      definition(out, measured);
    }
    for (ExperimentReading reading : result.experiments()) {
      out.append("\nExperiment ").append(Printable.line(reading.sentence())).append('\n');
      reading.lines().forEach(l -> out.append("  ").append(Printable.line(l)).append('\n'));
    }
    List<Finding> said = result.verdicts().and(result.changesToJudge()).all();
    findings(out, "In the way", said.stream().filter(Finding::blocks).toList());
    findings(
        out,
        "By the policy",
        result.changesToJudge().all().stream().filter(f -> !f.blocks()).toList());
    return out.append(result.blocks() ? "\nRefused.\n" : "\nFine.\n").toString();
  }

  private static void findings(StringBuilder out, String heading, List<Finding> findings) {
    if (!findings.isEmpty()) {
      out.append('\n').append(heading).append(":\n");
      findings.forEach(f -> out.append("  ").append(Printable.line(f.toString())).append('\n'));
    }
  }

  private static void definition(StringBuilder out, Measured measured) {
    Proposal proposal = measured.proposal();
    out.append('\n')
        .append(Printable.line(proposal.name()))
        .append(": ")
        .append(proposal.effect().words())
        .append('\n');
    proposal
        .reasons()
        .forEach(r -> out.append("  ").append(Printable.line(Proposal.line(r))).append('\n'));
    if (measured.after().isPresent()) {
      out.append(String.format(Locale.ROOT, "  %-10s %-26s %s%n", "", "base", "proposed"));
      row(out, "reached", measured, Figures::reach);
      row(out, "lift", measured, Figures::lift);
      row(out, "verdict", measured, Figures::verdict);
    }
    measured
        .bridge()
        .ifPresent(
            bridge ->
                BridgeLines.of(bridge)
                    .forEach(l -> out.append("  ").append(Printable.line(l)).append('\n')));
    measured.note().ifPresent(n -> out.append("  ").append(Printable.line(n)).append('\n'));
  }

  private static void row(
      StringBuilder out,
      String name,
      Measured measured,
      Function<ValidationReport, String> figure) {
    out.append(
        String.format(
            Locale.ROOT,
            "  %-10s %-26s %s%n",
            name,
            Figures.of(measured.before(), figure),
            Figures.of(measured.after(), figure)));
  }
}
