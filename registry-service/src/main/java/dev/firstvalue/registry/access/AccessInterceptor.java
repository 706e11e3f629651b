package dev.firstvalue.registry.access;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.status.ErrorStatus;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through whose caller is known, may do what it asks for and keeps to the limits; all
 * others are answered before their request is read.
 */
public final class AccessInterceptor implements ServerInterceptor {
  /** Where the token is. */
  public static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /**
   * What HTTP found in a certificate, on its way to the services in this process. No network brings
   * it: the port of gRPC does not look at it.
   */
  public static final Metadata.Key<byte[]> CERTIFICATE =
      Metadata.Key.of("firstvalue-certificate-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final Access access;
  private final Limits limits;
  private final MethodRules rules = new MethodRules();
  private final boolean inProcess;
  private final RefusalListener refusals;

  private AccessInterceptor(
      Access access, Limits limits, boolean inProcess, RefusalListener refusals) {
    this.access = access;
    this.limits = limits;
    this.inProcess = inProcess;
    this.refusals = refusals;
  }

  /** For a port of gRPC. */
  public static AccessInterceptor ofNetwork(Access access, Limits limits) {
    return new AccessInterceptor(access, limits, false, RefusalListener.NONE);
  }

  /** For calls that another port of this process passes on. */
  public static AccessInterceptor ofProcess(Access access, Limits limits) {
    return new AccessInterceptor(access, limits, true, RefusalListener.NONE);
  }

  /** The same, telling somebody of every call that it refuses. */
  public AccessInterceptor telling(RefusalListener listener) {
    return new AccessInterceptor(access, limits, inProcess, listener);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Optional<Caller> known = Optional.empty();
    Caller caller;
    Optional<Runnable> end;
    try {
      caller =
          access.caller(Credentials.of(headers.get(AUTHORIZATION)), certificate(call, headers));
      known = Optional.of(caller);
      limits.request(caller);
      caller.require(
          rules.of(call.getMethodDescriptor()), call.getMethodDescriptor().getFullMethodName());
      end =
          call.getMethodDescriptor().getType().serverSendsOneMessage()
              ? Optional.empty()
              : Optional.of(limits.stream(caller));
    } catch (FirstvalueException e) {
      refusals.refused(call.getMethodDescriptor(), headers, known, e);
      StatusRuntimeException refusal = ErrorStatus.of(e, Optional.empty());
      call.close(refusal.getStatus(), ErrorStatus.trailers(refusal));
      return new ServerCall.Listener<>() {};
    }
    Context context = CallHeaders.within(caller.within(Context.current()), headers);
    ServerCall.Listener<Q> listener = Contexts.interceptCall(context, call, headers, next);
    return end.isEmpty() ? listener : ending(listener, end.get());
  }

  private static <Q> ServerCall.Listener<Q> ending(ServerCall.Listener<Q> listener, Runnable end) {
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onComplete() {
        end.run();
        super.onComplete();
      }

      @Override
      public void onCancel() {
        end.run();
        super.onCancel();
      }
    };
  }

  private Optional<String> certificate(ServerCall<?, ?> call, Metadata headers) {
    if (inProcess) {
      byte @Nullable [] name = headers.get(CERTIFICATE);
      return Optional.ofNullable(name)
          .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
    @Nullable SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    try {
      return session == null ? Optional.empty() : CertificateName.of(session.getPeerPrincipal());
    } catch (SSLPeerUnverifiedException e) {
      // The server asks nobody for a certificate, or this client has none.
      return Optional.empty();
    }
  }
}
