package dev.firstvalue.registry.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.RefusalListener;
import dev.firstvalue.registry.v1.AuditDoor;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Enters every call that writes or asks the store ({@link AuditedMethods}), whether it is accepted
 * or refused. It stands behind the access and before the errors, so that it knows who calls and
 * sees what the caller gets.
 *
 * <p>A trial run ({@code validate_only}) that is answered is no write; bytes that are no request of
 * the method are none either.
 */
public final class AuditInterceptor implements ServerInterceptor, RefusalListener {
  private final AuditTrail trail;
  private final AuditDoor door;
  private final Function<Metadata, String> requestIds;

  /**
   * For one port.
   *
   * @param requestIds how a request is called in logs and errors
   */
  public AuditInterceptor(AuditTrail trail, AuditDoor door, Function<Metadata, String> requestIds) {
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

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!AuditedMethods.has(call.getMethodDescriptor())) {
      return next.startCall(call, headers);
    }
    Origin origin =
        new Origin(
            door,
            requestIds.apply(headers),
            Caller.current(),
            call.getMethodDescriptor().getFullMethodName());
    AuditedCall<Q, R> audited = new AuditedCall<>(call, origin);
    ServerCall.Listener<Q> listener =
        Contexts.interceptCall(origin.within(Context.current()), audited, headers, next);
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onMessage(Q message) {
        audited.asked(message);
        super.onMessage(message);
      }
    };
  }

  /** A call whose end becomes an entry. */
  private final class AuditedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Origin origin;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile String resource = "";
    private volatile boolean trial;

    AuditedCall(ServerCall<Q, R> call, Origin origin) {
      super(call);
      this.origin = origin;
    }

    void asked(Q message) {
      if (message instanceof Message request) {
        resource = AuditedMethods.resource(request);
        trial = AuditedMethods.triesOnly(request);
      }
    }

    @Override
    public void sendMessage(R message) {
      if (resource.isEmpty() && message instanceof Message response) {
        resource = AuditedMethods.resource(response);
      }
      super.sendMessage(message);
    }

    @Override
    public void close(Status status, Metadata trailers) {
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
      super.close(status, trailers);
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
