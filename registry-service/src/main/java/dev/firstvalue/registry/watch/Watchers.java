package dev.firstvalue.registry.watch;

import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everybody who watches a registry. Thread-safe. */
public final class Watchers {
  private final Supplier<RegistrySnapshot> snapshots;
  private final InstantSource clock;
  private final Set<Watcher<?>> watchers = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * Nobody yet.
   *
   * @param clock dates bookmarks
   */
  public Watchers(Supplier<RegistrySnapshot> snapshots, InstantSource clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * Begins a watch.
   *
   * @param begun is asked once when the watch stands, and its answer run when the watch is over
   * @param encode makes responses of parts
   * @throws dev.firstvalue.definition.error.FirstvalueException REVISION_TOO_OLD or
   *     REVISION_NOT_REACHED
   */
  public <R> void begin(
      WatchDefinitionsRequest request,
      ServerCallStreamObserver<R> call,
      Function<Part, R> encode,
      Supplier<Runnable> begun) {
    OptionalLong after =
        request.hasAfterRevision()
            ? OptionalLong.of(request.getAfterRevision())
            : OptionalLong.empty();
    Watch watch = new Watch(Set.copyOf(request.getNamesList()), after, snapshots.get(), clock);
    Watcher<R> watcher = new Watcher<>(watch, snapshots, call, encode, () -> over);
    Runnable end = begun.get();
    Runnable leave =
        () -> {
          if (watchers.remove(watcher)) {
            end.run();
          }
        };
    call.setOnCancelHandler(leave);
    call.setOnCloseHandler(leave);
    call.setOnReadyHandler(watcher::wake);
    watchers.add(watcher);
    watcher.wake();
  }

  /** Lets everybody look for changes, and for bookmarks that are due. */
  public void wake() {
    watchers.forEach(Watcher::wake);
  }

  /** Tells everybody that the server stops, and everybody who comes later. */
  public void end() {
    over = true;
    wake();
  }

  /** How many watch. */
  public int count() {
    return watchers.size();
  }
}
