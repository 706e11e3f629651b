package dev.firstvalue.registry.operation;

import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.follow.FollowStatus;
import dev.firstvalue.registry.metrics.Exposition;
import dev.firstvalue.registry.metrics.Exposition.Label;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.trace.Traces;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that a server measures, on one page. */
public final class MetricsPage {
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private final RegistryServer server;
  private final Supplier<Optional<FollowStatus>> following;
  private final Optional<Traces> traces;

  /** The page of a server; what it follows and whom it sends traces, if it does. */
  public MetricsPage(
      RegistryServer server, Supplier<Optional<FollowStatus>> following, Optional<Traces> traces) {
    this.server = server;
    this.following = following;
    this.traces = traces;
  }

  /** The page as of now, in Prometheus' text format. */
  public String text() {
    Exposition page = new Exposition();
    registry(page);
    following.get().ifPresent(status -> follow(page, status));
    server.calls().write(page);
    traces.ifPresent(spans -> spans.write(page));
    process(page);
    return page.toString();
  }

  private void registry(Exposition page) {
    RegistrySnapshot snapshot = server.snapshot();
    page.gauge("firstvalue_ready", "1 if it serves, 0 if not.", server.ready() ? 1 : 0)
        .gauge(
            "firstvalue_registry_revision",
            "The revision that is served; it never falls.",
            (double) snapshot.revision())
        .gauge(
            "firstvalue_registry_definitions",
            "Names that ever had a version.",
            snapshot.definitions().size())
        .gauge(
            "firstvalue_registry_quarantined_files",
            "Files on main that cannot be used.",
            snapshot.quarantined().size())
        .gauge("firstvalue_watchers", "Watches that are open.", server.watchers())
        .gauge(
            "firstvalue_refresh_last_success_timestamp_seconds",
            "When the repository was last read without a failure, in seconds since 1970.",
            seconds(server.lastRefresh()))
        .counter(
            "firstvalue_refresh_failures_total",
            "How often the repository could not be read.",
            (double) server.refreshFailures());
  }

  private static void follow(Exposition page, FollowStatus status) {
    page.family("firstvalue_follow_state", "gauge", "1 for the state of following the remote.");
    for (FollowStatus.State state : FollowStatus.State.values()) {
      page.sample(
          "firstvalue_follow_state",
          List.of(new Label("state", state.name())),
          state == status.state() ? 1 : 0);
    }
    page.counter(
        "firstvalue_follow_failures_total",
        "Looks at the remote that failed or found it rewritten.",
        (double) status.failures());
    status
        .lastSuccess()
        .ifPresent(
            at ->
                page.gauge(
                    "firstvalue_follow_last_success_timestamp_seconds",
                    "When main was last as the remote's, in seconds since 1970.",
                    seconds(at)));
  }

  private static void process(Exposition page) {
    Runtime memory = Runtime.getRuntime();
    page.gauge(
            "jvm_memory_used_bytes",
            "Memory of the heap in use.",
            (double) (memory.totalMemory() - memory.freeMemory()))
        .gauge("jvm_memory_max_bytes", "What the heap may grow to.", (double) memory.maxMemory())
        .gauge(
            "process_start_time_seconds",
            "When the process started, in seconds since 1970.",
            ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            time ->
                page.counter(
                    "process_cpu_seconds_total",
                    "Processor time of the process.",
                    time.toNanos() / NANOS));
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / MILLIS;
  }
}
