package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Answers.SIGNED_UP;
import static dev.firstvalue.definition.evaluate.Answers.facts;
import static dev.firstvalue.definition.evaluate.Answers.qualifiedAt;
import static dev.firstvalue.definition.evaluate.Answers.question;
import static dev.firstvalue.definition.evaluate.Plans.LESSON;
import static dev.firstvalue.definition.evaluate.Plans.ROLE;
import static dev.firstvalue.definition.evaluate.Plans.SECONDS;
import static dev.firstvalue.definition.evaluate.Plans.USER;
import static dev.firstvalue.definition.evaluate.Plans.atLeast;
import static dev.firstvalue.definition.evaluate.Plans.distinct;
import static dev.firstvalue.definition.evaluate.Plans.equal;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.nth;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.HOUR;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static dev.firstvalue.definition.evaluate.Rows.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When one leaf holds, in its window. */
class LeafFactsTest {
  @Nested
  class TheWindow {
    @Test
    void holdsTheStartAndNotTheEnd() {
      Plan plan = plan(leaf("lesson"));

      assertThat(qualifiedAt(plan, SIGNED_UP, event(0, "lesson", "u1"))).isEqualTo(micros(0));
      assertThat(qualifiedAt(plan, SIGNED_UP, event(7 * DAY - 1, "lesson", "u1"))).isNotNull();
      assertThat(qualifiedAt(plan, SIGNED_UP, event(7 * DAY, "lesson", "u1"))).isNull();
      assertThat(qualifiedAt(plan, event(-1, "lesson", "u1"), SIGNED_UP)).isNull();
    }

    @Test
    void mayHoldTheStartEventItself() {
      assertThat(qualifiedAt(plan(leaf("signed_up")), SIGNED_UP)).isEqualTo(micros(0));
    }

    @Test
    void endsAtTheWatermark() {
      Plan plan = plan(leaf("lesson"));
      Event lesson = event(HOUR, "lesson", "u1");

      assertThat(facts(question(plan, HOUR), SIGNED_UP, lesson).getFirst().qualifiedAt()).isNull();
      assertThat(facts(question(plan, HOUR + 1), SIGNED_UP, lesson).getFirst().qualifiedAt())
          .isEqualTo(micros(HOUR));
      assertThat(facts(question(plan, 0), SIGNED_UP)).isEmpty();
    }
  }

  @Nested
  class ALeaf {
    @Test
    void holdsAtItsNthEvent() {
      assertThat(
              qualifiedAt(
                  plan(nth(2, "lesson")),
                  SIGNED_UP,
                  event(3, "lesson", "u1"),
                  event(1, "lesson", "u1"),
                  event(2, "lesson", "u2")))
          .isEqualTo(micros(3));
    }

    @Test
    void countsSimultaneousEventsEach() {
      assertThat(
              qualifiedAt(
                  plan(nth(2, "lesson")),
                  SIGNED_UP,
                  event(1, "lesson", "u1"),
                  event(1, "lesson", "u1")))
          .isEqualTo(micros(1));
    }

    @Test
    void countsARepeatedIdOnceAtItsEarliestMatchingCopy() {
      Plan plan = plan(nth(2, stream("lesson", atLeast(SECONDS, 30))));

      assertThat(
              qualifiedAt(
                  plan,
                  SIGNED_UP,
                  withId(event(1, "lesson", "u1", "seconds", "3"), "a"),
                  withId(event(4, "lesson", "u1", "seconds", "40"), "a"),
                  withId(event(5, "lesson", "u1", "seconds", "40"), "a"),
                  withId(event(2, "lesson", "u1", "seconds", "40"), "b")))
          .isEqualTo(micros(4));
    }

    @Test
    void countsEventsWithoutIdEach() {
      Plan plan = plan(nth(2, "lesson"));
      Event lesson = event(1, "lesson", "u1");

      assertThat(qualifiedAt(plan, SIGNED_UP, withId(lesson, ""), withId(lesson, ""))).isNotNull();
      assertThat(qualifiedAt(plan, SIGNED_UP, withId(lesson, "0"), withId(lesson, "0"))).isNull();
    }

    @Test
    void countsEachDistinctKnownValueAtItsEarliest() {
      assertThat(
              qualifiedAt(
                  plan(distinct(2, "lesson", LESSON)),
                  SIGNED_UP,
                  event(1, "lesson", "u1", "lesson_id", "a"),
                  event(2, "lesson", "u1"),
                  event(3, "lesson", "u1", "lesson_id", "a"),
                  event(4, "lesson", "u1", "lesson_id", "")))
          .isEqualTo(micros(4));
    }

    @Test
    void readsValuesBeforeItCountsThem() {
      Plan plan = plan(distinct(2, "lesson", SECONDS));

      assertThat(
              qualifiedAt(
                  plan,
                  SIGNED_UP,
                  event(1, "lesson", "u1", "seconds", "7"),
                  event(2, "lesson", "u1", "seconds", "+07"),
                  event(3, "lesson", "u1", "seconds", "7.0")))
          .isNull();
    }

    @Test
    void countsDaysOfTheModelsZone() {
      // Clocks in Berlin went forward on 2025-03-30: that day has 23 hours.
      Source berlin =
          source(ZoneId.of("Europe/Berlin"), Optional.empty(), Optional.empty(), Optional.empty());
      Plan plan = with(plan(distinct(2, "lesson", new Column(EventColumn.DAY))), berlin);
      long midnight = 28 * DAY + 23 * HOUR;

      assertThat(
              qualifiedAt(
                  plan,
                  event(midnight, "signed_up", "u1"),
                  event(midnight, "lesson", "u1"),
                  event(midnight + 23 * HOUR - 1, "lesson", "u1")))
          .isNull();
      assertThat(
              qualifiedAt(
                  plan,
                  event(midnight, "signed_up", "u1"),
                  event(midnight, "lesson", "u1"),
                  event(midnight + 23 * HOUR, "lesson", "u1")))
          .isNotNull();
    }

    @Test
    void belongsToWhomeverItsOwnersName() {
      Property to = new Property("to", Type.STRING);
      Plan plan = plan(nth(2, new Stream(List.of("message"), List.of(USER, to), Optional.empty())));

      assertThat(
              qualifiedAt(
                  plan,
                  SIGNED_UP,
                  event(1, "message", "u1", "to", "u1"),
                  event(2, "message", "u2", "to", "u3"),
                  event(3, "message", "u2", "to", "u1")))
          .isEqualTo(micros(3));
    }

    @Test
    void mayReadTheStart() {
      Plan plan = plan(nth(1, stream("lesson", equal(ROLE, "teacher"))));

      assertThat(
              qualifiedAt(
                  plan, event(0, "signed_up", "u1", "role", "teacher"), event(1, "lesson", "u1")))
          .isNotNull();
      assertThat(qualifiedAt(plan, SIGNED_UP, event(1, "lesson", "u1"))).isNull();
    }
  }
}
