package dev.firstvalue.registry.http;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Admission;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.CertificateName;
import dev.firstvalue.registry.access.Credentials;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.audit.AuditedMethods;
import dev.firstvalue.registry.reader.ReaderClient;
import dev.firstvalue.registry.trace.TraceHeaders;
import dev.firstvalue.registry.v1.AuditDoor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks every request over HTTP who sends it, before anything else looks at it; health alone is
 * everybody's. A browser on this machine is not to be lured into requests that its user does not
 * know of: see {@link #refuseLured}.
 */
public final class HttpAccess {
  private static final Set<String> EVERYBODYS = Set.of("/healthz", "/readyz");
  private static final String CALLER = "firstvalue-caller";
  private static final String REQUEST = "firstvalue-request";
  private static final String RECEIVE_PACK = "/git/git-receive-pack";
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Metadata.Key<String> REQUEST_KEY =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  /**
   * From where and by which program a request over HTTP came, for the log of the services in this
   * process. They are believed of calls within it alone.
   */
  public static final Metadata.Key<String> PEER =
      Metadata.Key.of("firstvalue-peer", Metadata.ASCII_STRING_MARSHALLER);

  /** See {@link #PEER}. */
  public static final Metadata.Key<String> AGENT =
      Metadata.Key.of("firstvalue-agent", Metadata.ASCII_STRING_MARSHALLER);

  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final Access access;
  private final Limits limits;
  private final Predicate<String> asksItself;
  private final Optional<AuditTrail> audit;
  private final Function<Context, Optional<MethodDescriptor<?, ?>>> methods;

  /**
   * Access over HTTP.
   *
   * @param asksItself paths whose handlers ask by {@link ServiceDoor}
   * @param methods the method that a path names
   */
  HttpAccess(
      HttpServer.Door door,
      Predicate<String> asksItself,
      Function<Context, Optional<MethodDescriptor<?, ?>>> methods) {
    this.access = door.access();
    this.limits = door.limits();
    this.asksItself = asksItself;
    this.audit = door.audit();
    this.methods = methods;
  }

  /** Who sent a request: what a mounted handler holds to the permissions that it needs. */
  public static Caller caller(Context http) {
    @Nullable Caller caller = http.attribute(CALLER);
    if (caller == null) {
      throw new IllegalStateException("nobody was asked for at " + http.path());
    }
    return caller;
  }

  void ask(Context http) {
    if (EVERYBODYS.contains(http.path())) {
      return;
    }
    Optional<Caller> known = Optional.empty();
    try {
      refuseLured(http);
      if (asksItself.test(http.path())) {
        return;
      }
      Caller caller =
          access.caller(Credentials.of(http.header("Authorization")), certificate(http));
      known = Optional.of(caller);
      limits.request(caller);
      if (http.path().equals(RECEIVE_PACK)) {
        limits.push(caller);
      }
      http.attribute(CALLER, caller);
    } catch (FirstvalueException e) {
      enter(http, known, e);
      throw e;
    }
  }

  /** A write that came no farther than this. */
  private void enter(Context http, Optional<Caller> caller, FirstvalueException why) {
    if (!http.method().equals(HandlerType.POST) || audit.isEmpty()) {
      return;
    }
    if (http.path().equals(RECEIVE_PACK)) {
      audit
          .get()
          .refused(AuditDoor.AUDIT_DOOR_GIT, requestId(http), caller, "git-receive-pack", why);
    }
    methods
        .apply(http)
        .filter(AuditedMethods::has)
        .ifPresent(
            method ->
                audit
                    .get()
                    .refused(
                        AuditDoor.AUDIT_DOOR_HTTP,
                        requestId(http),
                        caller,
                        method.getFullMethodName(),
                        why));
  }

  /** What a request is called: as its {@code X-Request-Id} has it, or a name of ours. */
  public static String requestId(Context http) {
    @Nullable String named = http.attribute(REQUEST);
    if (named != null) {
      return named;
    }
    @Nullable String given = http.header("X-Request-Id");
    String id =
        given != null && REQUEST_ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    http.attribute(REQUEST, id);
    return id;
  }

  /** What the services in this process learn of a request's caller. */
  static Metadata headers(Context http) {
    Metadata headers = headers(http, Optional.ofNullable(http.header("Authorization")));
    @Nullable String client = http.header(ReaderClient.HEADER.originalName());
    @Nullable String said = client == null ? http.header("User-Agent") : client;
    if (said != null) {
      headers.put(ReaderClient.HEADER, plain(said));
    }
    return headers;
  }

  /** The same with another credential than that of the header. */
  static Metadata headers(Context http, Optional<String> authorization) {
    Metadata headers = new Metadata();
    headers.put(REQUEST_KEY, requestId(http));
    headers.put(PEER, plain("/" + http.req().getRemoteAddr() + ":" + http.req().getRemotePort()));
    Optional.ofNullable(http.userAgent()).ifPresent(agent -> headers.put(AGENT, plain(agent)));
    TraceHeaders.handOn(http::header, headers);
    authorization.ifPresent(shown -> headers.put(Admission.AUTHORIZATION, shown));
    certificate(http)
        .ifPresent(
            name -> headers.put(Admission.CERTIFICATE, name.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  /** A header may hold nothing else. */
  private static String plain(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  /**
   * A page of another site may make a browser send requests here. It cannot forge Origin, and of a
   * name of its own that it lets point to this machine, Host tells.
   */
  private void refuseLured(Context http) {
    @Nullable String host = http.host();
    if (access instanceof Access.Open && !(host != null && Loopback.isAuthority(host))) {
      throw lured("Host", host, "localhost, since everybody may call here");
    }
    @Nullable String origin = http.header("Origin");
    if (origin != null && !origin.replaceFirst("^https?://", "").equals(host)) {
      throw lured("Origin", origin, "a page of this server");
    }
  }

  private static FirstvalueException lured(String header, @Nullable String found, String expected) {
    return new FirstvalueException(
        ErrorCode.PERMISSION_DENIED,
        header,
        "\""
            + String.valueOf(found).replaceAll("\\p{Cntrl}", "?")
            + "\" (expected: "
            + expected
            + ")",
        "Call the server by its own address, and not from another site's page");
  }

  static Optional<String> certificate(Context http) {
    return http.req().getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
            && chain.length > 0
        ? CertificateName.of(chain[0].getSubjectX500Principal())
        : Optional.empty();
  }
}
