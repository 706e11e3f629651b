package dev.firstvalue.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.firstvalue.definition.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds our own check of the constraints to protovalidate's, on random messages. */
class ConstraintsTest {
  private static final Validator VALIDATOR = ValidatorFactory.newBuilder().build();
  private static final List<String> TEXTS =
      List.of(
          "",
          "firstvalue/v1",
          "EventModel",
          "ValueEvent",
          "Policy",
          "user",
          "account",
          "lessons",
          "7d",
          "2d3h",
          "0d",
          "3x",
          "+0s",
          "A b",
          "2026-12-31",
          "x".repeat(70),
          "x".repeat(10_001),
          "sha256:" + "0".repeat(64),
          "ACTIVATION",
          "NARROWS",
          "step_one");
  private static final double[] NUMBERS = {
    -1, 0, 0.05, 0.5, 0.95, 1, 2, 1e13, Double.NaN, Double.POSITIVE_INFINITY
  };

  @ParameterizedTest
  @EnumSource
  void ourConstraintsAreProtovalidates(DocumentKind kind) throws ValidationException {
    Random random = new Random(20_260_301);
    for (int i = 0; i < 300; i++) {
      Message message = message(kind.empty(), random, 0);
      Problems problems = new Problems("x.yaml");
      new Constraints("x.yaml", new Marks(new int[0], Map.of()), problems).check(message, "");

      // Ours are silent inside a field that is wrong already; what is refused has to be the same.
      boolean theirs = VALIDATOR.validate(message).isSuccess();
      assertThat(problems.all().isEmpty())
          .as("%s%n%s", message, VALIDATOR.validate(message))
          .isEqualTo(theirs);
      for (Finding finding : problems.all()) {
        assertThat(finding.message()).isNotEmpty();
      }
    }
  }

  @org.junit.jupiter.api.Test
  void everyPatternOfTheProtosHasItsMeaning() {
    TreeSet<String> patterns = new TreeSet<>();
    for (DocumentKind kind : DocumentKind.values()) {
      kind.empty()
          .getDescriptorForType()
          .getFile()
          .getDependencies()
          .forEach(file -> collect(file, patterns));
      collect(kind.empty().getDescriptorForType().getFile(), patterns);
    }
    assertThat(ValueRules.PATTERNS.keySet()).containsAll(patterns);
  }

  private static void collect(
      com.google.protobuf.Descriptors.FileDescriptor file, java.util.Set<String> patterns) {
    file.getMessageTypes()
        .forEach(
            type ->
                type.getFields()
                    .forEach(
                        field -> {
                          String pattern =
                              field
                                  .getOptions()
                                  .getExtension(build.buf.validate.ValidateProto.field)
                                  .getString()
                                  .getPattern();
                          if (!pattern.isEmpty()) {
                            patterns.add(pattern);
                          }
                        }));
  }

  /** A message of which most fields are right, so that the wrong ones are met alone. */
  private static Message message(Message empty, Random random, int depth) {
    Message.Builder builder = empty.newBuilderForType();
    for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
      boolean isDeep = depth > 4 && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (isDeep || random.nextInt(3) == 0) {
        continue;
      }
      if (field.isMapField()) {
        Message.Builder entry = builder.newBuilderForField(field);
        for (FieldDescriptor part : field.getMessageType().getFields()) {
          entry.setField(part, value(entry, part, random, depth));
        }
        builder.addRepeatedField(field, entry.build());
      } else if (field.isRepeated()) {
        for (int n = random.nextInt(3); n > 0; n--) {
          builder.addRepeatedField(field, value(builder, field, random, depth));
        }
      } else {
        builder.setField(field, value(builder, field, random, depth));
      }
    }
    return builder.build();
  }

  private static Object value(
      Message.Builder parent, FieldDescriptor field, Random random, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> text(field, random);
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt(4) - 1;
      case DOUBLE -> NUMBERS[random.nextInt(NUMBERS.length)];
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE ->
          field.getMessageType().getFullName().startsWith("google.protobuf.")
              ? parent.newBuilderForField(field).build()
              : message(parent.newBuilderForField(field).build(), random, depth + 1);
      case LONG, FLOAT, BYTE_STRING -> throw new AssertionError(field);
    };
  }

  private static String text(FieldDescriptor field, Random random) {
    var rules = field.getOptions().getExtension(build.buf.validate.ValidateProto.field).getString();
    if (random.nextInt(6) > 0) {
      List<String> right =
          TEXTS.stream()
              .filter(t -> !t.isEmpty() || rules.getInCount() == 0)
              .filter(
                  t ->
                      ValueRules.broken(
                              t,
                              field
                                  .getOptions()
                                  .getExtension(build.buf.validate.ValidateProto.field))
                          .isEmpty())
              .toList();
      if (!right.isEmpty()) {
        return right.get(random.nextInt(right.size()));
      }
    }
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
