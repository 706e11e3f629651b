package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When time zero is kept with the bits of leaves, and when it has to be looked for. */
class HeldCountsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String BY_BITS = "counts of what holds";
  private static final Instant WATERMARK = Instant.parse("2026-03-01T00:00:00Z");
  private static final Optional<Instant> NEVER = Optional.empty();

  /** More leaves than are kept in one number with time zero. */
  private static final int DAYS = 20;

  @Test
  void timeZeroIsLookedForOnlyWhereEntitiesStartAtSeveralInstants() {
    table("starting_once", 0);
    table("starting_twice", 10, 0);
    Plan plan = SmallPlans.plan(SmallPlans.WEEK_OF_A);
    Fold fold = Fold.by(new FactKey.InPlan(0, new FactKey.Reached(SmallPlans.WEEK)));
    Store store = STORE.store().withJournal(new QueryJournal());
    ClickHouseFacts facts = new ClickHouseFacts(store);

    facts.fold(
        new Question(SmallPlans.in("starting_once", plan), WATERMARK, NEVER, NEVER), List.of(fold));
    assertThat(timesByBits(store)).isEqualTo(1);

    Question again = new Question(SmallPlans.in("starting_twice", plan), WATERMARK, NEVER, NEVER);
    facts.fold(again, List.of(fold));
    assertThat(timesByBits(store)).as("a user starts twice").isEqualTo(3);

    facts.fold(again, List.of(fold));
    assertThat(timesByBits(store)).as("known by now").isEqualTo(4);
  }

  @Test
  void whicheverStartTheStoreComesAcrossFirst() {
    table("latest_first", 10, 0);
    Plan plan = SmallPlans.plan(SmallPlans.WEEK_OF_A);
    SetQuestion question =
        SetQuestion.of(new Question(SmallPlans.in("latest_first", plan), WATERMARK, NEVER, NEVER));
    Fold fold = Fold.by(new FactKey.InPlan(0, new FactKey.Reached(SmallPlans.WEEK)));

    assertThat(new ClickHouseFacts(STORE.store()).held(question, List.of(fold)).map(CountLines::of))
        .hasValue(List.of("fold 0 [true] 1"));
  }

  /**
   * A user who starts on these days, which the store comes across in this order, and acts on day 1.
   */
  private static void table(String name, int... starts) {
    String days =
        Arrays.stream(starts).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE %s ENGINE = MergeTree ORDER BY tuple() AS
                SELECT
                  toDateTime64('2025-12-01 00:00:00', 6, 'UTC') + toIntervalDay(day) AS ts,
                  if(day = 1, 'a', 'signed_up') AS event,
                  'u' AS user_id
                FROM (SELECT arrayJoin([%s, 1]) AS day)
                """
                    .formatted(name, days)));
  }

  private static long timesByBits(Store store) {
    return store.journal().runs().stream().filter(run -> run.purpose().equals(BY_BITS)).count();
  }

  @Test
  void startsBeforeTheEpochAreKeptWithBitsAndThoseOfAFarFutureBesideThem() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE long_ago ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64(start, 6, 'UTC') + toIntervalDay(later) AS ts,
                  if(later = 0, 'signed_up', 'a') AS event,
                  start AS user_id
                FROM VALUES('start String', '1900-01-01 00:00:01', '1969-12-30 12:00:00',
                  '2025-12-01 00:00:00') ARRAY JOIN if(start LIKE '1969%', [0, 8], [0, 6]) AS later
                """));
    Plan plan = SmallPlans.plan(SmallPlans.WEEK_OF_A);
    PlanSet plans = new PlanSet(List.of(SmallPlans.in("long_ago", plan)));
    List<Fold> folds =
        List.of(
            Fold.by(
                new FactKey.Week(), new FactKey.InPlan(0, new FactKey.Reached(SmallPlans.WEEK))));
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());

    for (String watermark : List.of("2041-01-01T00:00:00Z", "2101-01-01T00:00:00Z")) {
      assertThat(facts.held(until(plans, watermark), folds).map(CountLines::of))
          .hasValue(
              List.of(
                  "fold 0 [1900-01-01, true] 1",
                  "fold 0 [1969-12-29, false] 1",
                  "fold 0 [2025-12-01, true] 1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String",
        "LowCardinality(String)",
        "Nullable(String)",
        "LowCardinality(Nullable(String))",
        "FixedString(12)",
        "Enum8('signed_up' = 1, 'a' = 2, 'b' = 3)"
      })
  void manyLeavesAreToldByNamesOfAnyType(String type) {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE OR REPLACE TABLE names ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + toIntervalDay(day) AS ts,
                  CAST(name AS %s) AS event,
                  user_id
                FROM VALUES('day Int64, name String, user_id String',
                  (0, 'signed_up', 'u'), (3, 'a', 'u'), (5, 'b', 'u'),
                  (0, 'signed_up', 'v'), (9, 'a', 'v'), (0, 'signed_up', 'w'))
                """
                    .formatted(type)));
    Plan plan = SmallPlans.in("names", ofEachDay());
    FactKey[] keys =
        IntStream.range(0, DAYS).mapToObj(FactKey.Milestone::new).toArray(FactKey[]::new);
    Question question = new Question(plan, WATERMARK, NEVER, NEVER);

    assertThat(
            new ClickHouseFacts(STORE.store())
                .held(SetQuestion.of(question), List.of(Fold.by(keys)))
                .map(CountLines::of))
        .hasValue(
            List.of(
                "fold 0 " + from(DAYS) + " 1",
                "fold 0 " + from(9) + " 1",
                "fold 0 " + from(3) + " 1"));
  }

  /** What somebody reached from a day on. */
  private static List<Boolean> from(int day) {
    return IntStream.range(0, DAYS).mapToObj(each -> each >= day).toList();
  }

  /** A milestone for each length of time in which somebody did it. */
  private static Plan ofEachDay() {
    List<Leaf> leaves =
        IntStream.range(0, DAYS)
            .<Leaf>mapToObj(
                day ->
                    new Leaf.Nth(
                        SmallPlans.stream("a"),
                        Range.within(Duration.ofDays(1 + day)),
                        1,
                        Optional.empty(),
                        List.of()))
            .toList();
    Plan plan = SmallPlans.plan(leaves);
    return new Plan(
        plan.source(),
        plan.entity(),
        plan.anchor(),
        plan.window(),
        leaves,
        plan.variants(),
        plan.qualifies(),
        IntStream.range(0, DAYS)
            .mapToObj(day -> new Plan.Step("day " + day, new Instants.Of(day)))
            .toList(),
        plan.outcomes(),
        plan.attributes());
  }

  private static SetQuestion until(PlanSet plans, String watermark) {
    return new SetQuestion(plans, Instant.parse(watermark), Optional.empty(), Optional.empty());
  }
}
