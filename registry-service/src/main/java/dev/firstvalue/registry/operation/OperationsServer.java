package dev.firstvalue.registry.operation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.follow.FollowStatus;
import dev.firstvalue.registry.follow.RemoteFollower;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.trace.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A port for whoever keeps the server running, apart from the one that programs use: {@code GET
 * /metrics}, {@code GET /healthz}, {@code GET /readyz}, and {@code POST /follow}, which a hook of
 * the remote calls. It answers nothing that a definition says.
 */
public final class OperationsServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private OperationsServer(HttpServer http) {
    this.http = http;
  }

  /** An answer. */
  private record Reply(int status, String type, String body) {
    static Reply text(int status, String body) {
      return new Reply(status, "text/plain; charset=utf-8", body + "\n");
    }
  }

  private interface Handler {
    Reply reply();
  }

  /**
   * Starts listening.
   *
   * @param port 0 takes a free one
   * @throws FirstvalueException ADDRESS_IN_USE
   */
  public static OperationsServer start(
      String host,
      int port,
      RegistryServer server,
      Optional<RemoteFollower> follower,
      Optional<Traces> traces) {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new FirstvalueException(
          ErrorCode.ADDRESS_IN_USE,
          host + ":" + port,
          "the port for operations cannot be opened: " + e.getMessage(),
          "Choose another with --operations-port (0 takes a free one)",
          e);
    }
    OperationsServer operations = new OperationsServer(http);
    MetricsPage metrics =
        new MetricsPage(server, () -> follower.map(RemoteFollower::status), traces);
    operations.on(
        "/metrics",
        "GET",
        () -> new Reply(OK, "text/plain; version=0.0.4; charset=utf-8", metrics.text()));
    operations.on("/healthz", "GET", () -> Reply.text(OK, "ok"));
    operations.on("/readyz", "GET", () -> ready(server, follower.map(RemoteFollower::status)));
    operations.on("/follow", "POST", () -> follow(follower));
    http.setExecutor(operations.threads);
    http.start();
    return operations;
  }

  /** The port that it listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  private static Reply ready(RegistryServer server, Optional<FollowStatus> following) {
    if (!server.ready()) {
      return Reply.text(
          UNAVAILABLE,
          following
              .filter(FollowStatus::stale)
              .map(status -> "not ready: " + status.problem())
              .orElse("not ready: starting or stopping"));
    }
    String at = "ready at revision " + server.snapshot().revision();
    return Reply.text(
        OK,
        following
            .filter(FollowStatus::stale)
            .map(
                status ->
                    at
                        + ", stale: "
                        + status.state()
                        + " since "
                        + status.since()
                        + ": "
                        + status.problem())
            .orElse(at));
  }

  private static Reply follow(Optional<RemoteFollower> follower) {
    if (follower.isEmpty()) {
      return Reply.text(NOT_FOUND, "this server follows nothing (expected: --follow)");
    }
    follower.get().lookSoon();
    return Reply.text(ACCEPTED, "looking");
  }

  private void on(String path, String method, Handler handler) {
    http.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
              send(exchange, Reply.text(NOT_FOUND, "not found"));
            } else if (!exchange.getRequestMethod().equals(method)) {
              exchange.getResponseHeaders().set("Allow", method);
              send(exchange, Reply.text(WRONG_METHOD, "use " + method));
            } else {
              send(exchange, handler.reply());
            }
          }
        });
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.sendResponseHeaders(reply.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
