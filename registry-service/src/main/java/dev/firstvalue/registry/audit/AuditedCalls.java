package dev.firstvalue.registry.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.RefusalListener;
import dev.firstvalue.registry.v1.AuditDoor;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Enters every call that writes or asks the store ({@link AuditedMethods}), whether it is accepted
 * or refused. Whoever serves the call says who calls, and what the caller gets.
 *
 * <p>A trial run ({@code validate_only}) that is answered is no write; bytes that are no request of
 * the method are none either.
 */
public final class AuditedCalls implements RefusalListener {
  private final AuditTrail trail;
  private final AuditDoor door;
  private final Function<Metadata, String> requestIds;

  /**
   * For one port.
   *
   * @param requestIds how a request is called in logs and errors
   */
  public AuditedCalls(AuditTrail trail, AuditDoor door, Function<Metadata, String> requestIds) {
    this.trail = trail;
    this.door = door;
    this.requestIds = requestIds;
  }

  @Override
  public void refused(
      MethodDescriptor<?, ?> method,
      Metadata headers,
      Optional<Caller> caller,
      FirstvalueException why) {
    if (AuditedMethods.has(method)) {
      trail.refused(door, requestIds.apply(headers), caller, method.getFullMethodName(), why);
    }
  }

  /** A call of a method of {@link AuditedMethods}, let through within a context. */
  public AuditedCall begin(MethodDescriptor<?, ?> method, Metadata headers, Context admitted) {
    return new AuditedCall(
        new Origin(
            door, requestIds.apply(headers), Caller.of(admitted), method.getFullMethodName()));
  }

  /** A call whose end becomes an entry. */
  public final class AuditedCall {
    private final Origin origin;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String resource = "";
    private volatile boolean trial;

    private AuditedCall(Origin origin) {
      this.origin = origin;
    }

    /** A context in which commits come from this call. */
    public Context within(Context context) {
      return origin.within(context);
    }

    /** What is asked. */
    public void asked(Object request) {
      if (request instanceof Message message) {
        resource = AuditedMethods.resource(message);
        trial = AuditedMethods.triesOnly(message);
      }
    }

    /** What is answered. */
    public void answered(Object response) {
      if (resource.isEmpty() && response instanceof Message message) {
        resource = AuditedMethods.resource(message);
      }
    }

    /** No request came: there is nothing to enter. */
    public void forget() {
      over.set(true);
    }

    /** What the caller gets; only the first time counts. */
    public void ended(Status status, Metadata trailers) {
      if (!over.getAndSet(true) && !(trial && status.isOk())) {
        Optional<ErrorInfo> info = info(status, trailers);
        trail.ended(
            origin,
            new AuditTrail.Outcome(
                resource,
                status.getCode().name(),
                info.map(found -> found.getMetadataOrDefault("id", "")).orElse(""),
                info.map(found -> found.getMetadataOrDefault("gates", ""))
                    .filter(gates -> !gates.isEmpty())
                    .map(gates -> List.of(gates.split(", ", -1)))
                    .orElse(List.of())));
      }
    }

    private static Optional<ErrorInfo> info(Status status, Metadata trailers) {
      if (status.isOk()) {
        return Optional.empty();
      }
      return StatusProto.fromStatusAndTrailers(status, trailers).getDetailsList().stream()
          .filter(detail -> detail.is(ErrorInfo.class))
          .findFirst()
          .map(
              detail -> {
                try {
                  return detail.unpack(ErrorInfo.class);
                } catch (InvalidProtocolBufferException e) {
                  throw new IllegalStateException("a detail of our own cannot be read", e);
                }
              });
    }
  }
}
