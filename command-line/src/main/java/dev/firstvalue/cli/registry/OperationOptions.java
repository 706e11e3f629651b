package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.logging.LogFormat;
import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.definition.plan.Durations;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.follow.Remote;
import dev.firstvalue.registry.follow.RemoteFollower;
import dev.firstvalue.registry.operation.OperationsServer;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.trace.Traces;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a server is kept running. */
final class OperationOptions {
  @Option(
      names = "--follow",
      paramLabel = "URL",
      description =
          "Serve what main of another Git repository has: an https address or a directory. User"
              + " and password come from FIRSTVALUE_FOLLOW_USER and FIRSTVALUE_FOLLOW_PASSWORD.")
  private @Nullable String follow;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often to look at what is followed. Default: 30s.")
  private Duration every = Duration.ofSeconds(30);

  @Option(
      names = "--operations-port",
      paramLabel = "PORT",
      description =
          "A port for /metrics, /healthz, /readyz and POST /follow; 0 takes a free one. Default:"
              + " none.")
  private @Nullable Integer port;

  @Option(
      names = "--operations-host",
      paramLabel = "HOST",
      description = "Where that port is. Default: ${DEFAULT-VALUE}: this machine alone.")
  private String host = "127.0.0.1";

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long calls under way may take when it stops. Default: 30s.")
  private Duration drain = Duration.ofSeconds(30);

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text or json, a line each. Default: text.")
  private LogFormat logFormat = LogFormat.TEXT;

  @Option(names = "--log-calls", description = "Log every call with its request's id.")
  private boolean logCalls;

  @Option(
      names = "--traces",
      paramLabel = "URL",
      description =
          "Send a span of every call to a collector of OpenTelemetry: OTLP over HTTP, for example"
              + " http://localhost:4318. Default: nowhere.")
  private @Nullable URI collector;

  private Optional<Traces> traces = Optional.empty();

  /** Whether the repository is another's, and this process its only writer. */
  boolean follows() {
    return follow != null;
  }

  /** What a server has to know before it starts. */
  void apply(RegistryServer.Builder builder, RegistryRepository repository) {
    LogFormat.choose(logFormat);
    builder.drain(drain).warmUp();
    if (logCalls) {
      builder.logCalls();
    }
    traces = Optional.ofNullable(collector).map(to -> Traces.to(to, repository.clock()));
    traces.ifPresent(builder::trace);
    if (follows()) {
      builder.readyWhen(() -> repository.snapshot().revision() > 0);
    }
  }

  /** Follows what was named, and opens the port for operations, until the server is closed. */
  void run(RegistryRepository repository, RegistryServer server, Terminal terminal)
      throws InterruptedException {
    Optional<RemoteFollower> follower =
        Optional.ofNullable(follow)
            .map(address -> Remote.of(address, System.getenv()))
            .map(remote -> RemoteFollower.start(repository, remote, every));
    Optional<OperationsServer> operations =
        Optional.ofNullable(port)
            .map(number -> OperationsServer.start(host, number, server, follower, traces));
    operations.ifPresent(
        open -> terminal.println("operations on http://" + host + ":" + open.port()));
    try {
      server.awaitTermination();
    } finally {
      follower.ifPresent(RemoteFollower::close);
      operations.ifPresent(OperationsServer::close);
    }
  }

  /** Stops a server; the spans of its last calls are sent when all have ended. */
  void stop(RegistryServer server) {
    server.close();
    traces.ifPresent(Traces::close);
  }

  /** Reads a length of time: {@code 30s}, {@code 5m}. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Durations.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(text + " (expected: for example 30s or 5m)");
      }
    }
  }
}
