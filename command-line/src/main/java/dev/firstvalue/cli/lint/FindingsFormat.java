package dev.firstvalue.cli.lint;

import dev.firstvalue.definition.finding.Findings;

/** The forms in which findings can be had. */
public enum FindingsFormat {
  /** For people: a line a finding, as compilers write them. */
  TEXT,
  /** For programs. */
  JSON,
  /** For code-scanning services: SARIF 2.1.0. */
  SARIF,
  /** For CI systems that show test results. */
  JUNIT,
  /** For GitHub Actions: workflow commands that become annotations. */
  GITHUB,
  /** For GitLab's merge requests: a Code Quality report. */
  GITLAB;

  /** The findings in this form, ending in a newline unless there is nothing to say. */
  public String write(Findings findings) {
    return switch (this) {
      case TEXT -> FindingsText.write(findings);
      case JSON -> FindingsJson.write(findings);
      case SARIF -> FindingsSarif.write(findings);
      case JUNIT -> FindingsJunit.write(findings);
      case GITHUB -> FindingsGithub.write(findings);
      case GITLAB -> FindingsGitlab.write(findings);
    };
  }
}
