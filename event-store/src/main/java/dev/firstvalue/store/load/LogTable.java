package dev.firstvalue.store.load;

import java.util.List;
import java.util.Locale;

/**
 * A table of Firstvalue's own. Each has its rows partitioned by the load that brought them, so that
 * a load can be put in place, or put in place again, as a whole.
 */
public enum LogTable {

  /** What happened: one row an event. */
  EVENTS(
      """
      CREATE TABLE IF NOT EXISTS events (
        event_id    String,
        event       LowCardinality(String),
        ts          DateTime64(6, 'UTC'),
        received_at Nullable(DateTime64(6, 'UTC')),
        user_id     String,
        account_id  String,
        properties  Map(String, String),
        load_id     String
      )
      ENGINE = MergeTree
      PARTITION BY load_id
      ORDER BY (toDate32(ts), event, user_id)
      """,
      "event_id, event, ts, received_at, user_id, account_id, properties, load_id"),

  /** Who was shown which arm of which experiment: one row a showing. */
  EXPOSURES(
      """
      CREATE TABLE IF NOT EXISTS exposures (
        experiment LowCardinality(String),
        arm        LowCardinality(String),
        ts         DateTime64(6, 'UTC'),
        user_id    String,
        account_id String,
        properties Map(String, String),
        load_id    String
      )
      ENGINE = MergeTree
      PARTITION BY load_id
      ORDER BY (experiment, user_id, ts)
      """,
      "experiment, arm, ts, user_id, account_id, properties, load_id"),

  /** Which alias belongs to which canonical id. */
  IDENTITIES(
      """
      CREATE TABLE IF NOT EXISTS identities (
        alias     String,
        canonical String,
        ts        DateTime64(6, 'UTC'),
        load_id   String
      )
      ENGINE = MergeTree
      PARTITION BY load_id
      ORDER BY (alias, ts)
      """,
      "alias, canonical, ts, load_id");

  private final String create;
  private final String columns;

  LogTable(String create, String columns) {
    this.create = create;
    this.columns = columns;
  }

  /** The table's name in the store. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  String create() {
    return create;
  }

  /** The columns in the order in which rows are written. */
  List<String> columns() {
    return List.of(columns.split(", "));
  }
}
