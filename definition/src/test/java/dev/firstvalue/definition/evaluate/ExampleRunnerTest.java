package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.LESSON;
import static dev.firstvalue.definition.evaluate.Plans.distinct;
import static dev.firstvalue.definition.evaluate.Plans.equal;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Value;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.v1.Example;
import dev.firstvalue.definition.v1.ExampleEvent;
import dev.firstvalue.definition.v1.Expectation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExampleRunnerTest {
  private static final Plan PLAN =
      with(
          with(
              with(
                  plan(distinct(2, "lesson", LESSON), leaf("placed"), leaf("started")),
                  List.of(),
                  List.of(
                      new Plan.Step("placed", new Instants.Of(1)),
                      new Plan.Step("started", new Instants.Of(2))),
                  List.of()),
              EntityKind.USER,
              new Anchor(stream("signed_up"), Optional.of(Duration.ofDays(30)))),
          source(
              ZoneOffset.UTC,
              Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
              Optional.empty(),
              Optional.of(equal(new StartProperty("email", Type.STRING), "staff"))));

  private static final Example.Builder STUCK =
      Example.newBuilder()
          .setName("one lesson")
          .addEvents(event("+0s", "signed_up"))
          .addEvents(event("+1h", "started"))
          .addEvents(lesson("+1d", "a"))
          .addEvents(lesson("+2d", "a"));
  private static final Example.Builder QUALIFIED = STUCK.clone().addEvents(lesson("+2d3h", "b"));

  private static ExampleEvent.Builder event(String at, String name) {
    return ExampleEvent.newBuilder().setAt(at).setEvent(name).setUser("u1");
  }

  private static ExampleEvent.Builder lesson(String at, String id) {
    return event(at, "lesson").putProperties("lesson_id", text(id));
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Optional<String> difference(Example.Builder example, Expectation.Builder expect) {
    return ExampleRunner.run(PLAN, List.of(example.clone().setExpect(expect).build()))
        .getFirst()
        .difference();
  }

  private static Expectation.Builder qualifiesAt(String at) {
    return Expectation.newBuilder().setQualifiesAt(at);
  }

  private static Expectation.Builder missing(String... names) {
    return Expectation.newBuilder().addAllMissing(List.of(names));
  }

  @Test
  void anExampleThatHoldsPasses() {
    assertThat(difference(QUALIFIED, qualifiesAt("+2d3h"))).isEmpty();
    assertThat(difference(QUALIFIED, qualifiesAt("+51h"))).isEmpty();
    assertThat(difference(STUCK, missing("qualifies", "placed").setStuckAt("started"))).isEmpty();
  }

  @Test
  void oneThatNeverQualifiesSaysWhereItIsStuck() {
    assertThat(difference(STUCK, qualifiesAt("+2d3h")))
        .contains("expected qualifies at +2d3h, but it never qualified: stuck at started");
    assertThat(
            difference(
                Example.newBuilder().addEvents(event("+0s", "signed_up")), qualifiesAt("+1d")))
        .contains("expected qualifies at +1d, but it never qualified: it reached no milestone");
  }

  @Test
  void oneThatQualifiesAtAnotherTimeSaysWhen() {
    assertThat(difference(QUALIFIED, qualifiesAt("+1d")))
        .contains("expected qualifies at +1d, but it qualified at +2d3h");
    assertThat(difference(QUALIFIED, missing("qualifies", "started")))
        .contains(
            "expected qualifies to be missing, but it held at +2d3h; "
                + "expected started to be missing, but it held at +1h");
  }

  @Test
  void oneThatStandsElsewhereSaysWhere() {
    assertThat(difference(STUCK, missing("qualifies").setStuckAt("placed")))
        .contains("expected it stuck at placed, but it stood at started");
  }

  @Test
  void whoDoesNotCountHoldsNothing() {
    Example.Builder staff =
        Example.newBuilder()
            .addEvents(event("+0s", "signed_up").putProperties("email", text("staff")))
            .addEvents(lesson("+1d", "a"))
            .addEvents(lesson("+1d", "b"));
    Example.Builder old =
        Example.newBuilder()
            .addEvents(event("+0s", "opened"))
            .addEvents(event("+1d", "signed_up"))
            .addEvents(lesson("+2d", "a"))
            .addEvents(lesson("+2d", "b"));

    assertThat(difference(staff, missing("qualifies"))).isEmpty();
    assertThat(difference(staff, qualifiesAt("+1d")))
        .contains("expected qualifies at +1d, but the event model excludes the entity");
    assertThat(difference(old, missing("qualifies"))).isEmpty();
    assertThat(difference(old, qualifiesAt("+2d")))
        .contains(
            "expected qualifies at +2d, but the entity was active before its start, within"
                + " newness");
    assertThat(difference(Example.newBuilder(), qualifiesAt("+2d")))
        .contains("expected qualifies at +2d, but nobody started");
  }

  @Test
  void namesThatAreNothingAreSaid() {
    assertThat(difference(STUCK, missing("qualified")))
        .contains(
            "expected qualified to be missing, but nothing has that name: "
                + "there is qualifies, placed, started");
    assertThat(difference(STUCK, missing("qualifies").setStuckAt("begun")))
        .contains(
            "expected it stuck at begun, but no milestone has that name: there is placed, started");
  }

  @Test
  void propertiesReadAsTheStoreWouldHoldThem() {
    ExampleEvent.Builder event =
        event("+0s", "lesson")
            .putProperties("whole", Value.newBuilder().setNumberValue(40).build())
            .putProperties("large", Value.newBuilder().setNumberValue(1e15).build())
            .putProperties("part", Value.newBuilder().setNumberValue(0.1).build())
            .putProperties("truth", Value.newBuilder().setBoolValue(true).build())
            .putProperties("none", Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build());

    assertThat(
            ExampleLog.of(PLAN, Example.newBuilder().addEvents(event).build())
                .events()
                .getFirst()
                .properties())
        .containsOnlyKeys("whole", "large", "part", "truth")
        .containsEntry("whole", "40")
        .containsEntry("large", "1000000000000000")
        .containsEntry("part", "0.1")
        .containsEntry("truth", "true");
  }

  @Test
  void whatNoTableHoldsIsRefused() {
    Value list = Value.newBuilder().setListValue(ListValue.getDefaultInstance()).build();

    assertThat(
            difference(
                Example.newBuilder().addEvents(event("+0s", "lesson").putProperties("x", list)),
                missing("qualifies")))
        .contains("properties.x: a list or an object (expected: a text, number, true or false)");
    assertThat(
            difference(Example.newBuilder().addEvents(event("+", "lesson")), missing("qualifies")))
        .hasValueSatisfying(text -> assertThat(text).startsWith("duration: "));
  }
}
