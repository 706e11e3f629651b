package dev.firstvalue.cli.lint;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.definition.finding.Severity;
import dev.firstvalue.reporting.render.Printable;
import java.util.Locale;

/** Findings for people: a line each, then a count. */
final class FindingsText {
  private FindingsText() {}

  static String write(Findings findings) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : findings.all()) {
      out.append(Printable.line(finding.toString())).append('\n');
    }
    long errors = findings.all().stream().filter(Finding::blocks).count();
    long warnings =
        findings.all().stream()
            .filter(f -> f.severity() == Severity.WARNING && f.waived().isEmpty())
            .count();
    return out.append(
            String.format(
                Locale.ROOT, "%s, %s%n", counted(errors, "error"), counted(warnings, "warning")))
        .toString();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
