package dev.firstvalue.benchmarks.questions;

import dev.firstvalue.benchmarks.Documents;
import dev.firstvalue.benchmarks.Folders;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.validation.v1.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A whole lift report of three arms, one primary and five secondary metrics beside the bare pass
 * over the same rows, those of the events that it names: grouped by user, reading every column that
 * the report needs (L1+). Beside the pass that reads no column but the user's (L1) it is given for
 * comparison, without a limit. In processor seconds of the store: medians of interleaved runs,
 * their ratio, and the most memory of one query.
 *
 * <p>Arguments: events (default 50,000,000), users (default 200,000), runs (default 5). From a
 * million users on the limits are those of five million. Exits with 1 if one is missed.
 */
public final class ExperimentRatio {
  private static final String NAMED =
      "event IN ('signed_up', 'e_05', 'e_06', 'e_07', 'e_08', 'e_09', 'e_10')";
  private static final String BARE = "L1";
  private static final String READING = "L1+";
  private static final String REPORT = "report";
  private static final long MANY_USERS = 1_000_000;
  private static final double LIMIT_OF_MANY = 3.0;
  private static final double GIB = 1L << 30;
  private static final double MEMORY_LIMIT = 2.5;
  static final Instant AS_OF = Instant.parse("2026-07-01T00:00:00Z");

  private ExperimentRatio() {}

  /** Runs the benchmark in a temporary folder, which it deletes. */
  public static void main(String[] args) throws IOException {
    long events = args.length > 0 ? Long.parseLong(args[0]) : 50_000_000;
    long users = args.length > 1 ? Long.parseLong(args[1]) : 200_000;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    Path home = Files.createTempDirectory("firstvalue-experiment-");
    boolean met = true;
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      expose(admin.store(), users);
      for (Order order : Order.values()) {
        Events.load(admin.store(), order, events, users);
        met &= isMet(order, new Stopwatch(admin.store(), reader.store()), users, runs);
        admin.store().execute(Query.of("DROP TABLE " + order.table() + " SYNC"));
      }
    } finally {
      Folders.delete(home);
    }
    System.exit(met ? 0 : 1);
  }

  /** Every user is exposed once, in the third of the days after time zero was possible. */
  static void expose(Store store, long users) {
    store.execute(
        Query.of(
            """
            CREATE TABLE exposures ENGINE = MergeTree ORDER BY (experiment, user_id) AS
            SELECT
              toDateTime64('2026-02-01 00:00:00', 6, 'UTC')
                + toIntervalMicrosecond(cityHash64(number, 7) %% (28 * 86400000000)) AS ts,
              'bench' AS experiment,
              ['control', 'one', 'two'][1 + cityHash64(number, 8) %% 3] AS arm,
              number + 1 AS user_id
            FROM numbers(%d)
            """
                .formatted(users)));
  }

  private static boolean isMet(Order order, Stopwatch watch, long users, int runs) {
    Trial trial = trial(order);
    for (int run = 0; run <= runs; run++) {
      watch.time(BARE, store -> pass(store, order, ""));
      watch.time(
          READING,
          store -> pass(store, order, ", max(ts), any(event), any(properties['seconds'])"));
      watch.time(
          REPORT,
          store ->
              new Analysis(new ClickHouseFacts(store), Clock.systemUTC())
                  .run(trial, Optional.of(AS_OF)));
    }
    double limit =
        users >= MANY_USERS
            ? LIMIT_OF_MANY
            : switch (order) {
              case DATE -> 2.4;
              case USER -> 1.8;
            };
    double ratio = watch.processor(REPORT) / watch.processor(READING);
    double memory = watch.memory(REPORT) / GIB;
    boolean met = ratio <= limit && memory <= MEMORY_LIMIT;
    System.out.printf(
        Locale.ROOT,
        "%-5s %,d users  L1 %.3f s  L1+ %.3f s  report %.3f s = %.1f L1 = %.2f L1+  limit %.1f %s"
            + "  memory %.2f GiB  limit %.1f %s%n",
        order.name().toLowerCase(Locale.ROOT),
        users,
        watch.processor(BARE),
        watch.processor(READING),
        watch.processor(REPORT),
        watch.processor(REPORT) / watch.processor(BARE),
        ratio,
        limit,
        ratio <= limit ? "met" : "missed",
        memory,
        MEMORY_LIMIT,
        memory <= MEMORY_LIMIT ? "met" : "missed");
    return met;
  }

  /** The bare pass with these columns more; all are hashed, else the store would not read them. */
  private static void pass(Store store, Order order, String columns) {
    store.one(
        Query.of(
            "SELECT count() AS n, max(cityHash64(*)) FROM (SELECT user_id, count()"
                + columns
                + " FROM "
                + order.table()
                + " WHERE "
                + NAMED
                + " GROUP BY user_id)"),
        row -> row.integer("n"));
  }

  /** Three arms, one primary and five secondary metrics. */
  static Trial trial(Order order) {
    Document.OfEventModel model =
        Documents.model(
            Definitions.model(order)
                .replace(
                    "  catalog:\n",
                    """
                      exposures: {table: firstvalue.exposures, timestamp: ts, experiment: experiment, arm: arm}
                      catalog:
                    """));
    Document.OfExperiment experiment =
        Documents.experiment(
            """
            apiVersion: firstvalue/v1
            kind: Experiment
            metadata: {name: bench, owners: [bench]}
            spec:
              hypothesis: It does something.
              definition: {name: bench}
              unit: user
              arms: [{name: control, weight: 1, control: true}, {name: one, weight: 1},
                     {name: two, weight: 1}]
              exposure: {log: true}
              start: 2026-02-01T00:00:00Z
              end: 2026-03-01T00:00:00Z
              within: 14d
              multipleArms: EXCLUDE
              priorQualifiers: EXCLUDE
              secondary:
                - {name: share, condition: {event: e_06}, within: 14d}
                - {name: counted, count: {event: e_07}, within: 14d}
                - {name: summed, sum: {event: e_08, value: properties.seconds}, within: 14d}
                - {name: other, count: {event: e_09}, within: 14d}
                - {name: more, condition: {event: e_10}, within: 14d}
              test: {alpha: 0.05, sides: 2, correction: HOLM, looks: FIXED}
              decision: {ship: 'primary.low > 0', stop: 'primary.high < 0'}
            """);
    return new Trial(
        experiment.message(),
        Binder.exposures(
                model,
                Documents.definition(Definitions.named("{event: e_05, atLeast: 3}")),
                experiment)
            .orThrow(),
        Provenance.getDefaultInstance());
  }
}
