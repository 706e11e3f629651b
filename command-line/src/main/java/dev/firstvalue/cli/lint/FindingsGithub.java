package dev.firstvalue.cli.lint;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Findings;

/** Findings as workflow commands of GitHub Actions: a file's text cannot begin another command. */
final class FindingsGithub {
  private FindingsGithub() {}

  static String write(Findings findings) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : findings.all()) {
      String command =
          finding.blocks()
              ? "error"
              : switch (finding.severity()) {
                case ERROR, INFO -> "notice";
                case WARNING -> "warning";
              };
      out.append("::").append(command).append(" file=").append(property(finding.file()));
      if (finding.line() > 0) {
        out.append(",line=").append(finding.line()).append(",col=").append(finding.column());
      }
      out.append(",title=")
          .append(property(finding.rule()))
          .append("::")
          .append(message(finding.explanation()))
          .append('\n');
    }
    return out.toString();
  }

  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }
}
