package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Findings;

/** What became of reading a file. */
public sealed interface Read {
  /** The file is a document that keeps every constraint of its message. */
  record Accepted(Document document) implements Read {}

  /** The file is refused: at least one of the findings is an error. */
  record Refused(Findings findings) implements Read {
    public Refused {
      if (!findings.block()) {
        throw new IllegalArgumentException("findings: no error (expected: at least one)");
      }
    }
  }
}
