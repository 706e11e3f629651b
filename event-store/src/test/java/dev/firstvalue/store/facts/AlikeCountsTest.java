package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entities of which one stands for all agree in every key that is asked for. */
class AlikeCountsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Instant WATERMARK = Instant.parse("2026-03-01T12:00:00Z");
  private static final StartProperty TIER = new StartProperty("tier", Type.STRING);

  /** A hundred users, two a day, whose tiers, accounts and deeds all repeat differently. */
  @BeforeAll
  static void users() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE events ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64('2026-01-10 00:00:00', 6, 'UTC') + toIntervalHour(number * 12)
                    + toIntervalHour(later) AS ts,
                  ['signed_up', 'a', 'b'][later + 1] AS event,
                  concat('u', toString(number)) AS user_id,
                  if(number % 5 = 0, NULL, concat('acme ', toString(number % 9))) AS account_id,
                  ['free', 'paid', NULL][number % 3 + 1] AS tier
                FROM numbers(100)
                ARRAY JOIN arrayFilter(l -> l = 0 OR intDiv(number, l * 2) % 2 = 0, [0, 1, 2]) AS later
                """));
  }

  static Stream<FactKey> keys() {
    return Stream.of(
        new FactKey.Mature(Duration.ofDays(20)),
        new FactKey.Week(),
        new FactKey.Day(),
        new FactKey.Account(),
        new FactKey.Part(new HashSplit("x", 3, HashSplit.Unit.ENTITY)),
        new FactKey.Part(new HashSplit("x", 3, HashSplit.Unit.ACCOUNT)),
        new FactKey.Attribute(0),
        new FactKey.Variant(),
        new FactKey.Milestone(0),
        new FactKey.Retained(0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void countsAreThoseOfEachEntityAlone(FactKey key) {
    Question question = new Question(plan(), WATERMARK, Optional.empty(), Optional.empty());
    List<Fold> folds = List.of(Fold.by(key), Fold.by(key, new FactKey.Reached(SmallPlans.WEEK)));
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());

    List<String> expected = CountLines.of(facts.fold(question, folds, 2));
    assertThat(expected).hasSizeGreaterThan(4);
    assertThat(facts.held(SetQuestion.of(question), folds).map(CountLines::of)).hasValue(expected);
  }

  /** Of who pays, value is another event. */
  private static Plan plan() {
    List<Leaf> leaves = List.of(within("a"), within("b"));
    Plan plan = SmallPlans.plan(leaves);
    Source source = plan.source();
    return new Plan(
        new Source(
            source.table(),
            source.timestamp(),
            source.event(),
            source.eventId(),
            source.receivedAt(),
            new Source.Properties.InColumns(Map.of("tier", "tier")),
            Map.of(EntityKind.USER, "user_id", EntityKind.ACCOUNT, "account_id"),
            source.completeFrom(),
            source.zone(),
            source.exclude(),
            source.excludeEntities(),
            new TreeMap<>(Map.of("tier", Type.STRING)),
            source.exposures(),
            source.identities()),
        plan.entity(),
        plan.anchor(),
        plan.window(),
        leaves,
        List.of(
            new Plan.Case(
                "paid",
                new Comparison(ComparisonOperator.EQUAL, TIER, new StringLiteral("paid")),
                new Instants.Of(1))),
        plan.qualifies(),
        List.of(new Plan.Step("b", new Instants.Of(1))),
        List.of(new Plan.Outcome("a", leaves.getFirst().range(), new Instants.Of(0))),
        List.of(TIER));
  }

  private static Leaf within(String event) {
    return new Leaf.Nth(
        SmallPlans.stream(event), Range.within(SmallPlans.WEEK), 1, Optional.empty(), List.of());
  }
}
