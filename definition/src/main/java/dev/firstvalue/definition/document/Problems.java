package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.FileFindings;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Position;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The problems of one file, as they are met. */
final class Problems {
  private final String file;
  private final FileFindings findings;

  Problems(String file) {
    this.file = file;
    this.findings = new FileFindings(file);
  }

  /** A finding at a node, to be completed and then reported. */
  Finding at(Node node, String rule, String path, String message) {
    return Finding.error(rule, file, position(node), path, message);
  }

  /** Keeps a finding, as far as {@link FileFindings} does. */
  void report(Finding finding) {
    findings.add(finding);
  }

  /** Whether something is wrong at a path, inside it, or with what it lies in. */
  boolean touch(String path) {
    return findings.all().stream()
        .anyMatch(f -> FieldPath.contains(path, f.path()) || FieldPath.contains(f.path(), path));
  }

  List<Finding> all() {
    return findings.all();
  }

  static Position position(Node node) {
    return node.getStartMark().map(YamlComposer::position).orElse(Position.FILE);
  }
}
