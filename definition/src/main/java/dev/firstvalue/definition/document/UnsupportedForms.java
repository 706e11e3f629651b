package dev.firstvalue.definition.document;

import com.google.protobuf.Message;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.ValueEvent;

/**
 * What the language has and nothing yet evaluates: refused by name, so that nobody counts by a rule
 * that was misread.
 */
final class UnsupportedForms {
  private final String file;
  private final Marks marks;
  private final Problems problems;

  UnsupportedForms(String file, Marks marks, Problems problems) {
    this.file = file;
    this.marks = marks;
    this.problems = problems;
  }

  /** Reports the forms of a document that are not supported yet. */
  void check(Message document) {
    switch (document) {
      case Experiment experiment -> experiment(experiment.getSpec());
      case ValueEvent _, EventModel _, Policy _ -> {}
      default -> throw new IllegalStateException("no document: " + document.getClass());
    }
  }

  private void experiment(ExperimentSpec spec) {
    if (spec.getTest().getLooks() == Looks.LOOKS_PLANNED
        || spec.getTest().getLooks() == Looks.LOOKS_CONTINUOUS) {
      refuse("spec.test.looks", "more than one look");
    }
  }

  private void refuse(String path, String form) {
    problems.report(
        Finding.error(
            "not-yet-supported",
            file,
            marks.at(path),
            path,
            "this version does not evaluate " + form + " yet"));
  }
}
