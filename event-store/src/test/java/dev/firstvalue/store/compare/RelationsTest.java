package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
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
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.sql.Relation;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String NIL = "00000000-0000-0000-0000-000000000000";
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
    new LogTables(STORE.admin()).events("events", events, layout, columnOf(names));
    assertBothAgree(plan("events", properties(layout, names)), events);
  }

  @Test
  void theUuidOfZerosIsNobody() {
    TreeSet<String> names = new TreeSet<>(List.of("lesson", "plan", "seconds"));
    String somebody = "7f3e0000-0000-4000-8000-000000000001";
    List<Event> events =
        List.of(
            event(0, "signed_up", NIL, Map.of()),
            event(1, "lesson", NIL, Map.of("lesson", "a", "seconds", "40")),
            event(0, "signed_up", somebody, Map.of()),
            event(1, "lesson", somebody, Map.of("lesson", "a", "seconds", "40")),
            event(2, "lesson", somebody, Map.of("lesson", "b", "seconds", "40")));
    new LogTables(STORE.admin()).events("texts", events, PropertyLayout.MAP, columnOf(names));
    for (String type : List.of("UUID", "Nullable(UUID)", "String", "LowCardinality(String)")) {
      STORE
          .admin()
          .execute(
              Query.of(
                  "CREATE OR REPLACE TABLE uuids ENGINE = MergeTree ORDER BY ts AS SELECT * REPLACE"
                      + " (CAST(assumeNotNull(user_id) AS "
                      + type
                      + ") AS user_id) FROM texts"));
      Plan plan = plan("uuids", properties(PropertyLayout.MAP, names));
      assertBothAgree(plan, events);
      assertThat(
              new Relations(question(plan))
                  .of(new ClickHouseFacts(STORE.store()), Relation.FACTS)
                  .toString())
          .as(type)
          .contains(somebody)
          .doesNotContain(NIL);
    }
  }

  @Test
  void whoHasMoreMatchingEventsThanAreCountedIsSetAsideByName() {
    TreeSet<String> names = new TreeSet<>(List.of("lesson", "plan", "seconds"));
    Map<String, String> lesson = Map.of("lesson", "a", "seconds", "40");
    List<Event> events =
        List.of(
            event(0, "signed_up", "u1", Map.of()),
            event(1, "lesson", "u1", lesson),
            event(2, "lesson", "u1", lesson),
            event(3, "lesson", "u1", lesson),
            event(0, "signed_up", "u2", Map.of()),
            event(1, "lesson", "u2", lesson),
            event(2, "lesson", "u2", Map.of("lesson", "b", "seconds", "40")));
    new LogTables(STORE.admin()).events("many", events, PropertyLayout.MAP, columnOf(names));
    Plan plan = plan("many", properties(PropertyLayout.MAP, names));
    for (int most = 1; most <= 3; most++) {
      Question question = question(plan, new EventLimits(most, 1, 1));
      List<String> aside = List.of("u1", "u2").subList(0, 3 - most);
      assertBothAgree(question, events);
      for (FactSource facts :
          List.of(new ReferenceFacts(events, List.of()), new ClickHouseFacts(STORE.store()))) {
        assertThat(facts.setAside(question, 20)).as("of %s", facts).isEqualTo(aside);
        Fold fold = Fold.by(new FactKey.SetAside());
        assertThat(facts.fold(question, List.of(fold)).getFirst().rows())
            .as("of %s", facts)
            .filteredOn(row -> row.values().equals(List.of(true)))
            .extracting(Counts.Row::count)
            .isEqualTo(aside.isEmpty() ? List.of() : List.of((long) aside.size()));
      }
    }
  }

  private static Plan plan(String table, Source.Properties properties) {
    Expression longEnough =
        new Comparison(
            ComparisonOperator.GREATER_OR_EQUAL,
            new Property("seconds", Type.INT),
            new IntLiteral(30));
    Stream lessons = new Stream(List.of("lesson"), List.of(USER), Optional.of(longEnough));
    Range week = Range.within(Duration.ofDays(7));
    return new Plan(
        new Source(
            table,
            "ts",
            "event",
            Optional.of("event_id"),
            Optional.empty(),
            properties,
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
                "month", new Range(Duration.ofDays(7), Duration.ofDays(30)), new Instants.Of(1))),
        List.of(new StartProperty("plan", Type.STRING)));
  }

  private static Question question(Plan plan) {
    return question(plan, EventLimits.DEFAULT);
  }

  private static Question question(Plan plan, EventLimits limits) {
    return new Question(
        plan, Instant.parse("2025-06-01T00:00:00Z"), Optional.empty(), Optional.empty(), limits);
  }

  private static void assertBothAgree(Plan plan, List<Event> events) {
    assertBothAgree(question(plan), events);
  }

  private static void assertBothAgree(Question question, List<Event> events) {
    ClickHouseFacts store = new ClickHouseFacts(STORE.store());
    Relations relations = new Relations(question);
    relations
        .of(Evaluation.of(question, events))
        .forEach(
            (relation, expected) ->
                assertThat(relations.of(store, relation)).as("%s", relation).isEqualTo(expected));
  }

  private static Source.Properties properties(PropertyLayout layout, SortedSet<String> names) {
    return layout == PropertyLayout.COLUMNS
        ? new Source.Properties.InColumns(columnOf(names))
        : new Source.Properties.InOneColumn("properties");
  }

  private static Map<String, String> columnOf(SortedSet<String> names) {
    return names.stream().collect(Collectors.toMap(name -> name, name -> "p_" + name));
  }

  private static Event event(int day, String name, String user, Map<String, String> properties) {
    return new Event(ORIGIN + day * DAY, name, null, user, null, properties);
  }
}
