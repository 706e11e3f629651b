package dev.firstvalue.registry.http;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.access.Tls;
import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.status.ListenError;
import io.grpc.ServerServiceDefinition;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP port: every unary method as JSON, {@code /healthz}, {@code /readyz}, and what is mounted
 * beside. Each request has a virtual thread of its own.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int LARGEST_HEADERS_BYTES = 16 << 10;
  private static final int IDLE_MILLIS = 30_000;

  /** For what still runs when its time is over: it is interrupted in the middle of this. */
  private static final int INTERRUPTED_MILLIS = 1_000;

  private final InnerChannel services;
  private final Javalin javalin;

  private HttpServer(InnerChannel services, Javalin javalin) {
    this.services = services;
    this.javalin = javalin;
  }

  /**
   * Who may come in, and how.
   *
   * @param tls absent: in the clear
   * @param audit where refused writes are entered; absent where this process may not write
   */
  public record Door(Access access, Limits limits, Optional<Tls> tls, Optional<AuditTrail> audit) {}

  /**
   * Starts listening.
   *
   * @param definitions the services, with the interceptors that they have over gRPC
   * @param pages what is for people
   * @param ready what {@code /readyz} says
   * @param drain how long requests under way may take when it is closed
   * @throws FirstvalueException ADDRESS_IN_USE, ARGUMENT_INVALID or FILE_UNREADABLE
   */
  public static HttpServer start(
      InetSocketAddress address,
      Door door,
      List<ServerServiceDefinition> definitions,
      List<HttpMount> mounts,
      Optional<PageMount> pages,
      BooleanSupplier ready,
      Duration drain) {
    Optional<SslContextFactory.Server> keys = door.tls().map(Tls::jetty);
    InnerChannel services = new InnerChannel(definitions);
    ConnectMethods methods = new ConnectMethods(definitions, services, HttpAccess::headers);
    HttpAccess access =
        new HttpAccess(
            door, path -> pages.map(mount -> mount.owns(path)).orElse(false), methods::named);
    Javalin javalin =
        Javalin.create(
            config -> {
              settings(config);
              config.jetty.modifyServer(server -> graceful(server, drain));
              keys.ifPresent(own -> encrypt(config, address, own));
              config.routes.before(access::ask);
              health(config.routes, ready);
              // Before the methods, which take every path of two parts.
              mounts.forEach(mount -> mount.mount(config.routes));
              pages.ifPresent(mount -> mount.mount(config.routes, new ServiceDoor(door, services)));
              methods.mount(config.routes);
              errors(config.routes, pages);
            });
    try {
      javalin.start(address.getHostString(), address.getPort());
    } catch (JavalinBindException e) {
      services.close();
      throw ListenError.of(address, e);
    } catch (RuntimeException e) {
      services.close();
      javalin.stop();
      throw e;
    }
    return new HttpServer(services, javalin);
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  private static void settings(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.modifyHttpConfiguration(HttpServer::harden);
    config.routes.before(
        http -> {
          http.header("X-Content-Type-Options", "nosniff");
          http.header("Cache-Control", "no-store");
          // What its lines in the log are found by.
          http.header("X-Request-Id", HttpAccess.requestId(http));
        });
  }

  private static void encrypt(
      JavalinConfig config, InetSocketAddress address, SslContextFactory.Server keys) {
    config.jetty.addConnector(
        (server, http) -> {
          HttpConfiguration secure = new HttpConfiguration(http);
          SecureRequestCustomizer customizer = new SecureRequestCustomizer();
          // A client may call the server by its address, of which no certificate tells.
          customizer.setSniHostCheck(false);
          secure.addCustomizer(customizer);
          ServerConnector connector =
              new ServerConnector(
                  server,
                  new SslConnectionFactory(keys, HttpVersion.HTTP_1_1.asString()),
                  new HttpConnectionFactory(secure));
          connector.setHost(address.getHostString());
          connector.setPort(address.getPort());
          return connector;
        });
  }

  private static void harden(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(LARGEST_HEADERS_BYTES);
    http.setIdleTimeout(IDLE_MILLIS);
  }

  /** Lets requests under way end when it stops, while none is begun. */
  private static void graceful(Server server, Duration drain) {
    server.setStopTimeout(drain.toMillis());
    server.setHandler(new GracefulHandler());
    if (server.getThreadPool() instanceof QueuedThreadPool threads) {
      threads.setStopTimeout(INTERRUPTED_MILLIS);
    }
  }

  private static void health(RoutesConfig routes, BooleanSupplier ready) {
    routes.get("/healthz", http -> http.result("ok\n"));
    routes.get(
        "/readyz",
        http -> {
          boolean serving = ready.getAsBoolean();
          http.status(serving ? 200 : 503).result(serving ? "ready\n" : "not ready\n");
        });
  }

  /** What goes wrong is told to programs as JSON, and to people as a page. */
  private static void errors(RoutesConfig routes, Optional<PageMount> pages) {
    routes.exception(
        FirstvalueException.class,
        (e, http) -> {
          if (e.code() == ErrorCode.UNAUTHENTICATED) {
            // What makes Git and browsers ask their user.
            http.header("WWW-Authenticate", "Basic realm=\"Firstvalue\", charset=\"UTF-8\"");
          }
          tell(http, pages, ConnectError.of(e).status(), e);
        });
    routes.exception(
        HttpResponseException.class,
        (e, http) -> tell(http, pages, e.getStatus(), ConnectMethods.unknown(http)));
    routes.exception(
        Exception.class,
        (e, http) -> {
          FirstvalueException defect = defect(http);
          LOG.atError()
              .setCause(e)
              .addKeyValue("request", HttpAccess.requestId(http))
              .log("{} {} failed", http.method(), http.path());
          tell(http, pages, ConnectError.of(defect).status(), defect);
        });
  }

  private static void tell(
      Context http, Optional<PageMount> pages, int status, FirstvalueException why) {
    Optional<PageMount> owner = pages.filter(mount -> mount.owns(http.path()));
    if (owner.isEmpty()) {
      ConnectMethods.write(http, new ConnectError(status, ConnectError.of(why).json()));
    } else {
      boolean none = why.code() == ErrorCode.METHOD_UNKNOWN;
      boolean unknown = status == HttpStatus.NOT_IMPLEMENTED.getCode();
      owner
          .get()
          .refuse(
              http,
              none && unknown ? HttpStatus.NOT_FOUND.getCode() : status,
              none ? noPage(http) : why);
    }
  }

  private static FirstvalueException noPage(Context http) {
    return new FirstvalueException(
        ErrorCode.METHOD_UNKNOWN,
        http.path().replaceAll("\\p{Cntrl}", "?"),
        "there is no such page",
        "Begin with the list of definitions");
  }

  private static FirstvalueException defect(Context http) {
    String request = HttpAccess.requestId(http);
    return new FirstvalueException(
        ErrorCode.INTERNAL,
        http.path().replaceAll("\\p{Cntrl}", "?"),
        "the request met a defect of Firstvalue",
        "Report it with the id of the request, " + request + "; the server's log has the rest",
        Map.of("request", request));
  }

  /** Stops listening; requests under way have their time. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("requests that still ran were ended: {}", String.valueOf(e.getMessage()));
    } finally {
      services.close();
    }
  }
}
