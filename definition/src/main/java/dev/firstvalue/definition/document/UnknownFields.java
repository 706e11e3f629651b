package dev.firstvalue.definition.document;

import com.google.protobuf.Descriptors.Descriptor;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Start;
import dev.firstvalue.definition.v1.Step;
import java.util.Set;

/**
 * Why a field is not there that people look for: what the language does not say, with the reason.
 */
final class UnknownFields {
  private static final Set<String> NEGATIONS =
      Set.of("not", "none", "never", "atMost", "lessThan", "exactly", "except", "without");

  private UnknownFields() {}

  /** What is wrong with a field that a message does not have. */
  static String message(Descriptor type, String field) {
    boolean isOfConditions =
        Condition.getDescriptor().getFields().stream()
            .anyMatch(known -> known.getJsonName().equals(field));
    if (type.equals(Step.getDescriptor()) && isOfConditions) {
      return "a step of a sequence is one event: it has no count, no modifier and no other form";
    }
    if (type.equals(Start.getDescriptor()) && isOfConditions) {
      return "the start is the first event that matches: it has no count, no modifier and no form";
    }
    if (type.equals(Condition.getDescriptor()) && field.equals("name")) {
      return "steps of a sequence have names, conditions have none";
    }
    if (type.equals(Condition.getDescriptor()) && NEGATIONS.contains(field)) {
      return "what has happened stays so: say by unless what must not have happened by then";
    }
    return "there is no such field";
  }
}
