package dev.firstvalue.store.connect;

import com.clickhouse.jdbc.Driver;
import dev.firstvalue.definition.error.FirstvalueException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to a store, over which any number of threads may run queries. Closing it, or
 * the end of the JVM, cancels what still runs.
 */
public final class StoreConnection implements AutoCloseable {

  private static final Duration CONNECTING = Duration.ofSeconds(10);

  private final StoreTarget target;
  private final Connection connection;
  private final Supplier<String> ids;
  private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
  private final Thread atExit = new Thread(this::cancelAll, "cancel-queries");

  private StoreConnection(StoreTarget target, Connection connection, Supplier<String> ids) {
    this.target = target;
    this.connection = connection;
    this.ids = ids;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Connects, and so learns at once whether the store answers and knows the user.
   *
   * @throws FirstvalueException when it does not
   */
  public static StoreConnection open(StoreTarget target) {
    return open(target, () -> "firstvalue-" + UUID.randomUUID());
  }

  /** As above, with a source of query ids. */
  public static StoreConnection open(StoreTarget target, Supplier<String> ids) {
    try {
      Connection connection =
          new Driver().connect("jdbc:clickhouse:" + target.endpoint(), properties(target));
      StoreConnection opened = new StoreConnection(target, connection, ids);
      boolean answered = false;
      try {
        opened.store().each(Query.of("SELECT 1").purpose("connect"), row -> {});
        answered = true;
        return opened;
      } finally {
        if (!answered) {
          opened.close();
        }
      }
    } catch (SQLException e) {
      throw StoreErrors.of(target, e);
    }
  }

  private static Properties properties(StoreTarget target) {
    Properties properties = new Properties();
    properties.setProperty("user", target.credentials().user());
    properties.setProperty("password", target.credentials().password());
    properties.setProperty("database", target.database());
    properties.setProperty("client_name", "firstvalue");
    properties.setProperty("connection_timeout", Long.toString(CONNECTING.toMillis()));
    // A connection that the server has closed meanwhile is replaced. What the server refuses
    // (memory
    // above all) it would refuse again, three times as late.
    properties.setProperty(
        "client_retry_on_failures", "NoHttpResponse,ConnectTimeout,ConnectionRequestTimeout");
    // What a server may prefer instead, ZSTD, needs a library that we leave out.
    properties.setProperty("compression.method", "LZ4");
    properties.setProperty("clickhouse_setting_network_compression_method", "LZ4");
    // A missing right side of a join is null, not 0; no zone of a server or a machine has a part in
    // any answer.
    properties.setProperty("clickhouse_setting_join_use_nulls", "1");
    properties.setProperty("clickhouse_setting_session_timezone", "UTC");
    // Counts over some of the shards would be wrong, and look right.
    properties.setProperty("clickhouse_setting_skip_unavailable_shards", "0");
    return properties;
  }

  public StoreTarget target() {
    return target;
  }

  /** A view with the default limits, without listener and cost guard, with a journal of its own. */
  public Store store() {
    return new Store(
        this,
        QueryLimits.DEFAULT,
        Progress.Listener.NONE,
        new QueryJournal(),
        Long.MAX_VALUE,
        Map.of());
  }

  void run(
      Query query,
      QueryLimits limits,
      Progress.Listener listener,
      QueryJournal journal,
      @Nullable Consumer<Row> consumer) {
    RunningQuery runner = new RunningQuery(target, connection, ids.get(), query, limits);
    running.add(runner);
    try {
      journal.add(runner.run(listener, consumer));
    } finally {
      running.remove(runner);
    }
  }

  private void cancelAll() {
    running.forEach(RunningQuery::cancel);
  }

  @Override
  public void close() {
    cancelAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the JVM is ending: the hook is running or has run
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw StoreErrors.of(target, e);
    }
  }
}
