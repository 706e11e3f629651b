package dev.firstvalue.benchmarks.questions;

import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryLimits;
import dev.firstvalue.store.connect.Store;
import java.time.Duration;
import java.util.Locale;

/**
 * The events that questions are asked of, made in the store: a user signs up in the first 60 days
 * and does 39 other things equally often, more of them early, for 90 days on. The same numbers give
 * the same events.
 */
final class Events {
  /** The start of every user. */
  static final String START = "signed_up";

  /** Names of the other events: e_01 to e_39. */
  static final int NAMES = 39;

  private Events() {}

  static String name(int number) {
    return String.format(Locale.ROOT, "e_%02d", number);
  }

  static void load(Store store, Order order, long events, long users) {
    Store patient = store.withLimits(QueryLimits.DEFAULT.withTime(Duration.ofHours(1)));
    patient.execute(
        Query.of(
            """
            CREATE TABLE IF NOT EXISTS %s
            (
              ts DateTime64(6, 'UTC'), event LowCardinality(String), user_id UInt64,
              properties Map(String, String)
            )
            ENGINE = MergeTree
            ORDER BY %s
            """
                .formatted(order.table(), order.key())));
    Query count = Query.of("SELECT count() AS n FROM " + order.table());
    if (patient.one(count, row -> row.integer("n")) == events) {
      return;
    }
    System.out.printf(
        Locale.ROOT, "loading %,d events of %,d users into %s …%n", events, users, order.table());
    patient.execute(
        Query.of(
            """
            INSERT INTO %1$s
            SELECT
              toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + toIntervalMicrosecond(
                cityHash64(user_id, 1) %% (60 * 86400000000)
                + if(nth = 0, 0, toInt64(90 * 86400000000 * pow(cityHash64(number, 2) / pow(2, 64), 2)))),
              if(nth = 0, '%4$s', 'e_' || leftPad(toString(cityHash64(number, 3) %% %5$d + 1), 2, '0')),
              user_id,
              map(
                'plan', if(cityHash64(user_id, 4) %% 3 = 0, 'pro', 'free'),
                'item', toString(cityHash64(number, 5) %% 20),
                'seconds', toString(cityHash64(number, 6) %% 90))
            FROM
            (
              SELECT number, number %% %3$d + 1 AS user_id, intDiv(number, %3$d) AS nth
              FROM numbers(%2$d)
            )
            """
                .formatted(order.table(), events, users, START, NAMES)));
    patient.execute(Query.of("OPTIMIZE TABLE " + order.table() + " FINAL"));
  }
}
