package dev.firstvalue.registry.evidence;

import static dev.firstvalue.registry.PlainGit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * In front of a remote that is written to while it reads its refs for the first who asks: they are
 * told main as it is after that, and everything else as it was before.
 */
final class TornRemote implements AutoCloseable {
  private static final List<String> PASSED =
      List.of("Authorization", "Content-Type", "Content-Encoding", "Accept");

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean torn = new AtomicBoolean();
  private final HttpServer server;
  private final String remote;
  private final Path repository;
  private final Runnable write;

  TornRemote(String remote, Path repository, Runnable write) throws IOException {
    this.remote = remote;
    this.repository = repository;
    this.write = write;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      HttpResponse<byte[]> answer = ask(exchange, request);
      byte[] body = answer.body();
      boolean refs = exchange.getRequestURI().getPath().endsWith("/info/refs");
      if (refs && answer.statusCode() == 200 && !torn.getAndSet(true)) {
        Map<String, String> before = evidence();
        write.run();
        body = ask(exchange, request).body();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> after : evidence().entrySet()) {
          String old = before.getOrDefault(after.getKey(), after.getValue());
          text = text.replace(after.getValue() + " " + after.getKey(), old + " " + after.getKey());
        }
        body = text.getBytes(StandardCharsets.ISO_8859_1);
      }
      for (String name : List.of("Content-Type", "WWW-Authenticate")) {
        answer
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().add(name, value));
      }
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(remote + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    for (String name : PASSED) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** The commits of the refs beside main, by name. */
  private Map<String, String> evidence() {
    return git(repository, "for-each-ref", "--format=%(refname) %(objectname)", "refs/firstvalue")
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
