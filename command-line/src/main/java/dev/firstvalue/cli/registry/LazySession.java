package dev.firstvalue.cli.registry;

import dev.firstvalue.cli.workspace.StoreSession;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.store.connect.Progress;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that is opened when it is first needed: publishing a policy alone asks it nothing. One
 * whose engine has ended is opened anew: a server outlives it.
 */
public final class LazySession implements AutoCloseable {
  private final Supplier<StoreSession> opener;
  private @Nullable StoreSession session;

  /** A store that an opener opens. */
  public LazySession(Supplier<StoreSession> opener) {
    this.opener = opener;
  }

  /** Facts whose provenance names only the queries asked of them. */
  public ClickHouseFacts facts() {
    return open().facts();
  }

  /** The same, and somebody hears how far each query is. */
  FactSource facts(Progress.Listener listener) {
    return open().facts(listener);
  }

  private synchronized StoreSession open() {
    StoreSession open = session;
    if (open != null && !open.alive()) {
      session = null;
      open.close();
      open = null;
    }
    if (open == null) {
      open = opener.get();
      session = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
    }
  }
}
