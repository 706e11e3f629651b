package dev.firstvalue.cli.check;

import dev.firstvalue.cli.lint.FindingsFormat;

/** The forms in which a check can be had. */
public enum CheckFormat {
  /** For people. */
  TEXT,
  /** One comment on a pull request. */
  MARKDOWN,
  /** For programs, with the whole reports. */
  JSON,
  /** For code-scanning services: SARIF 2.1.0. */
  SARIF,
  /** For CI systems that show test results. */
  JUNIT,
  /** For GitHub Actions: workflow commands that become annotations. */
  GITHUB,
  /** For GitLab: a Code Quality report. */
  GITLAB;

  /** The check in this form. */
  String write(CheckResult result) {
    return switch (this) {
      case TEXT -> CheckText.write(result);
      case MARKDOWN -> CheckMarkdown.write(result);
      case JSON -> CheckJson.write(result);
      case SARIF -> FindingsFormat.SARIF.write(result.everything());
      case JUNIT -> FindingsFormat.JUNIT.write(result.everything());
      case GITHUB -> FindingsFormat.GITHUB.write(result.everything());
      case GITLAB -> FindingsFormat.GITLAB.write(result.everything());
    };
  }
}
