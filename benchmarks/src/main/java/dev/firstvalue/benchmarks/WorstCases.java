package dev.firstvalue.benchmarks;

import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How the processor time of a question grows with the events of one entity, where they are as bad
 * as can be. Each case runs on no events, n, 2n and 4n, interleaved; the time on no events, which
 * is what the store needs to read the statement, is taken off. n is doubled until the events alone
 * take {@value #BASE} s, so that what is measured is them and not noise; where the number of events
 * is bounded, or more than {@value #MOST} would be needed, it is what it is. Prints the least of
 * the runs, as all else that the machine does only adds to them, by how much a doubling of the
 * events makes them grow (twice or a little more for n log n, four times for n²), and whether that
 * is within the limit.
 *
 * <p>Arguments: runs (default 5); then the beginnings of names of cases (default all). The exit
 * code is 1 if any case grows by more than {@value #LIMIT}.
 */
public final class WorstCases {
  /** The most that a doubling may cost. At 5,000 events n log n grows by 2.16. */
  static final double LIMIT = 2.3;

  /** Differences below so many seconds, or a quarter of the time on nothing, are noise. */
  private static final double NOISE = 0.05;

  /** The seconds that n events should take, beyond the time on none. */
  static final double BASE = 0.2;

  /** The most events at n: four times as many are not yet set aside. */
  static final long MOST = 240_000;

  /**
   * How often a case over the limit is measured again, on tables made anew: one table is up to a
   * quarter slower to read than another with the same rows.
   */
  private static final int AGAIN = 2;

  /** How often it is asked how long so many events take, to find how many are enough. */
  private static final int TRIES = 3;

  private final Store admin;
  private final Store reader;
  private final int runs;

  private WorstCases(Store admin, Store reader, int runs) {
    this.admin = admin;
    this.reader = reader;
    this.runs = runs;
  }

  /** Runs the cases in a temporary folder, which it deletes. */
  public static void main(String[] args) throws IOException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    List<String> names = Arrays.stream(args).skip(1).filter(name -> !name.isEmpty()).toList();
    List<WorstCase> cases =
        WorstCaseList.all().stream()
            .filter(one -> names.isEmpty() || names.stream().anyMatch(one.name()::startsWith))
            .toList();
    Path home = Files.createTempDirectory("firstvalue-worst-");
    boolean over;
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      over = new WorstCases(admin.store(), reader.store(), runs).run(cases);
    } finally {
      Folders.delete(home);
    }
    if (over) {
      System.exit(1);
    }
  }

  private boolean run(List<WorstCase> cases) {
    System.out.printf(
        Locale.ROOT,
        "%-38s %7s %9s %9s %9s %9s   %s%n",
        "processor s, least of " + runs,
        "n",
        "nothing",
        "n",
        "2n",
        "4n",
        "a doubling (limit " + LIMIT + ")");
    boolean over = false;
    for (WorstCase one : cases) {
      long events = enough(one);
      List<Long> sizes = List.of(0L, events, 2 * events, 4 * events);
      double[] least = least(one, sizes, runs);
      for (int i = 0; i < AGAIN && growth(least) > LIMIT; i++) {
        double[] again = least(one, sizes, runs);
        Arrays.setAll(least, size -> Math.min(least[size], again[size]));
      }
      double growth = growth(least);
      boolean tooMuch = growth > LIMIT;
      over |= tooMuch;
      System.out.printf(
          Locale.ROOT,
          "%-38s %,7d %9.3f %9.3f %9.3f %9.3f   %.2f  %s%n",
          one.name(),
          events,
          least[0],
          least[1],
          least[2],
          least[3],
          growth,
          tooMuch ? "missed" : "met");
    }
    return over;
  }

  /** By how much the time of the events alone grows when they double. */
  private static double growth(double[] least) {
    double noise = Math.max(NOISE, least[0] / 4);
    return Math.sqrt(Math.max(least[3] - least[0], noise) / Math.max(least[1] - least[0], noise));
  }

  /** So many events that they take the time that can be measured, or all that are allowed. */
  private long enough(WorstCase one) {
    long events = one.events();
    while (!one.isBounded() && events * 2 <= MOST && alone(one, events) < BASE) {
      events *= 2;
    }
    return events;
  }

  /** The seconds that so many events take beyond none. */
  private double alone(WorstCase one, long events) {
    double[] seconds = least(one, List.of(0L, events), TRIES);
    return seconds[1] - seconds[0];
  }

  /** The seconds for each number of events, asked so often in turns after a first time. */
  private double[] least(WorstCase one, List<Long> sizes, int runs) {
    List<Consumer<QueryJournal>> questions = new ArrayList<>();
    for (int size = 0; size < sizes.size(); size++) {
      load("worst_" + size, one.log().rows(sizes.get(size)));
      Question question = WorstQuestion.of("worst_" + size, one.qualifies());
      questions.add(
          journal ->
              new ClickHouseFacts(reader.withJournal(journal)).facts(question, entity -> {}));
    }
    List<List<QueryJournal>> journals = new ArrayList<>();
    for (int size = 0; size < sizes.size(); size++) {
      journals.add(new ArrayList<>());
    }
    // The first run of each size warms the caches, and is not counted.
    for (int run = -1; run < runs; run++) {
      for (int size = 0; size < sizes.size(); size++) {
        QueryJournal journal = new QueryJournal();
        questions.get(size).accept(journal);
        if (run >= 0) {
          journals.get(size).add(journal);
        }
      }
    }
    ProcessorTime time = new ProcessorTime(admin);
    return journals.stream()
        .mapToDouble(
            ofSize -> ofSize.stream().mapToDouble(each -> time.of(asked(each))).min().orElseThrow())
        .toArray();
  }

  /** What was asked, without what had to be known of the table first. */
  private static List<QueryRun> asked(QueryJournal journal) {
    return journal.runs().stream().filter(run -> !run.purpose().startsWith("columns")).toList();
  }

  private void load(String table, String rows) {
    admin.execute(
        Query.of(
            """
            CREATE OR REPLACE TABLE %s
            (
              ts DateTime64(6, 'UTC'), event LowCardinality(String), event_id String,
              user_id String, properties Map(String, String)
            )
            ENGINE = MergeTree
            ORDER BY (toDate(ts), event, user_id)
            """
                .formatted(table)));
    admin.execute(Query.of("INSERT INTO " + table + "\n" + rows));
  }
}
