package dev.firstvalue.registry.metrics;

import dev.firstvalue.registry.metrics.Exposition.Label;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Counts every call by method and status, and how long it took. Methods are those that the server
 * has, so a hostile name adds no row; one that nobody called is not written.
 */
public final class CallMetrics {
  private static final double NANOS = 1e9;

  /** Upper ends of the classes of durations, in seconds: from memory to a backtest. */
  private static final double[] CLASSES = {
    0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300
  };

  private final Map<String, Row> rows = new ConcurrentHashMap<>();

  /** What is counted of one method. */
  public static final class Row {
    private final LongAdder started = new LongAdder();
    private final LongAdder[] ended = adders(Status.Code.values().length);
    private final LongAdder[] durations = adders(CLASSES.length + 1);
    private final LongAdder nanos = new LongAdder();

    private static LongAdder[] adders(int count) {
      return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    private Row() {}

    /** A call began. */
    public void started() {
      started.increment();
    }

    /** A call ended, so many nanoseconds after it began. */
    public void ended(Status.Code code, long took) {
      ended[code.value()].increment();
      nanos.add(took);
      int slot = 0;
      while (slot < CLASSES.length && took > CLASSES[slot] * NANOS) {
        slot++;
      }
      durations[slot].increment();
    }

    long endedCalls() {
      return Stream.of(ended).mapToLong(LongAdder::sum).sum();
    }
  }

  /** The row of a method. */
  public Row row(String method) {
    return rows.computeIfAbsent(method, _ -> new Row());
  }

  /** Writes what was counted so far. */
  public void write(Exposition page) {
    List<Map.Entry<String, Row>> methods =
        rows.entrySet().stream()
            .filter(row -> row.getValue().started.sum() > 0)
            .sorted(Map.Entry.comparingByKey())
            .toList();
    page.family(
        "firstvalue_calls_total", "counter", "Calls that ended, by method and gRPC status.");
    for (Map.Entry<String, Row> method : methods) {
      for (Status.Code code : Status.Code.values()) {
        long count = method.getValue().ended[code.value()].sum();
        if (count > 0) {
          page.sample(
              "firstvalue_calls_total",
              List.of(new Label("method", method.getKey()), new Label("code", code.name())),
              (double) count);
        }
      }
    }
    page.family("firstvalue_calls_in_flight", "gauge", "Calls under way, watches among them.");
    for (Map.Entry<String, Row> method : methods) {
      page.sample(
          "firstvalue_calls_in_flight",
          List.of(new Label("method", method.getKey())),
          (double) (method.getValue().started.sum() - method.getValue().endedCalls()));
    }
    page.family("firstvalue_call_seconds", "histogram", "How long calls took, by method.");
    for (Map.Entry<String, Row> method : methods) {
      histogram(page, new Label("method", method.getKey()), method.getValue());
    }
  }

  private static void histogram(Exposition page, Label method, Row row) {
    long sum = 0;
    List<Label> labels = new ArrayList<>(List.of(method));
    for (int i = 0; i <= CLASSES.length; i++) {
      sum += row.durations[i].sum();
      String end = i < CLASSES.length ? Double.toString(CLASSES[i]) : "+Inf";
      page.sample(
          "firstvalue_call_seconds_bucket", List.of(method, new Label("le", end)), (double) sum);
    }
    page.sample("firstvalue_call_seconds_sum", labels, row.nanos.sum() / NANOS);
    page.sample("firstvalue_call_seconds_count", labels, (double) sum);
  }
}
