package dev.firstvalue.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The registry at the other end of a channel. */
final class Registry implements AutoCloseable {
  private static final String DOMAIN = "firstvalue.dev";

  private final String target;
  private final ManagedChannel channel;
  private final Duration deadline;

  Registry(String target, Duration deadline) {
    this.target = target;
    this.deadline = deadline;
    this.channel =
        NettyChannelBuilder.forTarget(target)
            .usePlaintext()
            // Finds a peer that is gone without a word, within the server's permission for pings.
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .build();
  }

  /** Asks once. */
  Answer active(String name) {
    try {
      return new Answer.Found(
          RegistryServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .getActiveDefinition(GetActiveDefinitionRequest.newBuilder().setName(name).build()));
    } catch (StatusRuntimeException e) {
      return answer(e);
    }
  }

  /** Lets the next call try to connect at once: gRPC's own waits grow to two minutes. */
  void hurry() {
    channel.resetConnectBackoff();
  }

  private Answer answer(StatusRuntimeException e) {
    Optional<FirstvalueException> catalogued = catalogued(e);
    if (catalogued.isPresent()) {
      return new Answer.Refused(catalogued.get());
    }
    Status status = e.getStatus();
    return switch (status.getCode()) {
      case UNAVAILABLE,
          DEADLINE_EXCEEDED,
          CANCELLED,
          RESOURCE_EXHAUSTED,
          ABORTED,
          INTERNAL,
          UNKNOWN ->
          new Answer.Unreachable(
              Optional.ofNullable(status.getDescription()).orElse(status.getCode().name()));
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
          new Answer.Refused(
              new FirstvalueException(
                  ErrorCode.REGISTRY_UNREACHABLE,
                  target,
                  "what listens here is no registry: it answered " + status.getCode(),
                  "Check the address of the registry",
                  e));
    };
  }

  /** The error of the catalogue that a status carries. */
  private static Optional<FirstvalueException> catalogued(StatusRuntimeException e) {
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

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
