package dev.firstvalue.store.connect;

import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.jdbc.StatementImpl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query on its way. The client blocks without heed of interrupts, so the query has a thread of
 * its own and the caller waits beside it, where it can be interrupted, report progress and lose
 * patience.
 */
final class RunningQuery {

  private static final Logger LOG = LoggerFactory.getLogger(RunningQuery.class);

  private static final Duration POLL = Duration.ofMillis(500);

  /** What the store gets beyond the time limit to say that the time is up. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final long BUFFER_BYTES = 16L << 20;

  private static final Duration CANCELLING = Duration.ofSeconds(5);

  private final StoreTarget target;
  private final Connection connection;
  private final String id;
  private final Query query;
  private final QueryLimits limits;

  RunningQuery(
      StoreTarget target, Connection connection, String id, Query query, QueryLimits limits) {
    this.target = target;
    this.connection = connection;
    this.id = id;
    this.query = query;
    this.limits = limits;
  }

  /** Runs it to its end. Without a consumer, the statement is one that has no answer. */
  QueryRun run(Progress.Listener listener, @Nullable Consumer<Row> consumer) {
    long start = System.nanoTime();
    FutureTask<Duration> task =
        new FutureTask<>(
            () -> {
              execute(consumer);
              return since(start);
            });
    Thread.ofVirtual().name(id).start(task);
    Progress.Listener heard = listener;
    while (true) {
      try {
        return new QueryRun(id, query.purpose(), task.get(POLL.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (since(start).compareTo(limits.time().plus(GRACE)) > 0) {
          cancel();
          throw StoreErrors.unanswered(target, limits);
        }
        heard = report(heard);
      } catch (InterruptedException e) {
        cancel();
        awaitEnd(task);
        Thread.currentThread().interrupt();
        throw StoreErrors.cancelled(target);
      } catch (ExecutionException e) {
        throw unwrapped(e.getCause());
      }
    }
  }

  /**
   * Asks the store to stop it. Where the store cannot be asked, the query ends with its connection.
   */
  void cancel() {
    try (StatementImpl statement = statement()) {
      statement.getLocalSettings().serverSetting("param_id", ParameterText.of(id));
      statement.executeQuery("KILL QUERY WHERE query_id = {id:String} ASYNC").close();
    } catch (SQLException e) {
      LOG.debug("query {} could not be cancelled", id, e);
    }
  }

  private void execute(@Nullable Consumer<Row> consumer) {
    try (StatementImpl statement = statement()) {
      apply(statement.getLocalSettings());
      if (consumer == null) {
        statement.executeUpdate(query.sql());
        return;
      }
      try (ResultSet rows = statement.executeQuery(query.sql())) {
        consume(rows, consumer);
      }
    } catch (SQLException e) {
      throw StoreErrors.of(target, e);
    }
  }

  private void consume(ResultSet rows, Consumer<Row> consumer) throws SQLException {
    Row row = new Row(rows, target);
    boolean finished = false;
    try {
      while (rows.next()) {
        consumer.accept(row);
      }
      finished = true;
    } finally {
      if (!finished) {
        cancel(); // or closing would read the rest of the answer first
      }
    }
  }

  private StatementImpl statement() throws SQLException {
    StatementImpl statement = connection.createStatement().unwrap(StatementImpl.class);
    statement.setEscapeProcessing(false);
    return statement;
  }

  private void apply(QuerySettings settings) {
    settings.setQueryId(id);
    // An answer comes whole or not at all: an error in mid-stream would reach the client as rows of
    // garbage and a broken connection. What exceeds the buffer waits on the store's disk.
    settings.waitEndOfQuery(true);
    settings.serverSetting("http_response_buffer_size", Long.toString(BUFFER_BYTES));
    settings.serverSetting("max_execution_time", Long.toString(limits.time().toSeconds()));
    settings.serverSetting("max_memory_usage", Long.toString(limits.memoryBytes()));
    settings.serverSetting("max_result_rows", Long.toString(limits.resultRows()));
    if (limits.readRows() != Long.MAX_VALUE) {
      settings.serverSetting("max_rows_to_read", Long.toString(limits.readRows()));
    }
    if (!query.purpose().isEmpty()) {
      settings.serverSetting("log_comment", query.purpose());
    }
    query.settings().forEach(settings::serverSetting);
    query.values().forEach((name, text) -> settings.serverSetting("param_" + name, text));
  }

  /** Tells the listener how far the query is; who may not look at running queries goes without. */
  private Progress.Listener report(Progress.Listener listener) {
    if (listener.equals(Progress.Listener.NONE)) {
      return listener;
    }
    try (StatementImpl statement = statement()) {
      statement.getLocalSettings().serverSetting("param_id", ParameterText.of(id));
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT read_rows, total_rows_approx, memory_usage, elapsed
              FROM system.processes
              WHERE query_id = {id:String}
              """)) {
        if (rows.next()) {
          listener.progressed(
              query.purpose(),
              new Progress(
                  rows.getLong("read_rows"),
                  rows.getLong("total_rows_approx"),
                  rows.getLong("memory_usage"),
                  Duration.ofMillis((long) (rows.getDouble("elapsed") * 1000))));
        }
      }
      return listener;
    } catch (SQLException e) {
      LOG.debug("progress of {} cannot be seen", id, e);
      return Progress.Listener.NONE;
    }
  }

  private static void awaitEnd(FutureTask<Duration> task) {
    try {
      task.get(CANCELLING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the cancelled query ended so", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a query failed without an exception", cause);
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
