package dev.firstvalue.registry.trace;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.metrics.Exposition.Label;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector, many at a time, on a thread of its own. No call waits for it: what
 * the collector does not take, or takes too slowly, is lost and counted. Thread-safe.
 */
public final class SpanExporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpanExporter.class);
  private static final int MOST_WAITING = 4096;
  private static final int MOST_AT_A_TIME = 512;
  private static final int SUCCESSFUL = 2;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI collector;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final LongAdder sent = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread thread;
  private volatile boolean over;
  private boolean failing;

  private SpanExporter(URI collector) {
    this.collector = collector;
    this.thread = Thread.ofPlatform().daemon().name("traces").start(this::run);
  }

  /**
   * To a collector.
   *
   * @param address of OTLP over HTTP; {@code /v1/traces} follows where it has no path
   * @throws FirstvalueException ARGUMENT_INVALID
   */
  public static SpanExporter to(URI address) {
    String scheme = String.valueOf(address.getScheme());
    if (!scheme.matches("https?") || address.getHost() == null || address.getUserInfo() != null) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "--traces",
          "this is no address of a collector (expected: for example http://localhost:4318)",
          "Give an http or https address without user and password");
    }
    String path = String.valueOf(address.getPath());
    return new SpanExporter(path.matches("/?") ? address.resolve("/v1/traces") : address);
  }

  /** Takes a span; never blocks. */
  public void add(Span span) {
    if (!waiting.offer(span)) {
      lost.increment();
    }
  }

  private void run() {
    while (!over || !waiting.isEmpty()) {
      List<Span> spans = next();
      if (!spans.isEmpty()) {
        send(spans);
      }
    }
  }

  private List<Span> next() {
    List<Span> spans = new ArrayList<>();
    try {
      @Nullable Span first = waiting.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        spans.add(first);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but whoever ends the process.
      over = true;
    }
    waiting.drainTo(spans, MOST_AT_A_TIME - spans.size());
    return spans;
  }

  private void send(List<Span> spans) {
    try {
      int status =
          http.send(
                  HttpRequest.newBuilder(collector)
                      .timeout(PATIENCE)
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(OtlpJson.of(spans)))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
      tell(status / 100 == SUCCESSFUL, spans.size(), "it answers " + status);
    } catch (IOException | IllegalArgumentException e) {
      // The latter is what a port of no machine comes to.
      tell(false, spans.size(), e.toString());
    } catch (InterruptedException e) {
      over = true;
      lost.add(spans.size());
    }
  }

  private void tell(boolean taken, int spans, String why) {
    (taken ? sent : lost).add(spans);
    if (taken == failing) {
      failing = !taken;
      if (failing) {
        LOG.warn("traces to {} are lost: {}", collector, why);
      } else {
        LOG.warn("traces to {} are taken again", collector);
      }
    }
  }

  /** Writes what became of the spans so far. */
  public void write(Exposition page) {
    page.family("firstvalue_spans_total", "counter", "Spans of traces, by what became of them.");
    page.sample(
        "firstvalue_spans_total", List.of(new Label("outcome", "sent")), (double) sent.sum());
    page.sample(
        "firstvalue_spans_total", List.of(new Label("outcome", "lost")), (double) lost.sum());
  }

  /** Sends what waits still, for a few seconds at most. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.shutdownNow();
  }
}
