package dev.firstvalue.client;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a registry, for a program that works by them. Thread-safe.
 *
 * <p>The first question about a name goes to the registry; later ones are answered from memory,
 * which a watch keeps fresh: a merge is here as soon as the registry has it. A registry that knows
 * no watch is asked again and again. When the registry cannot be reached, the last good answer is
 * served, from memory or from disk, and the state is STALE. What the registry refuses, such as a
 * name that does not exist or a retired definition, fails at once with the registry's own error.
 */
public final class FirstvalueClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FirstvalueClient.class.getName());
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final String target;
  private final Pace pace;
  private final RegistryConnection registry;
  private final Consumer<ClientEvent> listener;
  private final @Nullable LastGood lastGood;
  private final EventModels models;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService refresher;
  private final Following following;
  private ClientState state = ClientState.CONNECTING;

  private FirstvalueClient(Builder builder) {
    this.target = builder.target;
    this.pace = builder.pace;
    this.listener = builder.listener;
    this.lastGood =
        builder.cacheDirectory == null
            ? null
            : new LastGood(builder.cacheDirectory, target, this::tell);
    this.registry =
        RegistryConnection.to(target, pace.callDeadline(), builder.security, builder.program);
    this.models = new EventModels(registry, lastGood);
    this.refresher =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("firstvalue-client").factory());
    this.following = new Following(registry, refresher, new Watched());
  }

  /** A client of a registry on this machine, unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** How the client stands with its registry. */
  public synchronized ClientState state() {
    return state;
  }

  /**
   * The active version of a definition.
   *
   * @throws FirstvalueException what the registry answers, such as DEFINITION_NOT_FOUND or
   *     DEFINITION_RETIRED; or REGISTRY_UNREACHABLE if it cannot be reached for ten seconds and
   *     there is no last good answer
   */
  public DefinitionVersion activeDefinition(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          "name",
          name.replaceAll("\\p{Cntrl}", "?") + " is no definition's name",
          "Names are lower-case letters, digits and hyphens, at most 63, beginning with a letter");
    }
    return switch (answers.get(name)) {
      case Answer.Found(GetActiveDefinitionResponse response) -> response.getDefinition();
      case Answer.Refused(FirstvalueException error) -> throw again(error);
      case Answer.Unreachable unreachable -> throw new IllegalStateException("never kept");
      case null -> first(name);
    };
  }

  /**
   * The active version of a definition, to be evaluated in this program over events in memory. With
   * it comes the registry's event model, which is kept like an answer.
   *
   * @throws FirstvalueException as {@link #activeDefinition}; MEANING_DIFFERS if the registry's
   *     language is of another release
   */
  public DefinitionEvaluator evaluator(String name) {
    try {
      return models.evaluator(activeDefinition(name));
    } catch (FirstvalueException e) {
      if (e.code() != ErrorCode.MEANING_DIFFERS
          || !(registry.ask(name) instanceof Answer.Found(GetActiveDefinitionResponse now))) {
        throw e;
      }
      // Version and model came from the two sides of a merge.
      return models.evaluator(now.getDefinition());
    }
  }

  private DefinitionVersion first(String name) {
    long end = System.nanoTime() + pace.patience().toNanos();
    for (int failures = 1; ; failures++) {
      switch (registry.ask(name)) {
        case Answer.Found found -> {
          // Another thread may have asked as well, and the watch may know better since.
          if (answers.putIfAbsent(name, found) == null && lastGood != null) {
            lastGood.write(name, found.response());
          }
          become(ClientState.READY, "the registry answers");
          schedule(Duration.ZERO, this::follow);
          return found.response().getDefinition();
        }
        case Answer.Refused(FirstvalueException error) -> {
          become(ClientState.READY, "the registry answers");
          throw error;
        }
        case Answer.Unreachable(String why) -> {
          Optional<GetActiveDefinitionResponse> kept =
              lastGood == null ? Optional.empty() : lastGood.read(name);
          if (kept.isPresent()) {
            answers.putIfAbsent(name, new Answer.Found(kept.get()));
            become(ClientState.STALE, why);
            schedule(pace.waitAfter(failures), this::follow);
            return kept.get().getDefinition();
          }
          Duration wait = pace.waitAfter(failures);
          if (System.nanoTime() + wait.toNanos() > end || !sleep(wait)) {
            become(answers.isEmpty() ? ClientState.FAILED : ClientState.STALE, why);
            throw new FirstvalueException(
                ErrorCode.REGISTRY_UNREACHABLE,
                target,
                "the registry cannot be reached, and there is no last good answer about "
                    + name
                    + ": "
                    + why,
                "Start the registry, or check its address and the network between");
          }
          registry.hurry();
        }
      }
    }
  }

  private static boolean sleep(Duration wait) {
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Catches what it meets and ends with the executor. */
  private void schedule(Duration after, Runnable step) {
    if (refresher.isShutdown()) {
      return;
    }
    Runnable guarded =
        () -> {
          try {
            step.run();
          } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "following the registry failed; it goes on", e);
            schedule(pace.longestWait(), this::follow);
          }
        };
    try {
      var _ = refresher.schedule(guarded, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(System.Logger.Level.TRACE, "the client was closed meanwhile", e);
    }
  }

  private void follow() {
    following.over(Set.copyOf(answers.keySet()));
  }

  /** What the watch brings; all of it on the thread of {@link #refresher}. */
  private final class Watched implements Following.Listener {
    private int failures;

    @Override
    public void changed(long revision, List<DefinitionVersion> versions, List<String> unserved) {
      failures = 0;
      for (DefinitionVersion version : versions) {
        if (answers.containsKey(version.getName())) {
          keep(
              version.getName(),
              new Answer.Found(
                  GetActiveDefinitionResponse.newBuilder()
                      .setDefinition(version)
                      .setRegistryRevision(revision)
                      .build()));
        }
      }
      for (String name : unserved) {
        if (answers.containsKey(name) && !take(name, registry.ask(name))) {
          return;
        }
      }
      become(ClientState.READY, "the registry answers");
    }

    @Override
    public void broke(Status why) {
      switch (why.getCode()) {
        case UNIMPLEMENTED -> schedule(pace.refreshEvery(), this::askAll);
        // Main was rewritten: the next watch begins with the state of the new one.
        case OUT_OF_RANGE -> schedule(Duration.ZERO, FirstvalueClient.this::follow);
        default -> unreachable(RemoteErrors.description(why));
      }
    }

    /** Looks at every name that was asked for; the first that cannot be reached ends the round. */
    private void askAll() {
      for (String name : answers.keySet()) {
        if (!take(name, registry.ask(name))) {
          return;
        }
      }
      failures = 0;
      become(ClientState.READY, "the registry answers");
      schedule(pace.refreshEvery(), this::askAll);
    }

    private boolean take(String name, Answer answer) {
      switch (answer) {
        case Answer.Found found -> keep(name, found);
        case Answer.Refused refused -> drop(name, refused);
        case Answer.Unreachable(String why) -> {
          unreachable(why);
          return false;
        }
      }
      return true;
    }

    private void unreachable(String why) {
      become(ClientState.STALE, why);
      registry.hurry();
      failures++;
      schedule(pace.waitAfter(failures), FirstvalueClient.this::follow);
    }
  }

  private void keep(String name, Answer.Found found) {
    Answer before = answers.put(name, found);
    DefinitionVersion now = found.response().getDefinition();
    if (before instanceof Answer.Found(GetActiveDefinitionResponse response)) {
      if (response.getDefinition().equals(now)) {
        return;
      }
      tell(new ClientEvent.DefinitionChanged(response.getDefinition(), now));
    }
    if (lastGood != null) {
      lastGood.write(name, found.response());
    }
  }

  private void drop(String name, Answer.Refused refused) {
    if (answers.put(name, refused) instanceof Answer.Found) {
      tell(new ClientEvent.DefinitionGone(name, refused.error()));
      if (lastGood != null) {
        lastGood.forget(name);
      }
    }
  }

  private void become(ClientState next, String why) {
    ClientState before;
    synchronized (this) {
      before = state;
      state = next;
    }
    if (before != next) {
      tell(new ClientEvent.StateChanged(before, next, why));
    }
  }

  private void tell(ClientEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      // A program's listener must not stop the answers.
      LOG.log(System.Logger.Level.ERROR, "the listener failed on " + event, e);
    }
  }

  /** The same error with the stack of whoever asks now. */
  private static FirstvalueException again(FirstvalueException error) {
    return new FirstvalueException(
        error.code(), error.place(), error.problem(), error.remedy(), error.details());
  }

  /** Ends the connection. Answers that are on disk stay there. */
  @Override
  public void close() {
    refresher.shutdownNow();
    registry.close();
  }

  /** What a client is made of. */
  public static final class Builder {
    private String target = "127.0.0.1:7777";
    private @Nullable Path cacheDirectory = usualCache();
    private Consumer<ClientEvent> listener = event -> {};
    private Pace pace = Pace.USUAL;
    private ClientSecurity security = ClientSecurity.PLAIN;
    private ClientProgram program = ClientProgram.UNNAMED;

    private Builder() {}

    /** Where the registry listens: {@code host:port}, or any name that gRPC resolves. */
    public Builder target(String address) {
      target = address;
      return this;
    }

    /**
     * Where last good answers are kept. By default {@code firstvalue} below {@code XDG_CACHE_HOME}
     * or {@code ~/.cache}.
     */
    public Builder cacheDirectory(Path directory) {
      cacheDirectory = directory;
      return this;
    }

    /** Keeps nothing on disk: a program that starts while the registry is down has nothing. */
    public Builder withoutCache() {
      cacheDirectory = null;
      return this;
    }

    /** How to prove who is who; by default nobody does, and nothing is encrypted. */
    public Builder security(ClientSecurity how) {
      security = how;
      return this;
    }

    /** Which program this is: the registry's owners see by it who still reads a definition. */
    public Builder program(String name, String version) {
      program = new ClientProgram(name, version);
      return this;
    }

    /** Who hears of changes, on the thread that meets them; it should not block. */
    public Builder listener(Consumer<ClientEvent> events) {
      listener = events;
      return this;
    }

    /**
     * How often to look for another version at a registry that knows no watch; five seconds by
     * default.
     */
    public Builder refreshEvery(Duration interval) {
      pace =
          new Pace(
              interval, pace.callDeadline(), pace.firstWait(), pace.longestWait(), pace.patience());
      return this;
    }

    Builder pace(Pace other) {
      pace = other;
      return this;
    }

    /** Connects in the background; no registry has to be there yet. */
    public FirstvalueClient build() {
      return new FirstvalueClient(this);
    }

    private static Path usualCache() {
      String cache = System.getenv("XDG_CACHE_HOME");
      return cache == null || cache.isBlank()
          ? Path.of(System.getProperty("user.home"), ".cache", "firstvalue")
          : Path.of(cache, "firstvalue");
    }
  }
}
