package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.Limits;
import dev.firstvalue.registry.access.Tls;
import dev.firstvalue.registry.audit.AuditEndpoint;
import dev.firstvalue.registry.compile.SqlCompiler;
import dev.firstvalue.registry.http.HttpMount;
import dev.firstvalue.registry.http.HttpServer;
import dev.firstvalue.registry.http.PageMount;
import dev.firstvalue.registry.metrics.CallMetrics;
import dev.firstvalue.registry.status.ListenError;
import dev.firstvalue.registry.trace.Traces;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.watch.Watchers;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry on a port: its own service, whatever services are added, health and reflection.
 *
 * <p>The registry answers on the threads of the transport, from memory. Added services may take
 * their time: each of their calls has a virtual thread of its own. A thread beside them looks at
 * the repository and swaps the snapshot when main has moved.
 */
public final class RegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

  /** Clients may ping an idle connection this often. */
  public static final Duration PERMITTED_KEEPALIVE = Duration.ofSeconds(10);

  /** How often it is written who reads. */
  private static final Duration KEEP_READERS_EVERY = Duration.ofMinutes(5);

  private final RegistryRepository repository;
  private final Watchers watchers;
  private final Runnable unfollow;
  private final Server server;
  private final Optional<HttpServer> http;
  private final HealthStatusManager health;
  private final ScheduledExecutorService follower;
  private final ExecutorService virtualThreads;
  private final CallMetrics calls = new CallMetrics();
  private final Refresher refresher;
  private final BooleanSupplier readyWhen;
  private final Duration drain;
  private volatile boolean ready;
  private boolean stopping;

  private RegistryServer(Builder builder) {
    this.repository = builder.repository;
    this.watchers = new Watchers(repository::snapshot, repository.clock());
    this.health = new HealthStatusManager();
    this.health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
    this.readyWhen = builder.readyWhen;
    this.drain = builder.drain;
    this.refresher = new Refresher(repository, watchers, this::becomeReady);
    this.virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    this.follower =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("registry-follower").factory());
    this.server =
        RpcPort.of(
            builder.address,
            services(builder, false),
            health.getHealthService(),
            builder.tls,
            virtualThreads);
    this.unfollow = repository.onRevision(watchers::wake);
    try {
      server.start();
    } catch (IOException e) {
      stopThreads();
      throw ListenError.of(builder.address, e);
    }
    try {
      this.http =
          builder.httpAddress.map(
              at ->
                  HttpServer.start(
                      at,
                      new HttpServer.Door(
                          builder.access, builder.limits, builder.tls, repository.audit()),
                      services(builder, true),
                      builder.mounts,
                      builder.pages,
                      () -> ready,
                      builder.drain));
    } catch (RuntimeException e) {
      server.shutdownNow();
      stopThreads();
      throw e;
    }
    // The repository was opened, and with it everything was loaded.
    becomeReady();
    long every = builder.followEvery.toMillis();
    // It ends with the executor, and catches what it meets.
    var _ = follower.scheduleWithFixedDelay(refresher, every, every, TimeUnit.MILLISECONDS);
    long keep = KEEP_READERS_EVERY.toMillis();
    var _ = follower.scheduleWithFixedDelay(this::keepReaders, keep, keep, TimeUnit.MILLISECONDS);
  }

  /** Ours and the added ones, as every port serves them. */
  private List<ServerServiceDefinition> services(Builder builder, boolean inProcess) {
    List<BindableService> services = new ArrayList<>();
    services.add(new RegistryEndpoint(repository, watchers, builder.compiler));
    services.add(new AuditEndpoint(repository.store(), repository.audit()));
    services.addAll(builder.services);
    if (!inProcess) {
      services.add(ProtoReflectionServiceV1.newInstance());
    }
    ServedCalls guards =
        inProcess
            ? ServedCalls.ofProcess(repository, builder.access, calls)
            : ServedCalls.ofNetwork(repository, builder.access, builder.limits, calls);
    List<ServerServiceDefinition> bound =
        services.stream().map(BindableService::bindService).toList();
    if (builder.warmUp) {
      bound.forEach(guards.constraints()::warmUp);
    }
    return bound.stream()
        .map(guards::of)
        .map(service -> ServerInterceptors.intercept(service, builder.around))
        .toList();
  }

  /** A server for a repository, on a free port of the loopback unless told otherwise. */
  public static Builder builder(RegistryRepository repository) {
    return new Builder(repository);
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /** The port of HTTP, where there is one. */
  public OptionalInt httpPort() {
    return http.map(server -> OptionalInt.of(server.port())).orElseGet(OptionalInt::empty);
  }

  /** How many watch at the moment. */
  public int watchers() {
    return watchers.count();
  }

  /** What is served at the moment. */
  public RegistrySnapshot snapshot() {
    return repository.snapshot();
  }

  /** What was counted of the calls. */
  public CallMetrics calls() {
    return calls;
  }

  /** Whether there is something good to serve, and it is not stopping. */
  public boolean ready() {
    return ready;
  }

  /** When the repository was last read without a failure. */
  public Instant lastRefresh() {
    return refresher.lastRefresh();
  }

  /** How often it could not be read. */
  public long refreshFailures() {
    return refresher.failures();
  }

  /** Waits until it is closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  private void keepReaders() {
    try {
      ReaderAnswers.see(repository);
      repository.keepReaders();
    } catch (RuntimeException e) {
      LOG.error("who reads could not be kept; it is tried again", e);
    }
  }

  private synchronized void becomeReady() {
    if (!ready && !stopping && readyWhen.getAsBoolean()) {
      health.setStatus(RegistryServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
      health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
      ready = true;
    }
  }

  private synchronized void stopBeingReady() {
    if (!stopping) {
      stopping = true;
      ready = false;
      health.enterTerminalState();
    }
  }

  /**
   * Stops: health says so first, watchers are told, calls under way have their time, and nothing
   * new is begun. The repository stays open.
   */
  @Override
  public void close() {
    stopBeingReady();
    keepReaders();
    long end = System.nanoTime() + drain.toNanos();
    server.shutdown();
    watchers.end();
    http.ifPresent(HttpServer::close);
    try {
      if (!server.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        LOG.warn("calls that still ran after {} s were ended", drain.toSeconds());
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    stopThreads();
  }

  private void stopThreads() {
    unfollow.run();
    follower.shutdownNow();
    virtualThreads.shutdownNow();
  }

  /** What a server is made of. */
  public static final class Builder {
    private final RegistryRepository repository;
    private final List<BindableService> services = new ArrayList<>();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private Optional<InetSocketAddress> httpAddress = Optional.empty();
    private final List<HttpMount> mounts = new ArrayList<>();
    private Optional<PageMount> pages = Optional.empty();
    private Access access = new Access.Open();
    private Limits limits = Limits.NONE;
    private Optional<Tls> tls = Optional.empty();
    private Duration followEvery = Duration.ofSeconds(1);
    private Duration drain = Duration.ofSeconds(5);
    private BooleanSupplier readyWhen = () -> true;
    private SqlCompiler compiler = SqlCompiler.NONE;
    private final List<ServerInterceptor> around = new ArrayList<>();
    private boolean warmUp;

    private Builder(RegistryRepository repository) {
      this.repository = repository;
    }

    /** Where to listen; port 0 takes a free one. */
    public Builder address(String host, int port) {
      address = new InetSocketAddress(host, port);
      return this;
    }

    /** Where to answer over HTTP as well; port 0 takes a free one. By default nowhere. */
    public Builder http(String host, int port) {
      httpAddress = Optional.of(new InetSocketAddress(host, port));
      return this;
    }

    /** Something else on the port of HTTP. */
    public Builder mount(HttpMount mount) {
      mounts.add(mount);
      return this;
    }

    /** Pages for people on the port of HTTP. */
    public Builder pages(PageMount mount) {
      pages = Optional.of(mount);
      return this;
    }

    /** How to learn who asks; by default everybody may do everything, on this machine alone. */
    public Builder access(Access how) {
      access = how;
      return this;
    }

    /** What one caller may take; by default whatever it wants. */
    public Builder limits(Limits most) {
      limits = most;
      return this;
    }

    /** Encrypts both ports. */
    public Builder tls(Tls keys) {
      tls = Optional.of(keys);
      return this;
    }

    /** Another service on the same port. Its errors and constraints are treated like ours. */
    public Builder addService(BindableService service) {
      services.add(service);
      return this;
    }

    /** Who makes SQL of definitions; by default nobody. */
    public Builder compiler(SqlCompiler sql) {
      compiler = sql;
      return this;
    }

    /** How often to look whether main has moved; a second by default. */
    public Builder followEvery(Duration interval) {
      followEvery = interval;
      return this;
    }

    /** How long calls under way may take when it stops; five seconds by default. */
    public Builder drain(Duration time) {
      drain = time;
      return this;
    }

    /** Makes the first calls as fast as later ones; the start takes a second longer. */
    public Builder warmUp() {
      warmUp = true;
      return this;
    }

    /** A line in the log for every call. */
    public Builder logCalls() {
      around.add(new CallLog());
      return this;
    }

    /** Makes a span of every call. */
    public Builder trace(Traces traces) {
      around.add(traces.interceptor(RequestId::of));
      return this;
    }

    /** When there is something good to serve: health says NOT_SERVING before. */
    public Builder readyWhen(BooleanSupplier loaded) {
      readyWhen = loaded;
      return this;
    }

    /**
     * Starts listening.
     *
     * @throws FirstvalueException ADDRESS_IN_USE, ARGUMENT_INVALID or FILE_UNREADABLE
     */
    public RegistryServer start() {
      List<InetSocketAddress> addresses = new ArrayList<>(List.of(address));
      httpAddress.ifPresent(addresses::add);
      Strangers.refuse(access, addresses);
      return new RegistryServer(this);
    }
  }
}
