package dev.firstvalue.definition.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinderTest {
  private static final Column USER = new Column(EventColumn.USER);

  @Test
  void aModelIsBoundToItsTables() {
    Source source = Binder.source(Samples.modelDocument(Samples.MODEL)).orThrow();

    assertThat(source.table()).isEqualTo("analytics.events");
    assertThat(source.eventId()).contains("event_id");
    assertThat(source.receivedAt()).contains("received_at");
    assertThat(source.properties()).isEqualTo(new Source.Properties.InOneColumn("properties"));
    assertThat(source.entityColumns())
        .isEqualTo(Map.of(EntityKind.USER, "user_id", EntityKind.ACCOUNT, "account_id"));
    assertThat(source.completeFrom()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(source.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(source.exclude())
        .contains(
            new Comparison(
                ComparisonOperator.EQUAL,
                new Property("is_test", Type.BOOL),
                new Expression.BoolLiteral(true)));
    assertThat(source.excludeEntities()).isPresent();
    assertThat(source.exposures())
        .contains(new Source.ExposureLog("analytics.exposures", "experiment", "variant", "ts"));
    // Two events disagree about `seconds`: it breaks ties as text.
    assertThat(source.startProperties())
        .containsEntry("seconds", Type.STRING)
        .containsEntry("score", Type.DOUBLE);
  }

  @Test
  void aDefinitionIsBoundToAPlan() {
    Plan plan = plan(Samples.DEFINITION);

    assertThat(plan.entity()).isEqualTo(EntityKind.USER);
    assertThat(plan.window()).isEqualTo(Duration.ofDays(7));
    assertThat(plan.anchor())
        .isEqualTo(
            new Anchor(
                new Stream(
                    List.of("signed_up"),
                    List.of(USER),
                    Optional.of(
                        new Comparison(
                            ComparisonOperator.NOT_EQUAL,
                            new Property("source", Type.STRING),
                            new StringLiteral("import")))),
                Optional.of(Duration.ofDays(30))));
    assertThat(plan.qualifies())
        .isEqualTo(new Instants.Unless(new Instants.Of(0), new Instants.Of(1)));
    assertThat(plan.leaves().getFirst())
        .isEqualTo(
            new Leaf.Nth(
                new Stream(
                    List.of("lesson_completed"),
                    List.of(USER),
                    Optional.of(
                        new Comparison(
                            ComparisonOperator.GREATER_OR_EQUAL,
                            new Property("seconds", Type.INT),
                            new IntLiteral(30)))),
                Range.within(Duration.ofDays(7)),
                3,
                Optional.of(new Property("lesson_id", Type.STRING)),
                List.of()));
    assertThat(plan.variants()).hasSize(1);
    assertThat(plan.variants().getFirst().when())
        .isEqualTo(
            new Comparison(
                ComparisonOperator.EQUAL,
                new StartProperty("role", Type.STRING),
                new StringLiteral("teacher")));
    assertThat(plan.milestones()).extracting(Plan.Step::name).containsExactly("started");
    assertThat(plan.outcomes())
        .extracting(Plan.Outcome::range)
        .containsExactly(
            new Range(Duration.ofDays(7), Duration.ofDays(30)),
            new Range(Duration.ofDays(7), Duration.ofDays(90)));
    assertThat(plan.attributes())
        .containsExactly(
            new StartProperty("plan", Type.STRING), new StartProperty("source", Type.STRING));
  }

  @Test
  void equalLeavesAreOneLeaf() {
    Plan plan =
        plan(
            qualifies(
                """
                {'any': [{'event': ['lesson_started', 'class_created']},
                         {'event': ['class_created', 'lesson_started', 'lesson_started'],
                          'by': ['user']},
                         {'event': ['lesson_started']}], 'atLeast': 2}
                """));

    assertThat(plan.qualifies())
        .isEqualTo(
            new Instants.NthOf(
                2, List.of(new Instants.Of(0), new Instants.Of(0), new Instants.Of(1))));
    // The milestone is the third part; outcomes look elsewhere and are leaves of their own.
    assertThat(plan.milestones().getFirst().instants()).isEqualTo(new Instants.Of(1));
  }

  @Test
  void partsOfAllAreIndependent() {
    Plan plan =
        plan(
            qualifies(
                """
                {'all': [{'event': ['lesson_started']}, {'event': ['class_created']}],
                 'unless': {'any': [{'event': ['account_deleted']}]}}
                """));

    assertThat(plan.qualifies())
        .isEqualTo(
            new Instants.Unless(
                new Instants.Latest(List.of(new Instants.Of(0), new Instants.Of(1))),
                new Instants.NthOf(1, List.of(new Instants.Of(2)))));
  }

  @Test
  void anOwnerIsAColumnOrAPropertyReadAsText() {
    Plan plan =
        plan(qualifies("{'event': ['message_sent'], 'by': ['properties.to', 'user_id', 'user']}"));

    assertThat(plan.leaves().getFirst().streams().getFirst().whose())
        .containsExactly(new Property("to", Type.STRING), USER);
  }

  @Test
  void whatIsCountedOnceIsAPropertyADayOrAnotherEntity() {
    assertThat(distinct("day")).isEqualTo(new Column(EventColumn.DAY));
    assertThat(distinct("account")).isEqualTo(new Column(EventColumn.ACCOUNT));
    assertThat(distinct("properties.to")).isEqualTo(new Property("to", Type.INT));
    assertThat(
            ((Leaf.Nth)
                    plan(Samples.DEFINITION
                            .replace("'entity': 'user'", "'entity': 'account'")
                            .replace("'properties.lesson_id'", "'user'"))
                        .leaves()
                        .getFirst())
                .distinct())
        .contains(USER);
  }

  @Test
  void bindingIsRepeatable() {
    assertThat(plan(Samples.DEFINITION)).isEqualTo(plan(Samples.DEFINITION));
  }

  private static Expression distinct(String key) {
    Plan plan = plan(qualifies("{'event': ['message_sent'], 'distinct': '" + key + "'}"));
    return ((Leaf.Nth) plan.leaves().getFirst()).distinct().orElseThrow();
  }

  static String qualifies(String condition) {
    String from = "'qualifies': {'event': ['lesson_completed']";
    int start = Samples.DEFINITION.indexOf(from);
    int end = Samples.DEFINITION.indexOf("'milestones'");
    return Samples.DEFINITION.substring(0, start)
        + "'qualifies': "
        + condition
        + ", "
        + Samples.DEFINITION.substring(end);
  }

  private static Plan plan(String definition) {
    return Binder.plan(Samples.model(Samples.MODEL), Samples.definition(definition)).orThrow();
  }
}
