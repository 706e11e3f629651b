package dev.firstvalue.definition.lint;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.definition.v1.Status;

/** A definition that means something, and the hash of what it means. */
record BoundDefinition(Document.OfValueEvent document, Plan plan, String meaning) {
  String name() {
    return document.message().getMetadata().getName();
  }

  Stage stage() {
    return document.message().getSpec().getStage();
  }

  boolean isActive() {
    return isActive(document);
  }

  static boolean isActive(Document.OfValueEvent document) {
    Status status = document.message().getSpec().getStatus();
    return status == Status.STATUS_UNSPECIFIED || status == Status.STATUS_ACTIVE;
  }
}
