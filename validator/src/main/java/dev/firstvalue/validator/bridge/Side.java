package dev.firstvalue.validator.bridge;

import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.validator.Subject;

/**
 * One of the two versions.
 *
 * @param subject the version under its policy
 * @param model the event model beside it
 */
public record Side(Subject subject, EventModel model) {
  Change.State state() {
    return new Change.State(model, subject.document(), subject.plan());
  }
}
