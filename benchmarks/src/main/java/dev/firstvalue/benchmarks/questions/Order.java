package dev.firstvalue.benchmarks.questions;

/** How a table of events is ordered. */
enum Order {
  DATE("events_by_date", "(toDate(ts), event, user_id)"),
  USER("events_by_user", "(user_id, ts)");

  private final String table;
  private final String key;

  Order(String table, String key) {
    this.table = table;
    this.key = key;
  }

  String table() {
    return table;
  }

  String key() {
    return key;
  }
}
