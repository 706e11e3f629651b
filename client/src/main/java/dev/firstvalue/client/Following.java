package dev.firstvalue.client;

import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Unserved;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One watch at a time over the names that a program asked for. Each begins with the state, so
 * whatever happened while there was none is caught up with. All of it, the listener too, happens on
 * the thread of one executor.
 */
final class Following {
  /** More names than this are watched as all. */
  private static final int MOST_NAMES = 1000;

  private final RegistryConnection registry;
  private final Executor thread;
  private final Listener listener;
  private Set<String> names = Set.of();
  private @Nullable Stream stream;

  Following(RegistryConnection registry, Executor thread, Listener listener) {
    this.registry = registry;
    this.thread = thread;
    this.listener = listener;
  }

  /** Who hears of it. */
  interface Listener {
    /** A whole revision: the versions that are active since, and the names that are not served. */
    void changed(long revision, List<DefinitionVersion> versions, List<String> unserved);

    /** The watch broke; there is none until the next {@link Following#over}. */
    void broke(Status why);
  }

  /** Watches these names, unless they are watched already. */
  void over(Set<String> asked) {
    if (stream != null && names.containsAll(asked)) {
      return;
    }
    if (stream != null) {
      stream.cancel.run();
    }
    names = Set.copyOf(asked);
    stream = new Stream();
    stream.cancel = registry.watch(names.size() > MOST_NAMES ? Set.of() : names, stream);
  }

  /** One call and what has been heard of a revision that is not whole yet. */
  private final class Stream implements RegistryConnection.WatchListener {
    private Runnable cancel = () -> {};
    private final List<DefinitionVersion> versions = new ArrayList<>();
    private final Set<String> unserved = new HashSet<>();

    @Override
    public void heard(WatchDefinitionsResponse response) {
      later(
          () -> {
            if (response.getRevision() < registry.seen()) {
              lagging(response.getRevision());
              return;
            }
            registry.saw(response.getRevision());
            versions.addAll(response.getDefinitionsList());
            response.getUnservedList().stream().map(Unserved::getName).forEach(unserved::add);
            if (!response.getMore()) {
              listener.changed(
                  response.getRevision(), List.copyOf(versions), List.copyOf(unserved));
              versions.clear();
              unserved.clear();
            }
          });
    }

    /** What another replica said already is newer: nothing of this one is believed until it is. */
    private void lagging(long revision) {
      cancel.run();
      stream = null;
      listener.broke(
          Status.UNAVAILABLE.withDescription(
              "this replica is at revision "
                  + revision
                  + ", and another was at "
                  + registry.seen()));
    }

    @Override
    public void ended(Status why) {
      later(
          () -> {
            stream = null;
            listener.broke(why);
          });
    }

    /** What a watch says after another took its place is not heard. */
    private void later(Runnable step) {
      try {
        thread.execute(
            () -> {
              if (stream == this) {
                step.run();
              }
            });
      } catch (RejectedExecutionException e) {
        // The client was closed: nobody listens.
        cancel.run();
      }
    }
  }
}
