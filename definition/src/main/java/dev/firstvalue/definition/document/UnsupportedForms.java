package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.Experiment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.ValueEvent;
import java.util.Set;

/**
 * What the language has and nothing yet evaluates: refused by name, so that nobody counts by a rule
 * that was misread.
 */
final class UnsupportedForms {
  private static final Set<String> OF_EXPERIMENTS = Set.of("secondary", "guardrails", "covariates");

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
    for (FieldDescriptor field : spec.getAllFields().keySet()) {
      if (OF_EXPERIMENTS.contains(field.getName())) {
        refuse(FieldPath.field("spec", field.getJsonName()), field.getJsonName());
      }
    }
    if (!spec.getCluster().isEmpty() && !spec.getCluster().equals(spec.getUnit())) {
      refuse("spec.cluster", "a cluster other than the unit");
    }
    if (spec.getTest().getLooks() == Looks.LOOKS_PLANNED
        || spec.getTest().getLooks() == Looks.LOOKS_CONTINUOUS) {
      refuse("spec.test.looks", "more than one look");
    }
    if (spec.getTest().getCorrection() == Correction.CORRECTION_DUNNETT) {
      refuse("spec.test.correction", "the correction DUNNETT");
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
