package dev.firstvalue.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The errors of a Firstvalue server as its callers see them: errors of the catalogue again. */
public final class RemoteErrors {
  private static final String DOMAIN = "firstvalue.dev";

  private RemoteErrors() {}

  /**
   * The error behind a status: the server's own, or REGISTRY_UNREACHABLE.
   *
   * @param target the address that was called
   */
  public static FirstvalueException of(String target, StatusRuntimeException e) {
    return catalogued(e)
        .orElseGet(
            () ->
                mayPass(e.getStatus())
                    ? new FirstvalueException(
                        ErrorCode.REGISTRY_UNREACHABLE,
                        target,
                        "the registry cannot be reached: " + description(e.getStatus()),
                        "Start the registry, or check its address and the network between",
                        e)
                    : new FirstvalueException(
                        ErrorCode.REGISTRY_UNREACHABLE,
                        target,
                        "what listens here is no registry: it answered " + e.getStatus().getCode(),
                        "Check the address of the registry",
                        e));
  }

  /** Whether asking again may help: nothing that Firstvalue knows answered, or not in time. */
  static boolean mayPass(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE,
          DEADLINE_EXCEEDED,
          CANCELLED,
          RESOURCE_EXHAUSTED,
          ABORTED,
          INTERNAL,
          UNKNOWN ->
          true;
      case OK,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  static String description(Status status) {
    return Optional.ofNullable(status.getDescription()).orElse(status.getCode().name());
  }

  /** The error of the catalogue that a status carries. */
  static Optional<FirstvalueException> catalogued(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      return Optional.empty();
    }
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          if (info.getDomain().equals(DOMAIN)) {
            return Optional.of(exception(info));
          }
        }
      }
    } catch (InvalidProtocolBufferException damaged) {
      // Details that do not read are no details; the status itself still says what kind it is.
      e.addSuppressed(damaged);
    }
    return Optional.empty();
  }

  private static FirstvalueException exception(ErrorInfo info) {
    Map<String, String> facts = new HashMap<>(info.getMetadataMap());
    facts.remove("id");
    String place = Optional.ofNullable(facts.remove("place")).orElse("registry");
    String problem = Optional.ofNullable(facts.remove("problem")).orElse(info.getReason());
    String remedy = Optional.ofNullable(facts.remove("remedy")).orElse("See docs/errors.md");
    ErrorCode code =
        Arrays.stream(ErrorCode.values())
            .filter(known -> known.name().equals(info.getReason()))
            .findFirst()
            // A newer registry may know more errors than we do.
            .orElse(ErrorCode.INTERNAL);
    return new FirstvalueException(code, place, problem, remedy, facts);
  }
}
