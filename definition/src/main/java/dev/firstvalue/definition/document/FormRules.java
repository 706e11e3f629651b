package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.EventTable;
import dev.firstvalue.definition.v1.Expectation;
import dev.firstvalue.definition.v1.Exposure;
import java.util.List;

/** The constraints that bind several fields of a message, by the ids that the protos give them. */
final class FormRules {
  private FormRules() {}

  static boolean hold(String id, Message message) {
    return switch (id) {
      case "condition-one-form" -> message instanceof Condition c && forms(c) == 1;
      case "event-table-one-property-form" ->
          message instanceof EventTable t
              && (t.getProperties().isEmpty() || t.getColumnsCount() == 0);
      case "exposure-one-form" -> message instanceof Exposure e && isOneForm(e);
      case "expectation-one-form" ->
          message instanceof Expectation e
              && e.getQualifiesAt().isEmpty() == (e.getMissingCount() > 0);
      default -> throw new IllegalStateException("no such rule in the protos: " + id);
    };
  }

  /** The fields that are given, as people write them. */
  static String found(Message message) {
    List<String> given =
        message.getAllFields().keySet().stream().map(FieldDescriptor::getJsonName).toList();
    return given.isEmpty() ? "none of them" : String.join(", ", given);
  }

  private static int forms(Condition condition) {
    return (condition.getEventCount() > 0 ? 1 : 0)
        + (condition.getAllCount() > 0 ? 1 : 0)
        + (condition.getAnyCount() > 0 ? 1 : 0)
        + (condition.getSequenceCount() > 0 ? 1 : 0)
        + (condition.hasRatio() ? 1 : 0);
  }

  private static boolean isOneForm(Exposure exposure) {
    return exposure.getLog()
        ? exposure.getEventCount() == 0
            && exposure.getArm().isEmpty()
            && exposure.getWhere().isEmpty()
        : exposure.getEventCount() > 0 && !exposure.getArm().isEmpty();
  }
}
