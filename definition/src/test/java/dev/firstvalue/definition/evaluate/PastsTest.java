package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.SECONDS;
import static dev.firstvalue.definition.evaluate.Plans.atLeast;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.exposure;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static dev.firstvalue.definition.evaluate.Rows.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.PastPlan;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was done before an exposure 10 days after the beginning. */
final class PastsTest {
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final PastPlan LESSONS =
      new PastPlan("lessons", Optional.of(stream("lesson")), TWO_DAYS);
  private static final PastPlan LONG_ONES =
      new PastPlan("long", Optional.of(stream("lesson", atLeast(SECONDS, 30))), TWO_DAYS);
  private static final PastPlan ANYTHING =
      new PastPlan("anything", Optional.empty(), Duration.ofDays(5));

  private static List<Long> past(PastPlan count, Event... events) {
    Plan definition = plan(leaf("lesson"));
    ExposurePlan experiment =
        new ExposurePlan(
            "checklist",
            definition,
            new ExposurePlan.Log.Table(source().exposures().orElseThrow()),
            Micros.instant(micros(0)),
            Optional.empty(),
            definition.window(),
            new ExposureReadings(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(count)));
    List<ExposureFacts> facts = new ArrayList<>();
    new ReferenceFacts(List.of(events), List.of(exposure(10 * DAY, "b", "u1")))
        .facts(new ExposureQuestion(experiment, Micros.instant(micros(100 * DAY))), facts::add);
    return facts.getFirst().past();
  }

  @Test
  void theLookbackIsHalfOpenAndEndsAtTheExposure() {
    assertThat(
            past(
                LESSONS,
                event(8 * DAY - 1, "lesson", "u1"),
                event(8 * DAY, "lesson", "u1"),
                event(10 * DAY - 1, "lesson", "u1"),
                event(10 * DAY, "lesson", "u1")))
        .containsExactly(2L);
  }

  @Test
  void copiesOfAnEventCountOnceAndRowsWithoutAnIdEach() {
    assertThat(
            past(
                LESSONS,
                withId(event(9 * DAY, "lesson", "u1"), "a"),
                withId(event(9 * DAY + 1, "lesson", "u1"), "a"),
                withId(event(7 * DAY, "lesson", "u1"), "b"),
                withId(event(9 * DAY, "lesson", "u1"), "b"),
                event(9 * DAY, "lesson", "u1"),
                withId(event(9 * DAY, "lesson", "u1"), "")))
        .containsExactly(4L);
  }

  @Test
  void onlyItsOwnEventsCountAndThoseThatMatch() {
    assertThat(
            past(
                LONG_ONES,
                event(9 * DAY, "lesson", "u1", "seconds", "40"),
                event(9 * DAY, "lesson", "u1", "seconds", "20"),
                event(9 * DAY, "lesson", "u1"),
                event(9 * DAY, "lesson", "u2", "seconds", "40"),
                event(9 * DAY, "opened", "u1", "seconds", "40")))
        .containsExactly(1L);
  }

  @Test
  void withoutNamesEventsOfAnyNameCount() {
    assertThat(
            past(
                ANYTHING,
                event(5 * DAY, "lesson", "u1"),
                event(9 * DAY, "never heard of", "u1"),
                event(9 * DAY, "opened", "u2")))
        .containsExactly(2L);
    assertThat(past(ANYTHING)).as("nothing done is a number").containsExactly(0L);
  }

  @Test
  void aLookbackIsLongerThanZero() {
    assertThatThrownBy(() -> new PastPlan("never", Optional.empty(), Duration.ZERO))
        .hasMessageContaining("lookback");
  }
}
