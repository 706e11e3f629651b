package dev.firstvalue.definition.document;

import build.buf.validate.FieldRules;
import build.buf.validate.MessageRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.finding.Finding;
import java.util.List;

/**
 * The constraints that the protos write beside their fields, checked on a message that was read.
 *
 * <p>They are protovalidate's, and a test holds this class to its answers. Its own engine compiles
 * every rule to CEL when it first meets a message, which costs more than everything else that
 * {@code lint} does, and it cannot say what would be accepted.
 */
final class Constraints {
  private final String file;
  private final Marks marks;
  private final Problems problems;

  Constraints(String file, Marks marks, Problems problems) {
    this.file = file;
    this.marks = marks;
    this.problems = problems;
  }

  /** Reports what a message breaks, where reading has not already found something wrong. */
  void check(Message message, String path) {
    MessageRules rules =
        message.getDescriptorForType().getOptions().getExtension(ValidateProto.message);
    for (Rule rule : rules.getCelList()) {
      if (!FormRules.hold(rule.getId(), message)) {
        report(
            "one-form", path, rule.getMessage(), FormRules.found(message), "exactly one of them");
      }
    }
    for (OneofDescriptor oneof : message.getDescriptorForType().getRealOneofs()) {
      if (oneof.getOptions().getExtension(ValidateProto.oneof).getRequired()
          && !message.hasOneof(oneof)) {
        List<String> names = oneof.getFields().stream().map(FieldDescriptor::getJsonName).toList();
        report("one-form", path, "a form is missing", "none", "one of " + String.join(", ", names));
      }
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      checkField(message, field, FieldPath.field(path, field.getJsonName()));
    }
  }

  private void checkField(Message message, FieldDescriptor field, String path) {
    FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
    if (field.isMapField()) {
      checkMap(message, field, rules, path);
    } else if (field.isRepeated()) {
      checkList(message, field, rules, path);
    } else if (!field.hasPresence() || message.hasField(field)) {
      checkValue(message.getField(field), rules, path);
    } else if (rules.getRequired()) {
      missing(path);
    }
  }

  private void checkList(Message message, FieldDescriptor field, FieldRules rules, String path) {
    int size = message.getRepeatedFieldCount(field);
    size(
        path,
        size,
        rules.getRepeated().getMinItems(),
        rules.getRepeated().hasMaxItems(),
        rules.getRepeated().getMaxItems());
    for (int i = 0; i < size; i++) {
      checkValue(
          message.getRepeatedField(field, i),
          rules.getRepeated().getItems(),
          FieldPath.index(path, i));
    }
  }

  private void checkMap(Message message, FieldDescriptor field, FieldRules rules, String path) {
    int size = message.getRepeatedFieldCount(field);
    size(
        path,
        size,
        rules.getMap().getMinPairs(),
        rules.getMap().hasMaxPairs(),
        rules.getMap().getMaxPairs());
    FieldDescriptor key = field.getMessageType().findFieldByName("key");
    FieldDescriptor value = field.getMessageType().findFieldByName("value");
    for (int i = 0; i < size; i++) {
      Message entry = (Message) message.getRepeatedField(field, i);
      String at = FieldPath.key(path, (String) entry.getField(key));
      checkValue(entry.getField(key), rules.getMap().getKeys(), at);
      checkValue(entry.getField(value), rules.getMap().getValues(), at);
    }
  }

  private void size(String path, int size, long least, boolean limited, long most) {
    if (size < least) {
      if (size == 0 && !marks.has(path)) {
        missing(path);
      } else {
        report(
            "value-refused",
            path,
            "this has too few entries",
            String.valueOf(size),
            "at least " + least);
      }
    }
    if (limited && size > most) {
      report(
          "value-refused",
          path,
          "this has too many entries",
          String.valueOf(size),
          "at most " + most);
    }
  }

  private void checkValue(Object value, FieldRules rules, String path) {
    if (value instanceof Message message) {
      if (!message.getDescriptorForType().getFullName().startsWith("google.protobuf.")) {
        check(message, path);
      }
      return;
    }
    ValueRules.broken(value, rules)
        .ifPresent(
            expected -> {
              if (isDefault(value) && !marks.has(path)) {
                missing(path, expected);
              } else {
                report(
                    "value-refused",
                    path,
                    "the value is not accepted",
                    String.valueOf(value),
                    expected);
              }
            });
  }

  private static boolean isDefault(Object value) {
    return value.equals("")
        || value.equals(0)
        || value.equals(0.0)
        || value.equals(false)
        || (value instanceof com.google.protobuf.Descriptors.EnumValueDescriptor word
            && word.getNumber() == 0);
  }

  private void missing(String path) {
    missing(path, "");
  }

  private void missing(String path, String expected) {
    Finding finding =
        Finding.error("missing-field", file, marks.at(path), path, "the field is missing");
    report(expected.isEmpty() ? finding : finding.expected(expected));
  }

  private void report(String rule, String path, String message, String found, String expected) {
    report(
        Finding.error(rule, file, marks.at(path), path, message).found(found).expected(expected));
  }

  private void report(Finding finding) {
    if (!problems.touch(finding.path())) {
      problems.report(finding);
    }
  }
}
