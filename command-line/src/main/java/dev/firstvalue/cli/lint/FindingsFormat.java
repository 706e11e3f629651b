package dev.firstvalue.cli.lint;

import dev.firstvalue.definition.finding.Findings;

/** The forms in which findings can be had. */
public enum FindingsFormat {
  /** For people: a line a finding, as compilers write them. */
  TEXT(FindingsText::write),
  /** For programs. */
  JSON(FindingsJson::write),
  /** For code-scanning services: SARIF 2.1.0. */
  SARIF(FindingsSarif::write),
  /** For CI systems that show test results. */
  JUNIT(FindingsJunit::write),
  /** For GitHub Actions: workflow commands that become annotations. */
  GITHUB(FindingsGithub::write);

  private interface Writer {
    String write(Findings findings);
  }

  private final Writer writer;

  FindingsFormat(Writer writer) {
    this.writer = writer;
  }

  /** The findings in this form, ending in a newline unless there is nothing to say. */
  public String write(Findings findings) {
    return writer.write(findings);
  }
}
