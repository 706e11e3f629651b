package dev.firstvalue.console;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import dev.firstvalue.console.view.Problem;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a service refuses, for people. */
final class Problems {
  private Problems() {}

  static Problem of(StatusRuntimeException refusal) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refusal);
    boolean bare = status == null || status.getDetailsCount() == 0;
    if (refusal.getStatus().getCode() == Status.Code.UNIMPLEMENTED && bare) {
      return new Problem(
          "This server has no proposals of its own",
          "",
          "It follows another repository: look at the server that owns it",
          "",
          List.of());
    }
    ErrorInfo info = ErrorInfo.getDefaultInstance();
    List<String> details = new ArrayList<>();
    if (status != null) {
      try {
        for (Any detail : status.getDetailsList()) {
          if (detail.is(ErrorInfo.class)) {
            info = detail.unpack(ErrorInfo.class);
          } else if (detail.is(PreconditionFailure.class)) {
            for (PreconditionFailure.Violation each :
                detail.unpack(PreconditionFailure.class).getViolationsList()) {
              details.add(each.getType() + ": " + each.getSubject() + ": " + each.getDescription());
            }
          } else if (detail.is(BadRequest.class)) {
            for (BadRequest.FieldViolation each :
                detail.unpack(BadRequest.class).getFieldViolationsList()) {
              details.add(each.getField() + ": " + each.getDescription());
            }
          }
        }
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("a service wrote details that nobody can read", e);
      }
    }
    String description = refusal.getStatus().getDescription();
    String said =
        description == null ? "the server answers " + refusal.getStatus().getCode() : description;
    return new Problem(
        capital(info.getMetadataOrDefault("problem", said)),
        info.getMetadataOrDefault("place", ""),
        info.getMetadataOrDefault("remedy", ""),
        info.getMetadataOrDefault("id", ""),
        details);
  }

  static HttpStatus httpStatus(StatusRuntimeException refusal) {
    return switch (refusal.getStatus().getCode()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> HttpStatus.BAD_REQUEST;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case FAILED_PRECONDITION, ABORTED, ALREADY_EXISTS -> HttpStatus.CONFLICT;
      case RESOURCE_EXHAUSTED -> HttpStatus.TOO_MANY_REQUESTS;
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> HttpStatus.SERVICE_UNAVAILABLE;
      case UNIMPLEMENTED -> HttpStatus.NOT_IMPLEMENTED;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case OK, UNKNOWN, INTERNAL, DATA_LOSS -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
