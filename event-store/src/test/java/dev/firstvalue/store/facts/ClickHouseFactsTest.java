package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.store.sql.SqlRenderer;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClickHouseFactsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final long DAY = 86_400_000_000L;
  private static final long ORIGIN = 1_740_787_200_000_000L;
  private static final Column USER = new Column(EventColumn.USER);

  @ParameterizedTest
  @EnumSource
  void bothEvaluatorsGiveTheSameRelations(PropertyLayout layout) {
    TreeSet<String> names = new TreeSet<>(List.of("lesson", "plan", "seconds"));
    List<Event> events =
        List.of(
            event(0, "signed_up", "u1", Map.of("plan", "free")),
            event(1, "lesson", "u1", Map.of("lesson", "a", "seconds", "40")),
            event(2, "lesson", "u1", Map.of("lesson", "a", "seconds", "50")),
            event(3, "lesson", "u1", Map.of("lesson", "b", "seconds", "20")),
            event(4, "lesson", "u1", Map.of("lesson", "c", "seconds", "31")),
            event(9, "lesson", "u1", Map.of("lesson", "c", "seconds", "31")),
            event(0, "signed_up", "u2", Map.of()));
    new LogTables(STORE.admin()).events("events", events, layout, names);
    Expression longEnough =
        new Comparison(
            ComparisonOperator.GREATER_OR_EQUAL,
            new Property("seconds", Type.INT),
            new IntLiteral(30));
    Stream lessons = new Stream(List.of("lesson"), List.of(USER), Optional.of(longEnough));
    Range week = Range.within(Duration.ofDays(7));
    Plan plan =
        new Plan(
            new Source(
                "events",
                "ts",
                "event",
                Optional.of("event_id"),
                Optional.empty(),
                layout.describe(names),
                Map.of(EntityKind.USER, "user_id", EntityKind.ACCOUNT, "account_id"),
                Optional.empty(),
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of("plan", Type.STRING)),
                Optional.empty(),
                Optional.empty()),
            EntityKind.USER,
            new Anchor(
                new Stream(List.of("signed_up"), List.of(USER), Optional.empty()),
                Optional.of(Duration.ofDays(30))),
            Duration.ofDays(7),
            List.of(
                new Leaf.Nth(
                    lessons, week, 2, Optional.of(new Property("lesson", Type.STRING)), List.of()),
                new Leaf.Nth(
                    lessons,
                    new Range(Duration.ofDays(7), Duration.ofDays(30)),
                    1,
                    Optional.empty(),
                    List.of())),
            List.of(),
            new Instants.Of(0),
            List.of(),
            List.of(
                new Plan.Outcome(
                    "month",
                    new Range(Duration.ofDays(7), Duration.ofDays(30)),
                    new Instants.Of(1))),
            List.of(new StartProperty("plan", Type.STRING)));
    Question question =
        new Question(
            plan, Instant.parse("2025-06-01T00:00:00Z"), Optional.empty(), Optional.empty());
    SqlRenderer renderer = new ClickHouseFacts(STORE.store()).renderer(plan.source());
    RelationReader reader = new RelationReader(question);

    assertThat(reader.of(STORE.store(), renderer))
        .isEqualTo(reader.of(Evaluation.of(question, events)));
  }

  private static Event event(int day, String name, String user, Map<String, String> properties) {
    return new Event(ORIGIN + day * DAY, name, null, user, null, properties);
  }
}
