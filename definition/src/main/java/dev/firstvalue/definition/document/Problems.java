package dev.firstvalue.definition.document;

import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.finding.Position;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The problems of one file, as they are met. */
final class Problems {
  private static final int MOST = 200;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private boolean full;

  Problems(String file) {
    this.file = file;
  }

  /** A finding at a node, to be completed and then reported. */
  Finding at(Node node, String rule, String path, String message) {
    return Finding.error(rule, file, position(node), path, message);
  }

  /** Keeps a finding. A file that is wrong all over is told so once, and not a thousand times. */
  void report(Finding finding) {
    if (findings.size() < MOST) {
      findings.add(finding);
    } else if (!full) {
      full = true;
      findings.add(
          Finding.error(
                  "too-many-problems",
                  file,
                  finding.position(),
                  "",
                  "the rest of the file is not shown")
              .found("more than " + MOST + " problems"));
    }
  }

  /** Whether something is wrong at a path, inside it, or with what it lies in. */
  boolean touch(String path) {
    return findings.stream()
        .anyMatch(f -> FieldPath.contains(path, f.path()) || FieldPath.contains(f.path(), path));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }

  static Position position(Node node) {
    return node.getStartMark().map(YamlComposer::position).orElse(Position.FILE);
  }
}
