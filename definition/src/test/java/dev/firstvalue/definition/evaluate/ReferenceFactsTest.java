package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Answers.SIGNED_UP;
import static dev.firstvalue.definition.evaluate.Answers.facts;
import static dev.firstvalue.definition.evaluate.Answers.qualifiedAt;
import static dev.firstvalue.definition.evaluate.Plans.ROLE;
import static dev.firstvalue.definition.evaluate.Plans.SECONDS;
import static dev.firstvalue.definition.evaluate.Plans.atLeast;
import static dev.firstvalue.definition.evaluate.Plans.equal;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.nth;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When conditions of several leaves hold, for whom, and what else is said of an entity. */
class ReferenceFactsTest {
  @Nested
  class Algebra {
    private final Event a = event(1, "a", "u1");
    private final Event b = event(2, "b", "u1");
    private final Event c = event(3, "c", "u1");

    private Plan of(Instants instants) {
      return plan(instants, leaf("a"), leaf("b"), leaf("c"));
    }

    private final Instants all =
        new Instants.Latest(List.of(new Instants.Of(0), new Instants.Of(1)));

    @Test
    void allHoldsAtTheLatestPart() {
      assertThat(qualifiedAt(of(all), SIGNED_UP, a, b)).isEqualTo(micros(2));
      assertThat(qualifiedAt(of(all), SIGNED_UP, a, c)).isNull();
    }

    @Test
    void anyHoldsAtItsKthPart() {
      Instants two =
          new Instants.NthOf(
              2, List.of(new Instants.Of(0), new Instants.Of(1), new Instants.Of(2)));

      assertThat(qualifiedAt(of(two), SIGNED_UP, a, c)).isEqualTo(micros(3));
      assertThat(qualifiedAt(of(two), SIGNED_UP, c)).isNull();
    }

    @Test
    void aVetoCountsUpToAndIncludingTheInstant() {
      Instants unless = new Instants.Unless(new Instants.Of(0), new Instants.Of(1));

      assertThat(qualifiedAt(of(unless), SIGNED_UP, a, b)).isEqualTo(micros(1));
      assertThat(qualifiedAt(of(unless), SIGNED_UP, a, event(1, "b", "u1"))).isNull();
      assertThat(qualifiedAt(of(unless), SIGNED_UP, a, event(0, "b", "u1"))).isNull();
      assertThat(qualifiedAt(of(unless), SIGNED_UP, a, event(-1, "b", "u1"))).isEqualTo(micros(1));
    }

    @Test
    void oneEventMayServeSeveralParts() {
      Plan plan = plan(all, leaf("a"), nth(1, stream("a", atLeast(SECONDS, 1))));

      assertThat(qualifiedAt(plan, SIGNED_UP, event(1, "a", "u1", "seconds", "5")))
          .isEqualTo(micros(1));
    }
  }

  @Nested
  class Variants {
    private final Plan plan =
        with(
            plan(leaf("lesson"), leaf("class"), leaf("report")),
            List.of(
                new Plan.Case("teachers", equal(ROLE, "teacher"), new Instants.Of(1)),
                new Plan.Case("staff", new Has(ROLE), new Instants.Of(2))),
            List.of(),
            List.of());

    private List<Integer> variants(String... role) {
      return facts(plan, event(0, "signed_up", "u1", role)).stream()
          .map(EntityFacts::variant)
          .toList();
    }

    @Test
    void areDecidedByTheFirstThatIsTrue() {
      assertThat(variants("role", "teacher")).containsExactly(0);
      assertThat(variants("role", "admin")).containsExactly(1);
      assertThat(variants()).containsExactly(-1);
    }

    @Test
    void replaceTheValueEvent() {
      assertThat(
              qualifiedAt(
                  plan,
                  event(0, "signed_up", "u1", "role", "teacher"),
                  event(1, "lesson", "u1"),
                  event(2, "class", "u1")))
          .isEqualTo(micros(2));
    }
  }

  @Nested
  class Exclusions {
    @Test
    void takeEventsOutEverywhere() {
      Source source =
          source(
              ZoneOffset.UTC,
              Optional.empty(),
              Optional.of(equal(new Property("kind", Type.STRING), "test")),
              Optional.empty());
      Plan plan = with(plan(leaf("lesson")), source);

      assertThat(
              qualifiedAt(
                  plan,
                  SIGNED_UP,
                  event(1, "lesson", "u1", "kind", "test"),
                  event(2, "lesson", "u1")))
          .isEqualTo(micros(2));
      assertThat(facts(plan, event(0, "signed_up", "u1", "kind", "test"))).isEmpty();
    }

    @Test
    void markEntitiesByTheirStart() {
      Source source =
          source(
              ZoneOffset.UTC,
              Optional.empty(),
              Optional.empty(),
              Optional.of(equal(new StartProperty("email", Type.STRING), "staff")));

      assertThat(
              facts(
                  with(plan(leaf("lesson")), source),
                  event(0, "signed_up", "u1", "email", "staff"),
                  event(0, "signed_up", "u2", "email", "other"),
                  event(0, "signed_up", "u3")))
          .extracting(EntityFacts::excluded)
          .containsExactly(true, false, false);
    }
  }

  @Test
  void milestonesAndOutcomesHaveInstantsOfTheirOwn() {
    Leaf month =
        new Leaf.Nth(
            stream("lesson"),
            new Range(Duration.ofDays(7), Duration.ofDays(30)),
            1,
            Optional.empty(),
            List.of());
    Plan plan =
        with(
            plan(leaf("lesson"), leaf("placed"), month),
            List.of(),
            List.of(new Plan.Step("placed", new Instants.Of(1))),
            List.of(
                new Plan.Outcome(
                    "month",
                    new Range(Duration.ofDays(7), Duration.ofDays(30)),
                    new Instants.Of(2))));

    assertThat(
            facts(
                plan,
                SIGNED_UP,
                event(5, "placed", "u1"),
                event(7 * DAY, "lesson", "u1"),
                event(0, "signed_up", "u2"),
                event(1, "lesson", "u2"),
                event(30 * DAY, "lesson", "u2")))
        .extracting(EntityFacts::qualifiedAt, EntityFacts::milestones, EntityFacts::outcomes)
        .containsExactly(
            tuple(null, List.of(micros(5)), List.of(micros(7 * DAY))),
            tuple(micros(1), Collections.singletonList(null), Collections.singletonList(null)));
  }

  @Test
  void theExtentIsThatOfAllEvents() {
    ReferenceFacts facts =
        new ReferenceFacts(List.of(event(5, "a", "u1"), event(2, "b", "0")), List.of());

    assertThat(facts.extent(source()).oldest()).contains(Micros.instant(micros(2)));
    assertThat(facts.extent(source()).newest()).contains(Micros.instant(micros(5)));
    assertThat(new ReferenceFacts(List.of(), List.of()).extent(source()).newest())
        .isEqualTo(Optional.<Instant>empty());
  }
}
