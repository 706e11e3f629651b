package dev.firstvalue.registry.server;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import build.buf.validate.Violation;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds requests to the constraints that their messages declare. Thread-safe. */
final class Constraints {
  private static final int MOST_VIOLATIONS = 10;
  private static final int LONGEST_TEXT = 200;

  /**
   * The process has one: it compiles the constraints of a message when it first meets one, and they
   * are the same in every server and on every port. Thread-safe.
   */
  private static final Validator VALIDATOR = ValidatorFactory.newBuilder().build();

  /** Clients ask the same over and over: what held once is not held to its constraints again. */
  private final SoundRequests sound = new SoundRequests();

  /**
   * Compiles the constraints of a service's requests, so that no caller waits for it: the first one
   * of a process takes a second of processor time, as long as a client waits for an answer.
   */
  void warmUp(ServerServiceDefinition service) {
    for (MethodDescriptor<?, ?> method : service.getServiceDescriptor().getMethods()) {
      if (method.getRequestMarshaller() instanceof MethodDescriptor.PrototypeMarshaller<?> requests
          && requests.getMessagePrototype() instanceof Message request) {
        var _ = refusal(request);
      }
    }
  }

  /** What whoever sent a request is told; empty if it keeps to all. */
  Optional<StatusRuntimeException> refusal(Message message) {
    if (sound.isKept(message)) {
      return Optional.empty();
    }
    ValidationResult result;
    try {
      result = VALIDATOR.validate(message);
    } catch (ValidationException e) {
      throw new IllegalStateException("the constraints of a message do not compile", e);
    }
    if (result.isSuccess()) {
      sound.keep(message);
      return Optional.empty();
    }
    BadRequest.Builder bad = BadRequest.newBuilder();
    result.getViolations().stream()
        .limit(MOST_VIOLATIONS)
        .map(build.buf.protovalidate.Violation::toProto)
        .forEach(
            violation ->
                bad.addFieldViolations(
                    BadRequest.FieldViolation.newBuilder()
                        .setField(shortened(path(violation)))
                        .setReason(shortened(violation.getRuleId()))
                        .setDescription(shortened(violation.getMessage()))));
    BadRequest.FieldViolation first = bad.getFieldViolations(0);
    String field = first.getField().isEmpty() ? "request" : first.getField();
    return Optional.of(
        ErrorStatus.of(
            new FirstvalueException(
                ErrorCode.ARGUMENT_INVALID,
                field,
                first.getDescription(),
                "Correct the request; BadRequest lists every field that is wrong"),
            Optional.of(bad.build())));
  }

  private static String path(Violation violation) {
    FieldPath field = violation.getField();
    return field.getElementsList().stream()
        .map(Constraints::element)
        .collect(Collectors.joining("."));
  }

  private static String element(FieldPathElement element) {
    return switch (element.getSubscriptCase()) {
      case INDEX -> element.getFieldName() + "[" + element.getIndex() + "]";
      case BOOL_KEY -> element.getFieldName() + "[" + element.getBoolKey() + "]";
      case INT_KEY -> element.getFieldName() + "[" + element.getIntKey() + "]";
      case UINT_KEY -> element.getFieldName() + "[" + element.getUintKey() + "]";
      case STRING_KEY -> element.getFieldName() + "[" + element.getStringKey() + "]";
      case SUBSCRIPT_NOT_SET -> element.getFieldName();
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
