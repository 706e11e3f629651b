package dev.firstvalue.benchmarks;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.DiscoverySource;
import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseDiscovery;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The counts of a search over 40 events, 50 thresholds and 14 windows beside the pass that any
 * question about users and events needs: {@code GROUP BY user_id, event} over the same table, once
 * by (date, event, user) and once by (user, time). Prints medians of interleaved runs in processor
 * seconds of the store, their ratio, its limit and whether it is met; exits with 1 if one is not.
 *
 * <p>Arguments: events (default 50,000,000), users (default 500,000), runs (default 7).
 */
public final class DiscoveryRatio {
  private static final int EVENTS = 40;
  private static final int THRESHOLDS = 50;
  private static final int DAYS = 14;
  private static final double WITHOUT_FOLDS = 0.8;
  private static final double WITH_FOLDS = 1.2;
  private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-20T00:00:00Z");

  private DiscoveryRatio() {}

  /** Runs the benchmark in a temporary folder, which it deletes. */
  public static void main(String[] args) throws IOException {
    long events = args.length > 0 ? Long.parseLong(args[0]) : 50_000_000;
    long users = args.length > 1 ? Long.parseLong(args[1]) : 500_000;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 7;
    Path home = Files.createTempDirectory("firstvalue-bench-");
    boolean met;
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      System.out.printf(Locale.ROOT, "loading %,d events of %,d users …%n", events, users);
      load(admin.store(), "by_date", "toDate(ts), event, user_id", events, users);
      met = compare(admin.store(), reader.store(), "by_date", runs);
      admin.store().execute(Query.of("DROP TABLE by_date"));
      load(admin.store(), "by_user", "user_id, ts", events, users);
      met &= compare(admin.store(), reader.store(), "by_user", runs);
    } finally {
      Folders.delete(home);
    }
    System.exit(met ? 0 : 1);
  }

  /**
   * Users start over 90 days and do things for 60 days from then on, more in the first; the first
   * of forty kinds of event is the start, and the others are the rarer the higher their number.
   */
  private static void load(Store store, String table, String order, long events, long users) {
    store.execute(
        Query.of(
            "CREATE TABLE "
                + table
                + " (ts DateTime64(6, 'UTC'), event LowCardinality(String), user_id String)"
                + " ENGINE = MergeTree ORDER BY ("
                + order
                + ")"));
    store.execute(
        Query.of(
            """
            INSERT INTO %s
            SELECT
              toDateTime64('2026-01-01 00:00:00', 6, 'UTC')
                + toIntervalMicrosecond(
                    cityHash64(user, 7) %% (90 * 86400000000)
                    + if(n < %d, 0, 1 + toUInt64(60 * 86400000000 * pow(cityHash64(n, 2) / pow(2, 64), 2)))),
              'event_' || leftPad(toString(if(n < %d, 0, 1 + toUInt64(39 * pow(cityHash64(n, 3) / pow(2, 64), 2)))), 2, '0'),
              'u' || toString(user)
            FROM (SELECT number AS n, if(n < %d, n, cityHash64(n, 1) %% %d) AS user FROM numbers(%d))
            """
                .formatted(table, users, users, users, users, events)));
    store.execute(Query.of("OPTIMIZE TABLE " + table + " FINAL"));
  }

  private static boolean compare(Store admin, Store store, String table, int runs) {
    DiscoveryQuestion plain = question(table, 1, Optional.empty());
    DiscoveryQuestion folded = question(table, 2, Optional.of(LATER));
    List<QueryJournal> bare = new ArrayList<>();
    List<QueryJournal> whole = new ArrayList<>();
    List<QueryJournal> folds = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      bare.add(journal(store, asked -> pass(asked, table)));
      whole.add(journal(store, asked -> source(asked).histogram(plain)));
      folds.add(journal(store, asked -> source(asked).histogram(folded)));
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %d events x %d x %d, processor seconds, medians of %d interleaved runs%n",
        table,
        EVENTS,
        THRESHOLDS,
        DAYS,
        runs);
    ProcessorTime time = new ProcessorTime(admin);
    double limiting = median(time, bare);
    System.out.printf(Locale.ROOT, "  %-38s %.3f s%n", "L2, GROUP BY user_id, event", limiting);
    boolean once = isMet("search, no folds", median(time, whole) / limiting, WITHOUT_FOLDS);
    return isMet("search, two folds and newest cohorts", median(time, folds) / limiting, WITH_FOLDS)
        && once;
  }

  private static QueryJournal journal(Store store, Consumer<Store> work) {
    QueryJournal journal = new QueryJournal();
    work.accept(
        store
            .withRowLimit(Long.MAX_VALUE)
            .withSettings(Map.of("use_query_condition_cache", "0"))
            .withJournal(journal));
    return journal;
  }

  private static void pass(Store store, String table) {
    store.one(
        Query.of(
            "SELECT count() AS n FROM (SELECT user_id, event, count() FROM "
                + table
                + " GROUP BY user_id, event)"),
        row -> row.integer("n"));
  }

  private static DiscoverySource source(Store store) {
    return new ClickHouseDiscovery(store, new ClickHouseFacts(store));
  }

  /** The first run warms the caches, and is not counted. */
  private static double median(ProcessorTime time, List<QueryJournal> journals) {
    return Timing.median(
        journals.stream().skip(1).mapToDouble(journal -> time.of(journal.runs())).toArray());
  }

  private static boolean isMet(String what, double ratio, double limit) {
    boolean met = ratio <= limit;
    System.out.printf(
        Locale.ROOT,
        "  %-38s ratio %.2f  limit %.1f %s%n",
        what,
        ratio,
        limit,
        met ? "met" : "missed");
    return met;
  }

  private static DiscoveryQuestion question(String table, int parts, Optional<Instant> later) {
    List<String> names =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> String.format(Locale.ROOT, "event_%02d", i))
            .toList();
    Plan bound =
        Binder.plan(
                Documents.model(
                    """
                    apiVersion: firstvalue/v1
                    kind: EventModel
                    metadata: {name: bench}
                    spec:
                      events: {table: firstvalue.%s, timestamp: ts, event: event}
                      entities: {user: {column: user_id}}
                      catalog: {%s}
                    """
                        .formatted(table, String.join(": {}, ", names) + ": {}")),
                Documents.definition(
                    """
                    apiVersion: firstvalue/v1
                    kind: ValueEvent
                    metadata: {name: bench, owners: [bench]}
                    spec:
                      stage: ACTIVATION
                      entity: user
                      start: {event: event_00}
                      within: 14d
                      qualifies: {event: event_01}
                      outcomes: [{name: month, from: 14d, to: 44d, condition: {event: event_05}}]
                    """))
            .orThrow();
    Plan search =
        new Plan(
            bound.source(),
            bound.entity(),
            bound.anchor(),
            bound.window(),
            bound.leaves(),
            List.of(),
            bound.outcomes().getFirst().instants(),
            List.of(),
            bound.outcomes(),
            List.of());
    return new DiscoveryQuestion(
        new Question(search, END, Optional.empty(), Optional.empty()),
        names.stream().map(Feature::of).toList(),
        DAYS,
        THRESHOLDS,
        new HashSplit("bench", parts, HashSplit.Unit.ACCOUNT),
        later);
  }
}
