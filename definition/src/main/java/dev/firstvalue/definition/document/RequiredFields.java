package dev.firstvalue.definition.document;

import build.buf.validate.FieldRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;

/** Which fields a document cannot do without. */
public final class RequiredFields {
  private RequiredFields() {}

  /** Whether reading refuses a message that does not say this field. */
  public static boolean isRequired(FieldDescriptor field) {
    FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
    if (field.isMapField()) {
      return rules.getMap().getMinPairs() > 0;
    }
    if (field.isRepeated()) {
      return rules.getRepeated().getMinItems() > 0;
    }
    return field.hasPresence()
        ? rules.getRequired()
        : ValueRules.broken(field.getDefaultValue(), rules).isPresent();
  }
}
