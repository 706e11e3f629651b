package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests whose bytes are no message: gRPC would end such a call as if the server had
 * failed, before any interceptor hears of it. So the transport gets a marshaller that never fails,
 * and what it could not read is refused here.
 */
final class ReadableRequests {
  private ReadableRequests() {}

  /** The same service behind such marshallers. */
  static ServerServiceDefinition of(ServerServiceDefinition service) {
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> readable = of(method);
      methods.add(readable);
      descriptor.addMethod(readable.getMethodDescriptor());
    }
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <Q, R> ServerMethodDefinition<Tried<Q>, R> of(
      ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> inner = method.getMethodDescriptor();
    MethodDescriptor<Tried<Q>, R> outer =
        inner.toBuilder(new Trying<>(inner.getRequestMarshaller()), inner.getResponseMarshaller())
            .build();
    ServerCallHandler<Q, R> handler = method.getServerCallHandler();
    return ServerMethodDefinition.create(
        outer, (call, headers) -> new Reading<>(call, inner).listen(handler, headers));
  }

  /** A message, or nothing if the bytes are none. */
  private record Tried<Q>(Optional<Q> message) {}

  /** Reads what can be read. */
  private record Trying<Q>(MethodDescriptor.Marshaller<Q> marshaller)
      implements MethodDescriptor.Marshaller<Tried<Q>> {
    @Override
    public InputStream stream(Tried<Q> request) {
      return marshaller.stream(request.message().orElseThrow());
    }

    @Override
    public Tried<Q> parse(InputStream stream) {
      try {
        return new Tried<>(Optional.of(marshaller.parse(stream)));
      } catch (StatusRuntimeException e) {
        return new Tried<>(Optional.empty());
      }
    }
  }

  /** The call as the service sees it. */
  private static final class Reading<Q, R> extends ServerCall<Q, R> {
    private final ServerCall<Tried<Q>, R> call;
    private final MethodDescriptor<Q, R> method;

    Reading(ServerCall<Tried<Q>, R> call, MethodDescriptor<Q, R> method) {
      this.call = call;
      this.method = method;
    }

    ServerCall.Listener<Tried<Q>> listen(ServerCallHandler<Q, R> handler, Metadata headers) {
      ServerCall.Listener<Q> inner = handler.startCall(this, headers);
      return new ServerCall.Listener<>() {
        private boolean refused;

        @Override
        public void onMessage(Tried<Q> request) {
          if (request.message().isPresent()) {
            inner.onMessage(request.message().get());
          } else if (!refused) {
            refused = true;
            StatusRuntimeException why = unreadable(method);
            call.close(why.getStatus(), ErrorStatus.trailers(why));
          }
        }

        @Override
        public void onHalfClose() {
          if (!refused) {
            inner.onHalfClose();
          }
        }

        @Override
        public void onCancel() {
          inner.onCancel();
        }

        @Override
        public void onComplete() {
          inner.onComplete();
        }

        @Override
        public void onReady() {
          inner.onReady();
        }
      };
    }

    @Override
    public void request(int messages) {
      call.request(messages);
    }

    @Override
    public void sendHeaders(Metadata headers) {
      call.sendHeaders(headers);
    }

    @Override
    public void sendMessage(R message) {
      call.sendMessage(message);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      call.close(status, trailers);
    }

    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public boolean isCancelled() {
      return call.isCancelled();
    }

    @Override
    public void setMessageCompression(boolean enabled) {
      call.setMessageCompression(enabled);
    }

    @Override
    public void setCompression(String compressor) {
      call.setCompression(compressor);
    }

    @Override
    public void setOnReadyThreshold(int bytes) {
      call.setOnReadyThreshold(bytes);
    }

    @Override
    public SecurityLevel getSecurityLevel() {
      return call.getSecurityLevel();
    }

    @Override
    public Attributes getAttributes() {
      return call.getAttributes();
    }

    @Override
    public @Nullable String getAuthority() {
      return call.getAuthority();
    }

    @Override
    public MethodDescriptor<Q, R> getMethodDescriptor() {
      return method;
    }
  }

  private static StatusRuntimeException unreadable(MethodDescriptor<?, ?> method) {
    return ErrorStatus.of(
        new FirstvalueException(
            ErrorCode.ARGUMENT_INVALID,
            "request",
            "its bytes are no message of " + method.getFullMethodName(),
            "Make requests with stubs of the protos"),
        Optional.empty());
  }
}
