package dev.firstvalue.registry.audit;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which methods the calls have entries, and what a message of theirs is about. */
public final class AuditedMethods {
  private static final String OURS = "firstvalue.";

  /** Where a request may bring what it is about, and where that has its name. */
  private static final List<String> DOCUMENTS = List.of("candidate", "experiment", "metadata");

  private AuditedMethods() {}

  /**
   * Whether a call of a method has an entry, accepted or refused: it is ours, and its proto does
   * not say that it only reads. What writes is among them, and what asks the store.
   */
  public static boolean has(MethodDescriptor<?, ?> method) {
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto)) {
      return false;
    }
    Descriptors.MethodDescriptor described = proto.getMethodDescriptor();
    return described.getOptions().getIdempotencyLevel() != IdempotencyLevel.NO_SIDE_EFFECTS
        && described.getFile().getPackage().startsWith(OURS);
  }

  /**
   * The proposal or the name that a message is about, or the name of the document that it brings;
   * empty where it names none.
   */
  static String resource(Message message) {
    Descriptor type = message.getDescriptorForType();
    @Nullable FieldDescriptor proposal = type.findFieldByName("proposal");
    if (proposal != null && message.getField(proposal) instanceof Message inner) {
      return resource(inner);
    }
    @Nullable FieldDescriptor number = type.findFieldByName("number");
    if (number != null && message.getField(number) instanceof Integer known && known > 0) {
      return "proposal " + known;
    }
    for (String document : DOCUMENTS) {
      @Nullable FieldDescriptor field = type.findFieldByName(document);
      if (field != null
          && message.getField(field) instanceof Message m
          && message.hasField(field)) {
        return resource(m);
      }
    }
    @Nullable FieldDescriptor name = type.findFieldByName("name");
    return name != null && message.getField(name) instanceof String text ? text : "";
  }

  static boolean triesOnly(Message request) {
    @Nullable FieldDescriptor field =
        request.getDescriptorForType().findFieldByName("validate_only");
    return field != null && Boolean.TRUE.equals(request.getField(field));
  }
}
