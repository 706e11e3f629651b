package dev.firstvalue.cli.workspace;

import dev.firstvalue.cli.terminal.Terminal;
import dev.firstvalue.store.connect.Credentials;
import dev.firstvalue.store.connect.Progress;
import dev.firstvalue.store.connect.QueryLimits;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.connect.StoreTarget;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open store for the time of one command, and the engine behind it if it is the embedded one.
 */
public final class StoreSession implements AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final @Nullable EmbeddedEngine engine;
  private final StoreConnection connection;
  private final Store store;

  private StoreSession(@Nullable EmbeddedEngine engine, StoreConnection connection, Store store) {
    this.engine = engine;
    this.connection = connection;
    this.store = store;
  }

  /** Opens what the options name, for reading. */
  public static StoreSession open(StoreChoice choice, Terminal terminal) {
    return open(choice, terminal, false);
  }

  /** Opens what the options name, for loading. */
  public static StoreSession openForLoading(StoreChoice choice, Terminal terminal) {
    return open(choice, terminal, true);
  }

  private static StoreSession open(StoreChoice choice, Terminal terminal, boolean loading) {
    EmbeddedEngine engine = null;
    StoreTarget target;
    if (choice.url().isEmpty()) {
      engine = EmbeddedEngine.start(choice.home(), EngineSettings.ofThisMachine());
      target = loading ? engine.admin() : engine.reader();
    } else {
      target = StoreTarget.parse(choice.url().get(), credentials(choice.credentials()));
    }
    StoreConnection connection;
    try {
      connection = StoreConnection.open(target);
    } catch (RuntimeException e) {
      if (engine != null) {
        engine.close();
      }
      throw e;
    }
    return new StoreSession(engine, connection, limited(connection.store(), choice, terminal));
  }

  /** The store under the options' limits; it shows progress once a query takes over two seconds. */
  public Store store() {
    return store;
  }

  /** Facts of the store. */
  public ClickHouseFacts facts() {
    return new ClickHouseFacts(store);
  }

  /** Facts of the store, of whose queries somebody else than the terminal hears. */
  public ClickHouseFacts facts(Progress.Listener listener) {
    return new ClickHouseFacts(store.withListener(listener));
  }

  /** The user of the embedded engine who may make tables; elsewhere the one who asks. */
  public StoreTarget maker() {
    return engine == null ? store.target() : engine.admin();
  }

  /** Whether it can still be asked, as far as is known without asking: its engine runs. */
  public boolean alive() {
    return engine == null || engine.alive();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } finally {
      if (engine != null) {
        engine.close();
      }
    }
  }

  private static Credentials credentials(Optional<Path> file) {
    return file.map(Credentials::fromFile)
        .orElseGet(() -> Credentials.fromEnvironment(System.getenv()));
  }

  private static Store limited(Store store, StoreChoice choice, Terminal terminal) {
    QueryLimits limits = store.limits();
    limits = choice.memoryBytes().map(limits::withMemoryBytes).orElse(limits);
    limits = choice.timeLimit().map(limits::withTime).orElse(limits);
    return store
        .withLimits(limits)
        .withListener((purpose, progress) -> show(purpose, progress, terminal))
        .withRowLimit(choice.rowLimit().orElse(Store.DEFAULT_ROW_LIMIT));
  }

  private static void show(String purpose, Progress progress, Terminal terminal) {
    if (progress.elapsed().compareTo(QUIET) > 0) {
      terminal.progress(
          String.format(
              Locale.ROOT,
              "%s: %,d rows read%s, %d s",
              purpose,
              progress.readRows(),
              progress.totalRows() > 0
                  ? String.format(Locale.ROOT, " of about %,d", progress.totalRows())
                  : "",
              progress.elapsed().toSeconds()));
    }
  }
}
