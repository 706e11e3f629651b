package dev.firstvalue.cli.workspace;

import dev.firstvalue.cli.Terminal;
import dev.firstvalue.cli.options.StoreOptions;
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
  public static StoreSession open(StoreOptions options, Terminal terminal) {
    return open(options, terminal, false);
  }

  /** Opens what the options name, for loading. */
  public static StoreSession openForLoading(StoreOptions options, Terminal terminal) {
    return open(options, terminal, true);
  }

  private static StoreSession open(StoreOptions options, Terminal terminal, boolean loading) {
    String url = options.url();
    EmbeddedEngine engine = null;
    StoreTarget target;
    if (url == null) {
      engine = EmbeddedEngine.start(options.home(), EngineSettings.ofThisMachine());
      target = loading ? engine.admin() : engine.reader();
    } else {
      target = StoreTarget.parse(url, credentials(options.credentials()));
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
    return new StoreSession(engine, connection, limited(connection.store(), options, terminal));
  }

  /** The store under the options' limits; it shows progress once a query takes over two seconds. */
  public Store store() {
    return store;
  }

  /** Facts of the store. */
  public ClickHouseFacts facts() {
    return new ClickHouseFacts(store);
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

  private static Credentials credentials(@Nullable Path file) {
    return file == null ? Credentials.fromEnvironment(System.getenv()) : Credentials.fromFile(file);
  }

  private static Store limited(Store store, StoreOptions options, Terminal terminal) {
    QueryLimits limits = store.limits();
    Long memory = options.memoryBytes();
    if (memory != null) {
      limits = limits.withMemoryBytes(memory);
    }
    Duration time = options.timeLimit();
    if (time != null) {
      limits = limits.withTime(time);
    }
    Long rows = options.rowLimit();
    return store
        .withLimits(limits)
        .withListener((purpose, progress) -> show(purpose, progress, terminal))
        .withRowLimit(rows == null ? Store.DEFAULT_ROW_LIMIT : rows);
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
