package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.finding.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What linting has found so far. */
final class Report {
  private final List<Finding> findings = new ArrayList<>();

  /** A breach of a rule at a field of a document, to be completed and then added. */
  static Finding breach(LintRule rule, Document document, String path, String message) {
    return Finding.of(
        rule.id(), rule.severity(), document.path(), document.marks().at(path), path, message);
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void addAll(Collection<Finding> more) {
    findings.addAll(more);
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }
}
