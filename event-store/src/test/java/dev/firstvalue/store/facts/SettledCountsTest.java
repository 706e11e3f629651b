package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Counts without a join of events to time zero are those of the reference evaluator: whether
 * entities are settled by cells of time, or asked for one by one.
 */
class SettledCountsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String BY_ALL_EVENTS = "counts of entities by all their events";
  private static final String BY_BITS = "counts of what holds";
  private static final long SEED = 4_611_686;
  private static final int CASES = 30;
  private static final int USERS = 150;
  private static final int EVENTS = 8_000;

  /** Each so-manieth user does not start. */
  private static final int STARTS_NOT = 9;

  /** Instants and lengths of time are mostly multiples of it, as cells are: ten hours. */
  private static final long GRID = 1L << 35;

  private static final Instant OLDEST = Instant.parse("2025-12-01T00:00:00Z");
  private static final Instant WATERMARK = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<FactKey> HALVES =
      Arrays.stream(HashSplit.Unit.values())
          .<FactKey>map(unit -> new FactKey.Part(new HashSplit("halves", 2, unit)))
          .toList();
  private static final Optional<Instant> LATER = Optional.of(OLDEST.plus(Duration.ofDays(20)));
  private static final String START = "signed_up";
  private static final List<String> NAMES = List.of(START, "a", "b", "c", "d", "e");

  /** Users start at several instants. */
  private static final List<Event> LOG = log();

  /** Users start at one, some by several events. */
  private static final List<Event> ONCE = startingOnce();

  @BeforeAll
  static void tables() {
    table("events", LOG);
    table("starting_once", ONCE);
  }

  private static void table(String name, List<Event> log) {
    STORE
        .admin()
        .execute(
            Query.of(
                "CREATE TABLE "
                    + name
                    + " (ts DateTime64(6, 'UTC'), event String, user_id String)"
                    + " ENGINE = MergeTree ORDER BY (toDate(ts), event, user_id)"));
    STORE
        .admin()
        .execute(
            Query.of(
                "INSERT INTO "
                    + name
                    + " SELECT fromUnixTimestamp64Micro(t, 'UTC'), e, u FROM"
                    + " VALUES('t Int64, e String, u String', "
                    + log.stream()
                        .map(e -> "(%d, '%s', '%s')".formatted(e.timestamp(), e.name(), e.user()))
                        .collect(Collectors.joining(", "))
                    + ")"));
  }

  @Test
  void countsAreThoseOfTheReferenceEvaluator() {
    Random random = new Random(SEED);
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());
    int timesHeld = 0;
    for (int i = 0; i < CASES; i++) {
      EventLimits limits = new EventLimits(random.nextInt(3) == 0 ? 30 : 1_000_000, 1_000, 1_000);
      Optional<Duration> newness =
          random.nextInt(4) == 0 ? Optional.of(Duration.ofDays(3)) : Optional.empty();
      int most = 1 + 2 * (i % 2);
      boolean once = random.nextBoolean();
      String table = once ? "starting_once" : "events";
      SetQuestion question =
          new SetQuestion(
              new PlanSet(
                  List.of(
                      SmallPlans.in(table, plan(newness, most, random)),
                      SmallPlans.in(table, plan(newness, most, random)))),
              WATERMARK,
              Optional.empty(),
              Optional.empty(),
              limits);
      List<Fold> folds =
          List.of(
              fold(0, random.nextInt(3) == 0),
              fold(1, false),
              Fold.by(new FactKey.Week(), HALVES.get(i % 2)));
      List<String> expected =
          CountLines.of(new ReferenceFacts(once ? ONCE : LOG, List.of()).fold(question, folds));
      assertThat(facts.gathered(question, folds).map(CountLines::of))
          .as("seed %d, case %d: %s", SEED, i, question.plans())
          .hasValue(expected);
      Optional<List<String>> held = facts.held(question, folds).map(CountLines::of);
      assertThat(held.orElse(expected))
          .as("seed %d, case %d: %s", SEED, i, question.plans())
          .isEqualTo(expected);
      timesHeld += held.isPresent() ? 1 : 0;
    }
    assertThat(timesHeld).isGreaterThan(CASES / 5);
  }

  @Test
  void manyLeavesAreBitsOfANumberOfTheirOwn() {
    Random random = new Random(SEED);
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());
    for (int i = 0; i < CASES / 3; i++) {
      boolean once = i % 2 == 0;
      int most = 1 + i % 3;
      List<Plan> plans =
          IntStream.range(0, 8)
              .mapToObj(any -> ofSome(plan(Optional.empty(), most, random), any))
              .map(plan -> SmallPlans.in(once ? "starting_once" : "events", plan))
              .toList();
      SetQuestion question =
          new SetQuestion(new PlanSet(plans), WATERMARK, Optional.empty(), Optional.empty());
      List<Fold> folds =
          IntStream.range(0, plans.size()).mapToObj(plan -> fold(plan, false)).toList();

      assertThat(facts.held(question, folds).map(CountLines::of))
          .as("seed %d, case %d: %s", SEED, i, question.plans())
          .hasValue(
              CountLines.of(
                  new ReferenceFacts(once ? ONCE : LOG, List.of()).fold(question, folds)));
    }
  }

  @Test
  void soAreThoseOfEntitiesWithManyEventsOfManyNames() {
    assertThat(asked(2, NAMES, Optional.empty())).contains(BY_ALL_EVENTS);
    assertThat(asked(2, NAMES.subList(1, 5), Optional.empty()))
        .as("rows of four names are few")
        .doesNotContain(BY_ALL_EVENTS);
    assertThat(asked(2, NAMES, LATER))
        .as("a cohort leaves many entities out")
        .doesNotContain(BY_ALL_EVENTS);
  }

  @Test
  void whetherLeavesHoldIsABitOfEach() {
    assertThat(asked(1, NAMES.subList(1, 5), Optional.empty())).contains(BY_BITS);
    assertThat(asked(1, NAMES, LATER)).contains(BY_BITS);
    assertThat(asked(2, NAMES, LATER)).as("two are asked for").contains(BY_BITS);
  }

  /** Nobody is settled where no event may count, and ten ids are twenty million characters. */
  @Test
  void idsTooLongForAStatementAreNotAskedFor() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE long_ids ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64('2025-12-01 00:00:00', 6, 'UTC') + toIntervalDay(day) AS ts,
                  ['signed_up', 'a', 'a'][day + 1] AS event,
                  repeat(toString(number), 1000000) AS user_id
                FROM numbers(10) ARRAY JOIN [0, 1, 2] AS day
                """));
    Plan plan = SmallPlans.plan(SmallPlans.WEEK_OF_A);
    SetQuestion question =
        new SetQuestion(
            new PlanSet(List.of(SmallPlans.in("long_ids", plan))),
            WATERMARK,
            Optional.empty(),
            Optional.empty(),
            new EventLimits(1, 1, 1));
    List<Fold> folds =
        List.of(Fold.by(new FactKey.InPlan(0, new FactKey.Reached(SmallPlans.WEEK))));
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());

    assertThat(facts.gathered(question, folds)).isEmpty();
    assertThat(facts.held(question, folds)).as("nor can they be left out").isEmpty();
    assertThat(CountLines.of(facts.fold(question, folds))).isEqualTo(List.of("fold 0 [false] 10"));
  }

  /** What is asked of the store, by purpose, where the outcome is one of these events. */
  private static List<String> asked(int n, List<String> outcome, Optional<Instant> since) {
    List<Leaf> leaves =
        List.of(
            new Leaf.Nth(
                SmallPlans.stream("a"),
                Range.within(Duration.ofDays(20)),
                n,
                Optional.empty(),
                List.of()),
            new Leaf.Nth(
                new Stream(outcome, List.of(new Column(EventColumn.USER)), Optional.empty()),
                new Range(Duration.ofDays(7), Duration.ofDays(30)),
                1,
                Optional.empty(),
                List.of()));
    Question question =
        new Question(
            plan(Optional.empty(), new Instants.Of(0), leaves, leaves.get(1).range(), 1),
            WATERMARK,
            since,
            Optional.empty());
    List<Fold> folds = List.of(Fold.by(new FactKey.SetAside(), new FactKey.Retained(0)));
    Store store = STORE.store().withJournal(new QueryJournal());
    assertThat(CountLines.of(new ClickHouseFacts(store).fold(question, folds)))
        .isEqualTo(CountLines.of(new ReferenceFacts(LOG, List.of()).fold(question, folds)));
    return store.journal().runs().stream().map(QueryRun::purpose).toList();
  }

  private static Plan plan(Optional<Duration> newness, int most, Random random) {
    List<Leaf> leaves = new ArrayList<>();
    leaves.add(leaf(random, Duration.ZERO, days(random, 10), 1 + random.nextInt(most)));
    leaves.add(leaf(random, Duration.ZERO, days(random, 10), 1));
    Duration from = days(random, 12);
    leaves.add(leaf(random, from, from.plus(days(random, 25)), 1));
    Instants value =
        switch (random.nextInt(3)) {
          case 0 -> new Instants.Of(0);
          case 1 -> new Instants.Latest(List.of(new Instants.Of(0), new Instants.Of(1)));
          default -> new Instants.NthOf(1, List.of(new Instants.Of(0), new Instants.Of(1)));
        };
    return plan(newness, value, leaves, leaves.get(2).range(), 2);
  }

  private static Plan plan(
      Optional<Duration> newness, Instants value, List<Leaf> leaves, Range later, int outcome) {
    Plan plan = SmallPlans.plan(SmallPlans.WEEK_OF_A);
    return new Plan(
        plan.source(),
        plan.entity(),
        new Anchor(plan.anchor().stream(), newness),
        Duration.ofDays(20),
        leaves,
        List.of(),
        value,
        List.of(),
        List.of(new Plan.Outcome("later", later, new Instants.Of(outcome))),
        List.of());
  }

  /** The same plan, its first leaf of the events of all but one user. */
  private static Plan ofSome(Plan plan, int user) {
    List<Leaf> leaves = new ArrayList<>(plan.leaves());
    Leaf.Nth first = (Leaf.Nth) leaves.getFirst();
    Column whose = new Column(EventColumn.USER);
    Stream some =
        new Stream(
            first.stream().events(),
            List.of(whose),
            Optional.of(
                new Comparison(
                    ComparisonOperator.NOT_EQUAL, whose, new StringLiteral("u" + user))));
    leaves.set(0, new Leaf.Nth(some, first.range(), first.n(), Optional.empty(), List.of()));
    return plan(Optional.empty(), plan.qualifies(), leaves, plan.outcomes().getFirst().range(), 2);
  }

  private static Leaf leaf(Random random, Duration from, Duration to, int n) {
    List<String> names = NAMES.stream().filter(any -> random.nextBoolean()).toList();
    return new Leaf.Nth(
        new Stream(
            names.isEmpty() ? NAMES : names,
            List.of(new Column(EventColumn.USER)),
            Optional.empty()),
        new Range(from, to),
        n,
        Optional.empty(),
        List.of());
  }

  /** Whether value is asked for in the whole window, or its time too. */
  private static Fold fold(int plan, boolean when) {
    List<FactKey> keys =
        new ArrayList<>(
            List.of(
                new FactKey.NewnessVerified(),
                new FactKey.Mature(Duration.ofDays(30)),
                new FactKey.InPlan(plan, new FactKey.SetAside()),
                new FactKey.InPlan(plan, new FactKey.Reached(Duration.ofDays(20))),
                new FactKey.InPlan(plan, new FactKey.Retained(0))));
    if (when) {
      keys.add(new FactKey.InPlan(plan, new FactKey.Elapsed(Duration.ofDays(1))));
    }
    return Fold.by(keys.toArray(FactKey[]::new));
  }

  /** From four days to so many more, on the grid. */
  private static Duration days(Random random, int most) {
    long days = Micros.of(Duration.ofDays(4 + random.nextInt(most)));
    return Duration.ofNanos(days / GRID * GRID * 1000);
  }

  private static List<Event> log() {
    Random random = new Random(SEED);
    long length = Micros.of(WATERMARK) - Micros.of(OLDEST);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      long at = random.nextLong(length);
      long time = Micros.of(OLDEST) + (random.nextInt(4) == 0 ? at : at / GRID * GRID);
      int user = (int) (USERS * Math.pow(random.nextDouble(), 2));
      boolean start = i < USERS || random.nextInt(30) == 0;
      String any = NAMES.get(start ? 0 : 1 + random.nextInt(NAMES.size() - 1));
      String name = user % STARTS_NOT == 0 && any.equals(START) ? "a" : any;
      boolean early = name.equals(START) && random.nextInt(3) > 0;
      events.add(
          new Event(
              early ? Micros.of(OLDEST) + (time - Micros.of(OLDEST)) / 3 / GRID * GRID : time,
              name,
              null,
              "u" + user,
              null,
              Map.of()));
    }
    return events;
  }

  /** The same log, the later starts of a user being something else, and some starts told twice. */
  private static List<Event> startingOnce() {
    Map<String, Long> first = new TreeMap<>();
    LOG.stream()
        .filter(event -> event.name().equals(START))
        .forEach(event -> first.merge(user(event), event.timestamp(), Math::min));
    List<Event> events = new ArrayList<>();
    for (Event event : LOG) {
      boolean start = event.name().equals(START);
      boolean later = start && !Objects.equals(first.get(user(event)), event.timestamp());
      events.add(
          later ? new Event(event.timestamp(), "a", null, event.user(), null, Map.of()) : event);
      if (start && user(event).endsWith("5")) {
        events.add(events.getLast());
      }
    }
    return events;
  }

  private static String user(Event event) {
    return Objects.requireNonNull(event.user());
  }
}
