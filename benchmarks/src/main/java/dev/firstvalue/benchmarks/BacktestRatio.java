package dev.firstvalue.benchmarks;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.PolicyDefaults;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.validation.v1.Provenance;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import dev.firstvalue.validator.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/**
 * A whole backtest beside the bare pass that any question about users needs: {@code GROUP BY
 * user_id} over the same table. Prints medians of interleaved runs, and their ratio.
 *
 * <p>Arguments: events (default 20,000,000), users (default 200,000), runs (default 7).
 */
public final class BacktestRatio {
  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: bench}
      spec:
        events: {table: firstvalue.bench, timestamp: ts, event: event, properties: properties}
        entities: {user: {column: user_id}}
        catalog:
          signed_up: {preparation: true, properties: {plan: STRING}}
          lesson_completed: {properties: {seconds: INT}}
          app_opened: {preparation: true}
      """;
  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: bench, owners: [bench]}
      spec:
        stage: ACTIVATION
        entity: user
        start: {event: signed_up}
        within: 7d
        qualifies: {event: lesson_completed, atLeast: 3}
        milestones: [{name: opened, condition: {event: app_opened}}]
        segments: [start.properties.plan]
        outcomes: [{name: month, from: 7d, to: 30d, condition: {event: lesson_completed}}]
      """;

  private BacktestRatio() {}

  /** Runs the benchmark in a temporary folder, which it deletes. */
  public static void main(String[] args) throws IOException {
    long events = args.length > 0 ? Long.parseLong(args[0]) : 20_000_000;
    long users = args.length > 1 ? Long.parseLong(args[1]) : 200_000;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 7;
    Path home = Files.createTempDirectory("firstvalue-bench-");
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      load(admin.store(), events, users);
      compare(reader.store(), runs);
    } finally {
      Folders.delete(home);
    }
  }

  private static void load(Store store, long events, long users) {
    store.execute(
        Query.of(
            """
            CREATE TABLE bench
            (
              ts DateTime64(6, 'UTC'), event LowCardinality(String), user_id String,
              properties Map(String, String)
            )
            ENGINE = MergeTree
            ORDER BY (toDate(ts), event, user_id)
            """));
    System.out.printf(Locale.ROOT, "loading %,d events of %,d users …%n", events, users);
    // One event in a hundred is a sign-up, eight are lessons, the rest opens of the app.
    store.execute(
        Query.of(
            """
            INSERT INTO bench
            SELECT
              toDateTime64('2026-01-01 00:00:00', 6, 'UTC')
                + toIntervalMicrosecond(cityHash64(number, 1) %% (60 * 86400000000)),
              multiIf(number %% 100 = 0, 'signed_up', number %% 100 < 9, 'lesson_completed', 'app_opened'),
              'u' || toString(cityHash64(number, 2) %% %2$d),
              map('plan', if(number %% 3 = 0, 'pro', 'free'), 'seconds', toString(number %% 90))
            FROM numbers(%1$d)
            """
                .formatted(events, users)));
    store.execute(Query.of("OPTIMIZE TABLE bench FINAL"));
  }

  private static void compare(Store store, int runs) {
    Store unlimited = store.withRowLimit(Long.MAX_VALUE);
    double[] bare = new double[runs];
    double[] backtest = new double[runs];
    ValidationReport report = ValidationReport.getDefaultInstance();
    for (int run = -1; run < runs; run++) {
      double bareSeconds =
          Timing.seconds(
              () ->
                  unlimited.one(
                      Query.of(
                              "SELECT count() AS n FROM"
                                  + " (SELECT user_id, count() FROM bench GROUP BY user_id)")
                          .setting("use_query_condition_cache", "0"),
                      row -> row.integer("n")));
      ValidationReport[] made = new ValidationReport[1];
      double backtestSeconds = Timing.seconds(() -> made[0] = backtest(unlimited));
      report = made[0];
      if (run >= 0) {
        bare[run] = bareSeconds;
        backtest[run] = backtestSeconds;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "eligible %,d, reach %.1f %%%n",
        report.getPopulation().getEligible(),
        report.getReachability().getRate() * 100);
    System.out.printf(
        Locale.ROOT,
        "bare GROUP BY user_id   median %.3f s of %d interleaved runs%n",
        Timing.median(bare),
        runs);
    System.out.printf(
        Locale.ROOT,
        "backtest, whole report  median %.3f s, ratio %.2f%n",
        Timing.median(backtest),
        Timing.median(backtest) / Timing.median(bare));
  }

  private static ValidationReport backtest(Store store) {
    Document.OfEventModel model = Documents.model(MODEL);
    Document.OfValueEvent definition = Documents.definition(DEFINITION);
    return new Backtest(new ClickHouseFacts(store), Clock.systemUTC())
        .run(
            new Subject(
                definition.message(),
                Binder.plan(model, definition).orThrow(),
                PolicyDefaults.policy().getSpec(),
                Provenance.getDefaultInstance()),
            Scope.everything());
  }
}
