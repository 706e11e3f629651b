package dev.firstvalue.registry.audit;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import org.jspecify.annotations.Nullable;

/** Which methods write, and what a message of theirs is about. */
public final class AuditedMethods {
  private AuditedMethods() {}

  /**
   * Whether a method writes: it gives one answer, and its proto does not say that it only reads.
   */
  public static boolean writes(MethodDescriptor<?, ?> method) {
    return method.getType() == MethodType.UNARY
        && method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto
        && proto.getMethodDescriptor().getOptions().getIdempotencyLevel()
            != IdempotencyLevel.NO_SIDE_EFFECTS;
  }

  /** The proposal or the name that a message is about; empty where it names none. */
  static String resource(Message message) {
    @Nullable FieldDescriptor proposal = message.getDescriptorForType().findFieldByName("proposal");
    if (proposal != null && message.getField(proposal) instanceof Message inner) {
      return resource(inner);
    }
    @Nullable FieldDescriptor number = message.getDescriptorForType().findFieldByName("number");
    if (number != null && message.getField(number) instanceof Integer known && known > 0) {
      return "proposal " + known;
    }
    @Nullable FieldDescriptor name = message.getDescriptorForType().findFieldByName("name");
    return name != null && message.getField(name) instanceof String text ? text : "";
  }

  static boolean triesOnly(Message request) {
    @Nullable FieldDescriptor field =
        request.getDescriptorForType().findFieldByName("validate_only");
    return field != null && Boolean.TRUE.equals(request.getField(field));
  }
}
