package dev.firstvalue.store.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs queries on an open connection. A store is a cheap view: the {@code with} methods give
 * another one over the same connection. Safe for threads.
 *
 * <p>Every query has an id of its own, runs under the limits, and stops in the store as well when
 * the calling thread is interrupted or the JVM ends. All errors are {@link
 * dev.firstvalue.definition.error.FirstvalueException}.
 */
public final class Store {

  /** The row limit that commands start from: half a billion. */
  public static final long DEFAULT_ROW_LIMIT = 500_000_000L;

  private final StoreConnection connection;
  private final QueryLimits limits;
  private final Progress.Listener listener;
  private final QueryJournal journal;
  private final long rowLimit;
  private final Map<String, String> settings;

  Store(
      StoreConnection connection,
      QueryLimits limits,
      Progress.Listener listener,
      QueryJournal journal,
      long rowLimit,
      Map<String, String> settings) {
    this.connection = connection;
    this.limits = limits;
    this.listener = listener;
    this.journal = journal;
    this.rowLimit = rowLimit;
    this.settings = Map.copyOf(settings);
  }

  public StoreTarget target() {
    return connection.target();
  }

  public QueryLimits limits() {
    return limits;
  }

  public QueryJournal journal() {
    return journal;
  }

  public Store withLimits(QueryLimits other) {
    return new Store(connection, other, listener, journal, rowLimit, settings);
  }

  public Store withListener(Progress.Listener other) {
    return new Store(connection, limits, other, journal, rowLimit, settings);
  }

  /** A store whose queries are written into another journal. */
  public Store withJournal(QueryJournal other) {
    return new Store(connection, limits, listener, other, rowLimit, settings);
  }

  /**
   * A store that asks for the cost of each query first and refuses one that would read more rows
   * than this.
   */
  public Store withRowLimit(long other) {
    return new Store(connection, limits, listener, journal, other, settings);
  }

  /** A store whose queries have these ClickHouse settings, where they do not say otherwise. */
  public Store withSettings(Map<String, String> other) {
    return new Store(connection, limits, listener, journal, rowLimit, other);
  }

  /** All rows of the answer. */
  public <T> List<T> list(Query query, Row.Reader<T> reader) {
    List<T> values = new ArrayList<>();
    each(query, row -> values.add(reader.read(row)));
    return values;
  }

  /** The only row of the answer, which must have one. */
  public <T> T one(Query query, Row.Reader<T> reader) {
    List<T> values = list(query, reader);
    if (values.size() != 1) {
      throw new IllegalStateException("rows: " + values.size() + " (expected: 1)");
    }
    return values.getFirst();
  }

  /** The first row of the answer. */
  public <T> Optional<T> first(Query query, Row.Reader<T> reader) {
    return list(query, reader).stream().findFirst();
  }

  /**
   * Hands the rows on one at a time, on a thread of the query's own, once the store has the whole
   * answer: a query that fails gives no rows.
   */
  public void each(Query query, Consumer<Row> consumer) {
    if (rowLimit != Long.MAX_VALUE && !query.readsNoTable()) {
      CostEstimate estimate = estimate(query);
      if (estimate.rows() > rowLimit) {
        throw StoreErrors.tooDear(target(), estimate, rowLimit);
      }
    }
    connection.run(query.withDefaults(settings), limits, listener, journal, consumer);
  }

  /** Runs a statement that has no answer. */
  public void execute(Query query) {
    connection.run(query.withDefaults(settings), limits, listener, journal, null);
  }

  /**
   * What the store thinks that a SELECT will read; all zero where it does not know, as for a
   * Distributed table.
   */
  public CostEstimate estimate(Query query) {
    List<CostEstimate> tables = new ArrayList<>();
    connection.run(
        query.withDefaults(settings).withSql("EXPLAIN ESTIMATE " + query.sql()),
        limits,
        Progress.Listener.NONE,
        new QueryJournal(),
        row ->
            tables.add(
                new CostEstimate(row.integer("rows"), row.integer("parts"), row.integer("marks"))));
    return tables.stream()
        .reduce(
            new CostEstimate(0, 0, 0),
            (a, b) ->
                new CostEstimate(
                    a.rows() + b.rows(), a.parts() + b.parts(), a.marks() + b.marks()));
  }
}
