package dev.firstvalue.registry.access;

import dev.firstvalue.access.v1.Permission;
import dev.firstvalue.definition.error.FirstvalueException;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through whose caller is known, may do what it asks for and keeps to the limits; all
 * others are refused before their request is read.
 */
public final class Admission {
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
  private final boolean inProcess;
  private final RefusalListener refusals;

  private Admission(Access access, Limits limits, boolean inProcess, RefusalListener refusals) {
    this.access = access;
    this.limits = limits;
    this.inProcess = inProcess;
    this.refusals = refusals;
  }

  /** For a port of gRPC. */
  public static Admission ofNetwork(Access access, Limits limits) {
    return new Admission(access, limits, false, RefusalListener.NONE);
  }

  /** For calls that another port of this process passes on. */
  public static Admission ofProcess(Access access, Limits limits) {
    return new Admission(access, limits, true, RefusalListener.NONE);
  }

  /** The same, telling somebody of every call that it refuses. */
  public Admission telling(RefusalListener listener) {
    return new Admission(access, limits, inProcess, listener);
  }

  /**
   * A call that was let through.
   *
   * @param context in which the caller and the headers are known
   * @param end is to be run when the call ends; more than once does nothing
   */
  public record Admitted(Context context, Runnable end) {}

  /**
   * Lets a call through.
   *
   * @param rule what its method takes
   * @throws FirstvalueException UNAUTHENTICATED, PERMISSION_DENIED or LIMIT_EXCEEDED
   */
  public Admitted admit(Permission rule, ServerCall<?, ?> call, Metadata headers) {
    MethodDescriptor<?, ?> method = call.getMethodDescriptor();
    Optional<Caller> known = Optional.empty();
    try {
      Caller caller =
          access instanceof Access.Open
              ? Caller.ANYBODY
              : access.caller(
                  Credentials.of(headers.get(AUTHORIZATION)), certificate(call, headers));
      known = Optional.of(caller);
      limits.request(caller);
      caller.require(rule, method.getFullMethodName());
      return new Admitted(
          CallHeaders.within(
              caller.equals(Caller.ANYBODY) ? Context.current() : caller.within(Context.current()),
              headers),
          method.getType().serverSendsOneMessage() ? Admission::nothing : limits.stream(caller));
    } catch (FirstvalueException e) {
      refusals.refused(method, headers, known, e);
      throw e;
    }
  }

  /** What is to be done at the end of a call that holds nothing. */
  private static void nothing() {}

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
