package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Several plans whose rows have to be told apart, counted together, beside outcomes of any event,
 * whose rows are read by themselves: the counts are those of the reference evaluator.
 */
class ToldApartTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final long SEED = 4_611_686;
  private static final int CASES = 40;
  private static final int USERS = 60;
  private static final int EVENTS = 3_000;
  private static final Instant OLDEST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant WATERMARK = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(20);
  private static final List<String> NAMES = List.of("signed_up", "a", "b", "c", "d", "e");
  private static final Expression ITEM = new Expression.Property("item", Type.STRING);
  private static final List<Event> LOG = log();

  @BeforeAll
  static void table() {
    STORE
        .admin()
        .execute(
            Query.of(
                "CREATE TABLE events (ts DateTime64(6, 'UTC'), event String, user_id String,"
                    + " properties Map(String, String))"
                    + " ENGINE = MergeTree ORDER BY (toDate(ts), event, user_id)"));
    STORE
        .admin()
        .execute(
            Query.of(
                "INSERT INTO events SELECT fromUnixTimestamp64Micro(t, 'UTC'), e, u,"
                    + " if(i = '', map(), map('item', i))"
                    + " FROM VALUES('t Int64, e String, u String, i String', "
                    + LOG.stream()
                        .map(
                            e ->
                                "(%d, '%s', '%s', '%s')"
                                    .formatted(
                                        e.timestamp(),
                                        e.name(),
                                        e.user(),
                                        e.properties().getOrDefault("item", "")))
                        .collect(Collectors.joining(", "))
                    + ")"));
  }

  @Test
  void countsAreThoseOfTheReferenceEvaluator() {
    Random random = new Random(SEED);
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());
    for (int i = 0; i < CASES; i++) {
      EventLimits limits = new EventLimits(random.nextInt(3) == 0 ? 20 : 1_000_000, 1_000, 1_000);
      SetQuestion question =
          new SetQuestion(
              new PlanSet(List.of(plan(random), plan(random), plan(random))),
              WATERMARK,
              Optional.empty(),
              Optional.empty(),
              limits);
      List<Fold> folds = List.of(fold(0), fold(1), fold(2));

      assertThat(CountLines.of(facts.fold(question, folds)))
          .as("seed %d, case %d: %s", SEED, i, question.plans())
          .isEqualTo(CountLines.of(new ReferenceFacts(LOG, List.of()).fold(question, folds)));
    }
  }

  private static Plan plan(Random random) {
    List<Leaf> leaves = new ArrayList<>();
    Instants value =
        switch (random.nextInt(4)) {
          case 0 -> {
            leaves.add(nth(random, 1 + random.nextInt(4), Optional.of(ITEM), List.of()));
            yield new Instants.Of(0);
          }
          case 1 -> {
            leaves.add(chain(random));
            yield new Instants.Of(0);
          }
          case 2 -> {
            leaves.add(ratio(random));
            yield new Instants.Of(0);
          }
          default -> {
            leaves.add(nth(random, 1 + random.nextInt(3), Optional.empty(), List.of(ITEM)));
            leaves.add(nth(random, 1 + random.nextInt(3), Optional.empty(), List.of(ITEM)));
            List<Instants> both = List.of(new Instants.Of(0), new Instants.Of(1));
            yield new Instants.LeastOfGroups(
                List.of(ITEM),
                random.nextBoolean() ? new Instants.Latest(both) : new Instants.NthOf(1, both));
          }
        };
    Duration from = Duration.ofDays(random.nextInt(15));
    Range later = new Range(from, from.plus(Duration.ofDays(1 + random.nextInt(5))));
    Instants outcome = new Instants.Of(leaves.size());
    leaves.add(
        new Leaf.Nth(stream(NAMES), later, 1 + random.nextInt(3), Optional.empty(), List.of()));
    Plan plan = SmallPlans.plan(leaves);
    return new Plan(
        source(plan.source()),
        plan.entity(),
        plan.anchor(),
        WINDOW,
        leaves,
        List.of(),
        random.nextBoolean() ? value : new Instants.Latest(List.of(value, outcome)),
        List.of(),
        List.of(new Plan.Outcome("later", later, outcome)),
        List.of());
  }

  private static Leaf nth(
      Random random, int n, Optional<Expression> distinct, List<Expression> per) {
    return new Leaf.Nth(some(random), Range.within(WINDOW), n, distinct, per);
  }

  private static Leaf chain(Random random) {
    List<Leaf.Link> links =
        List.of(
            new Leaf.Link(some(random), Optional.empty()),
            new Leaf.Link(some(random), Optional.empty()));
    return new Leaf.Chain(
        links, Range.within(WINDOW), Optional.of(Duration.ofDays(3)), false, List.of());
  }

  private static Leaf ratio(Random random) {
    return new Leaf.Ratio(
        new Leaf.Counted(some(random), Optional.of(ITEM)),
        new Leaf.Counted(some(random), Optional.empty()),
        Range.within(WINDOW),
        0.4,
        2,
        Optional.empty(),
        List.of());
  }

  /** One or two of the names. */
  private static Stream some(Random random) {
    String one = NAMES.get(random.nextInt(NAMES.size()));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    return stream(one.equals(other) ? List.of(one) : List.of(one, other));
  }

  private static Stream stream(List<String> names) {
    return new Stream(names, List.of(new Column(EventColumn.USER)), Optional.empty());
  }

  private static Source source(Source plain) {
    return new Source(
        plain.table(),
        plain.timestamp(),
        plain.event(),
        plain.eventId(),
        plain.receivedAt(),
        new Source.Properties.InOneColumn("properties"),
        plain.entityColumns(),
        plain.completeFrom(),
        plain.zone(),
        plain.exclude(),
        plain.excludeEntities(),
        new TreeMap<>(Map.of("item", Type.STRING)),
        plain.exposures(),
        plain.identities());
  }

  private static Fold fold(int plan) {
    return Fold.by(
        new FactKey.Mature(WINDOW),
        new FactKey.InPlan(plan, new FactKey.SetAside()),
        new FactKey.InPlan(plan, new FactKey.Reached(WINDOW)),
        new FactKey.InPlan(plan, new FactKey.Elapsed(Duration.ofHours(6))),
        new FactKey.InPlan(plan, new FactKey.Retained(0)));
  }

  /** Events on the hour, most of them with one of a few items. */
  private static List<Event> log() {
    Random random = new Random(SEED);
    long hours = Duration.between(OLDEST, WATERMARK).toHours();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      int user = (int) (USERS * Math.pow(random.nextDouble(), 2));
      String name = NAMES.get(i < USERS ? 0 : random.nextInt(NAMES.size()));
      long hour = random.nextLong(name.equals("signed_up") ? hours / 3 : hours);
      int item = random.nextInt(6);
      events.add(
          new Event(
              Micros.of(OLDEST) + hour * Micros.of(Duration.ofHours(1)),
              name,
              null,
              "u" + user,
              null,
              item == 0 ? Map.of() : Map.of("item", "i" + item)));
    }
    return events;
  }
}
