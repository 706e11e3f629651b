package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryLimits;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.testkit.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What experiments mostly are: events without ids, conditions that need no keys, and amounts, which
 * are then added up in the same pass. On random logs and with ids of several types the store and
 * the reference evaluator agree on every fact and count.
 */
class PlainExperimentsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int LOGS = 8;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static final String MODEL =
      """
      apiVersion: firstvalue/v1
      kind: EventModel
      metadata: {name: shop}
      spec:
        events: {table: plain_events, timestamp: ts, event: event, properties: properties}
        entities: {user: {column: user_id}, ACCOUNT}
        exposures: {table: plain_exposures, timestamp: ts, experiment: experiment, arm: arm}
        EXCLUDED
        catalog:
          joined: {preparation: true, properties: {team: BOOL}}
          bought: {properties: {items: INT, price: DOUBLE}}
          read: {properties: {items: INT}}
          other: {}
      """;

  private static final String DEFINITION =
      """
      apiVersion: firstvalue/v1
      kind: ValueEvent
      metadata: {name: first}
      spec:
        entity: user
        start: {event: joined}
        within: 2d
        qualifies: VALUE
      """;

  private static final String EXPERIMENT =
      """
      apiVersion: firstvalue/v1
      kind: Experiment
      metadata: {name: banner}
      spec:
        hypothesis: It helps.
        definition: {name: first}
        unit: user
        arms: [{name: a, weight: 1, control: true}, {name: b, weight: 1}]
        exposure: {log: true}
        start: 2026-03-01T00:00:00Z
        end: 2026-03-03T00:00:00Z
        within: 1d
        secondary:
          - {name: reads, condition: {event: read}, within: 2d}
          - {name: spent, sum: {event: bought, value: properties.price}, within: 1d}
          - {name: items, sum: {event: [bought, read], value: properties.items}, within: 3d}
          - {name: others, condition: {event: other}, within: 1d}
          - {name: dear, count: {event: bought, where: properties.price > 1.0}, within: 12h}
        decision: {ship: primary.low > 0, stop: primary.high < 0}
      """;

  private static final List<String> VALUES =
      List.of(
          "{event: bought}",
          "{event: bought, atLeast: 2}",
          "{all: [{event: bought}, {event: read}]}");

  /** So many others that what is bought is less than half of what is read. */
  private static final List<String> NAMES =
      List.of("joined", "bought", "bought", "read", "other", "other", "other");

  private static final List<String> NUMBERS =
      List.of(
          "1",
          "-7",
          "+3",
          "007",
          "999999999999999999",
          "1000000000000001",
          "-1000000000000000",
          "9999999999999999999",
          "x",
          "",
          "1.5",
          "0.1",
          "-0.0000009",
          "1e15",
          "NaN",
          "2e-7",
          " 4");

  @Test
  void amountsOfOnePassAreThoseOfTheReference() {
    long seed = System.nanoTime();
    System.out.println("PlainExperimentsTest: " + LOGS + " logs from seed " + seed);
    for (int i = 0; i < LOGS; i++) {
      SplittableRandom random = new SplittableRandom(seed + i);
      List<Event> events = events(random, hasAccounts(i));
      List<Exposure> exposures = exposures(random, hasAccounts(i));
      LogTables tables = new LogTables(STORE.admin());
      tables.events("plain_events", events, PropertyLayout.MAP, Map.of());
      tables.exposures("plain_exposures", exposures);
      Types types = Types.values()[i % Types.values().length];
      types.replace();
      ExposureQuestion question = question(i, Instant.EPOCH.plusSeconds(2_000_000_000));
      FactSource reference = new ReferenceFacts(events, exposures);
      ClickHouseFacts store = new ClickHouseFacts(STORE.store());
      String words = "log " + (seed + i) + ", ids of " + types;

      assertThat(facts(store, question))
          .as(words)
          .isEqualTo(facts(reference, question))
          .isNotEmpty();
      List<String> counts = lines(reference.fold(question, folds()));
      assertThat(lines(store.fold(question, folds()))).as(words).isEqualTo(counts);
      assertThat(lines(store.fold(question, folds().subList(0, 3), 3)))
          .as(words + ", in three parts")
          .isEqualTo(counts.stream().filter(line -> line.charAt(0) < '3').toList());
    }
  }

  @Test
  void everyIdIsInOnePartWhateverItsBytes() {
    LogTables tables = new LogTables(STORE.admin());
    tables.events("plain_events", List.of(), PropertyLayout.MAP, Map.of());
    tables.exposures("plain_exposures", List.of());
    Types.TEXT.replace();
    ExposureQuestion question = question(0, Instant.EPOCH.plusSeconds(2_000_000_000));
    List<Fold> everyone = List.of(Fold.by(new FactKey.Arm()), Fold.by(new FactKey.Excluded()));
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());

    assertThat(lines(facts.fold(question, everyone, 7))).as("seven parts of nobody").isEmpty();
    STORE
        .admin()
        .execute(
            Query.of(
                """
                INSERT INTO plain_exposures (ts, experiment, arm, user_id)
                SELECT toDateTime64('2026-03-01 01:00:00', 6, 'UTC'), 'banner', 'a',
                  char(number % 16 * 17, number % 256, 39, 92, 63, 123)
                FROM numbers(256)
                """));
    assertThat(lines(facts.fold(question, everyone, 7)))
        .isEqualTo(lines(facts.fold(question, everyone, 1)))
        .allMatch(line -> line.contains("256"));
  }

  @Test
  void whoIsTooManyForTheMemoryIsCountedInPartsFromTheFirstOn() {
    LogTables tables = new LogTables(STORE.admin());
    tables.events("plain_events", List.of(), PropertyLayout.MAP, Map.of());
    tables.exposures("plain_exposures", List.of());
    STORE
        .admin()
        .execute(
            Query.of(
                """
                INSERT INTO plain_exposures (ts, experiment, arm, user_id)
                SELECT toDateTime64('2026-03-01 01:00:00', 6, 'UTC'), 'banner',
                  ['a', 'b'][1 + number % 2], toString(number + 1)
                FROM numbers(300000)
                """));
    STORE
        .admin()
        .execute(
            Query.of(
                """
                INSERT INTO plain_events (ts, event, user_id, properties)
                SELECT toDateTime64('2026-03-01 02:00:00', 6, 'UTC'), 'bought',
                  toString(number + 1), map('items', toString(number % 3), 'price', '1.5')
                FROM numbers(300000)
                """));
    ExposureQuestion question = question(0, Instant.EPOCH.plusSeconds(2_000_000_000));
    QueryJournal journal = new QueryJournal();
    Store little =
        STORE
            .store()
            .withLimits(QueryLimits.DEFAULT.withMemoryBytes(200_000_000))
            .withJournal(journal);

    assertThat(lines(new ClickHouseFacts(little).fold(question, folds())))
        .isEqualTo(lines(new ClickHouseFacts(STORE.store()).fold(question, folds())));
    assertThat(journal.runs().stream().map(QueryRun::purpose))
        .filteredOn(purpose -> purpose.equals("counts of an experiment"))
        .hasSize(3);
    assertThat(journal.runs().stream().map(QueryRun::purpose))
        .as("ids of one type are told apart by their order")
        .contains("parts of the entities");
  }

  /** The types of the ids of events and exposures: of one type they are compared as they are. */
  private enum Types {
    TEXT("String", "String"),
    NUMBERS("Nullable(UInt64)", "UInt64"),
    SMALL("Int32", "Nullable(Int32)"),
    DIFFERENT("Int64", "Nullable(String)");

    private final String ofEvents;
    private final String ofExposures;

    Types(String ofEvents, String ofExposures) {
      this.ofEvents = ofEvents;
      this.ofExposures = ofExposures;
    }

    void replace() {
      replace("plain_events", ofEvents);
      replace("plain_exposures", ofExposures);
    }

    private static void replace(String table, String type) {
      String id = type.contains("String") ? "user_id" : "toInt64OrZero(ifNull(user_id, ''))";
      STORE
          .admin()
          .execute(
              Query.of(
                  """
                  CREATE OR REPLACE TABLE %1$s ENGINE = MergeTree ORDER BY %4$s
                  SETTINGS index_granularity = 2, allow_nullable_key = 1
                  AS SELECT * REPLACE (CAST(%2$s AS %3$s) AS user_id) FROM %1$s
                  """
                      .formatted(
                          table,
                          type.equals("String") ? "ifNull(user_id, '')" : id,
                          type,
                          table.equals("plain_events") ? "event" : "user_id")));
    }
  }

  private static ExposureQuestion question(int log, Instant watermark) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    put(
        files,
        "event-model.yaml",
        MODEL
            .replace(", ACCOUNT", hasAccounts(log) ? ", account: {column: account_id}" : "")
            .replace("EXCLUDED", log % 2 == 0 ? "excludeEntities: start.properties.team" : ""));
    put(
        files,
        "definitions/first.yaml",
        DEFINITION.replace("VALUE", VALUES.get(log % VALUES.size())));
    put(
        files,
        "experiments/banner.yaml",
        log % 4 < 2 ? EXPERIMENT : EXPERIMENT.replace("[bought, read]", "bought"));
    Repository repository = Repository.read(files);
    Document.OfExperiment experiment = repository.experiments().values().iterator().next();
    return new ExposureQuestion(
        Binder.exposures(
                repository.eventModel().orElseThrow(),
                repository.definitions().values().iterator().next(),
                experiment)
            .orThrow(),
        watermark);
  }

  private static boolean hasAccounts(int log) {
    return log % 3 == 1;
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Those of a report: shares, sums, the time to value, days, and one of all that is known. */
  private static List<Fold> folds() {
    FactKey arm = new FactKey.Arm();
    FactKey reached = new FactKey.Reached(Duration.ofDays(1));
    FactKey mature = new FactKey.Mature(Duration.ofDays(1));
    FactKey several = new FactKey.SeveralArms();
    FactKey before = new FactKey.QualifiedBefore();
    FactKey elapsed = new FactKey.Elapsed(Duration.ofMinutes(1));
    List<FactSum> sums =
        List.of(FactSum.of(0), FactSum.ofProducts(0, 0), FactSum.of(1), FactSum.ofProducts(1, 2));
    return List.of(
        Fold.by(arm, reached, mature, several),
        new Fold(List.of(arm, before, mature), sums),
        Fold.by(arm, new FactKey.Held(0), before),
        Fold.by(elapsed, arm, reached),
        new Fold(List.of(arm, elapsed), sums),
        Fold.by(new FactKey.Day(), arm, new FactKey.InPeriod()),
        Fold.by(arm, new FactKey.Excluded(), new FactKey.StartsLater(), new FactKey.SetAside()),
        new Fold(List.of()),
        Fold.by(arm, new FactKey.Amount(2), elapsed));
  }

  private static List<ExposureFacts> facts(FactSource source, ExposureQuestion question) {
    List<ExposureFacts> facts = new ArrayList<>();
    source.facts(question, facts::add);
    facts.sort((a, b) -> a.entity().compareTo(b.entity()));
    return facts;
  }

  private static List<String> lines(List<Counts> counts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      for (Counts.Row row : counts.get(i).rows()) {
        lines.add(i + " " + row);
      }
    }
    lines.sort(null);
    return lines;
  }

  private static List<Event> events(SplittableRandom random, boolean accounts) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      Map<String, String> properties = new TreeMap<>();
      for (String name : List.of("items", "price")) {
        if (random.nextInt(4) > 0) {
          properties.put(name, of(NUMBERS, random));
        }
      }
      properties.put("team", of(List.of("true", "false", "?"), random));
      events.add(
          new Event(
              time(random, -1, 5),
              of(NAMES, random),
              null,
              user(random),
              accounts ? of(List.of("", "x", "y"), random) : null,
              properties));
    }
    return events;
  }

  private static List<Exposure> exposures(SplittableRandom random, boolean accounts) {
    List<Exposure> exposures = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      exposures.add(
          new Exposure(
              time(random, 0, 3),
              of(List.of("banner", "banner", "banner", "another"), random),
              of(List.of("a", "b", "", "c'"), random),
              user(random),
              accounts ? of(List.of("x", "", "0", "z"), random) : null));
    }
    return exposures;
  }

  /** An hour of these days, seldom a microsecond beside it, so that many are equal. */
  private static long time(SplittableRandom random, int from, int to) {
    long hour = random.nextLong(24L * from, 24L * to);
    long beside = random.nextInt(5) == 0 ? random.nextLong(-1, 2) : 0;
    return Micros.of(START.plus(Duration.ofHours(hour))) + beside;
  }

  private static String user(SplittableRandom random) {
    return of(List.of("0", "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"), random);
  }

  private static <T> T of(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
