package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.LESSON;
import static dev.firstvalue.definition.evaluate.Plans.SECONDS;
import static dev.firstvalue.definition.evaluate.Plans.atLeast;
import static dev.firstvalue.definition.evaluate.Plans.distinct;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.nth;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.HOUR;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.exposure;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static dev.firstvalue.definition.evaluate.Rows.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.OpenEnd;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final Plan PLAN =
      with(
          plan(leaf("lesson"), leaf("placed")),
          List.of(),
          List.of(new Plan.Step("placed", new Instants.Of(1))),
          List.of());
  private static final List<Event> EVENTS =
      List.of(
          event(0, "signed_up", "u1", "role", "teacher"),
          event(26 * HOUR, "lesson", "u1"),
          event(0, "signed_up", "u2"),
          event(1, "placed", "u2"),
          event(2 * DAY, "signed_up", "u3", "role", "teacher"));

  private static Question question(Plan plan, long watermark) {
    return new Question(
        plan, Micros.instant(micros(watermark)), Optional.empty(), Optional.empty());
  }

  private static List<Counts.Row> counts(long watermark, FactKey... keys) {
    return new ReferenceFacts(EVENTS, List.of())
        .fold(question(PLAN, watermark), List.of(Fold.by(keys)))
        .getFirst()
        .rows();
  }

  private static Counts.Row row(long count, @Nullable Object... values) {
    return new Counts.Row(Arrays.asList(values), count);
  }

  @Test
  void noKeysCountEverybodyAndNobodyIsNoRow() {
    assertThat(counts(9 * DAY)).containsExactly(row(3));
    assertThat(counts(0)).isEmpty();
  }

  @Test
  void everyFoldHasItsOwnCounts() {
    assertThat(
            new ReferenceFacts(EVENTS, List.of())
                .fold(
                    question(PLAN, 9 * DAY),
                    List.of(Fold.by(), Fold.by(new FactKey.NewnessVerified()))))
        .extracting(Counts::rows)
        .containsExactly(List.of(row(3)), List.of(row(3, true)));
  }

  @Test
  void attributesMayBeUnknown() {
    assertThat(counts(9 * DAY, new FactKey.Attribute(0)))
        .containsExactlyInAnyOrder(row(2, "teacher"), row(1, (Object) null));
  }

  @Test
  void maturityIncludesTheWatermark() {
    FactKey week = new FactKey.Mature(Duration.ofDays(7));

    assertThat(counts(7 * DAY, week)).containsExactlyInAnyOrder(row(2, true), row(1, false));
    assertThat(counts(7 * DAY - 1, week)).containsExactly(row(3, false));
  }

  @Test
  void reachingExcludesTheEnd() {
    assertThat(counts(9 * DAY, new FactKey.Reached(Duration.ofHours(26))))
        .containsExactly(row(3, false));
    assertThat(counts(9 * DAY, new FactKey.Reached(Duration.ofHours(27))))
        .containsExactlyInAnyOrder(row(1, true), row(2, false));
  }

  @Test
  void elapsedTimeEndsAtQualificationTheWindowOrTheWatermark() {
    FactKey days = new FactKey.Elapsed(Duration.ofDays(1));

    assertThat(counts(9 * DAY, days)).containsExactlyInAnyOrder(row(1, 1L), row(2, 7L));
    assertThat(counts(3 * DAY, days)).containsExactlyInAnyOrder(row(2, 1L), row(1, 3L));
  }

  @Test
  void weeksBeginOnMondayInUtc() {
    assertThat(counts(9 * DAY, new FactKey.Week(), new FactKey.Day()))
        .containsExactlyInAnyOrder(
            row(2, "2025-02-24", "2025-03-01"), row(1, "2025-03-03", "2025-03-03"));
  }

  @Test
  void theRestIsWhatTheFactsSay() {
    assertThat(
            counts(
                9 * DAY, new FactKey.Variant(), new FactKey.Milestone(0), new FactKey.Excluded()))
        .containsExactlyInAnyOrder(row(2, -1L, false, false), row(1, -1L, true, false));
  }

  @Test
  void activityIsOfAnyNameInsideTheWindowAndOfCopiesTheEarliest() {
    List<Event> events =
        List.of(
            event(-1, "other", "u1"),
            withId(event(0, "signed_up", "u1"), "a"),
            event(DAY, "other", "u1"),
            event(DAY, "other", "u1"),
            withId(event(2 * DAY, "other", "u1"), "b"),
            withId(event(DAY - 1, "other", "u1"), "b"),
            event(7 * DAY, "other", "u1"));

    assertThat(
            new ReferenceFacts(events, List.of())
                .fold(
                    question(PLAN, 9 * DAY),
                    List.of(Fold.by(new FactKey.Volume(), new FactKey.Days())))
                .getFirst()
                .rows())
        .containsExactly(row(1, 4L, "0:2 1:2"));
  }

  @Test
  void otherActivityIsNeitherTheStartNorTheValueEvent() {
    FactKey window = new FactKey.OtherActivity(Duration.ZERO, Duration.ofDays(7));
    FactKey later = new FactKey.OtherActivity(Duration.ofDays(1), Duration.ofDays(7));

    // u1 has the lesson of its value, u2 something a second in, u3 nothing
    assertThat(counts(9 * DAY, window)).containsExactlyInAnyOrder(row(1, true), row(2, false));
    assertThat(counts(9 * DAY, later)).containsExactly(row(3, false));
  }

  @Test
  void withoutItsEndTheWindowLastsAsLongAsTheLog() {
    Plan open = OpenEnd.of(PLAN);
    FactKey ever = new FactKey.Reached(OpenEnd.NEVER);
    List<Event> events = List.of(event(0, "signed_up", "u1"), event(8 * DAY, "lesson", "u1"));
    FactSource facts = new ReferenceFacts(events, List.of());

    assertThat(facts.fold(question(PLAN, 9 * DAY), List.of(Fold.by(ever))).getFirst().rows())
        .containsExactly(row(1, false));
    assertThat(facts.fold(question(open, 9 * DAY), List.of(Fold.by(ever))).getFirst().rows())
        .containsExactly(row(1, true));
    assertThat(facts.fold(question(open, 8 * DAY), List.of(Fold.by(ever))).getFirst().rows())
        .containsExactly(row(1, false));
  }

  @Test
  void keysOfExperimentsAreNotThoseOfDefinitions() {
    assertThatThrownBy(() -> counts(9 * DAY, new FactKey.Arm()))
        .hasMessage("key: Arm[] (expected: a key of definitions)");
    assertThatThrownBy(() -> experiment(new FactKey.Variant()))
        .hasMessage("key: Variant[] (expected: a key of experiments)");
  }

  @Test
  void experimentsCountByArmAndPeriod() {
    assertThat(
            experiment(
                new FactKey.Arm(),
                new FactKey.SeveralArms(),
                new FactKey.InPeriod(),
                new FactKey.Mature(Duration.ofDays(7)),
                new FactKey.Reached(Duration.ofDays(7)),
                new FactKey.QualifiedBefore(),
                new FactKey.Elapsed(Duration.ofDays(1)),
                new FactKey.Day()))
        .containsExactlyInAnyOrder(
            row(1, "a", true, true, true, true, false, 1L, "2025-03-01"),
            row(1, "a", false, false, true, false, false, 7L, "2025-02-28"),
            row(1, "b", false, false, false, false, false, 1L, "2025-03-09"));
  }

  private static List<Counts.Row> experiment(FactKey... keys) {
    List<Exposure> exposures =
        List.of(
            exposure(0, "a", "u1"),
            exposure(1, "b", "u1"),
            exposure(-1, "a", "u2"),
            exposure(8 * DAY, "b", "u3"));
    ExposurePlan plan =
        new ExposurePlan(
            "checklist",
            PLAN,
            new ExposurePlan.Log.Table(PLAN.source().exposures().orElseThrow()),
            Micros.instant(micros(0)),
            Optional.of(Micros.instant(micros(8 * DAY))),
            Duration.ofDays(7));
    return new ReferenceFacts(EVENTS, exposures)
        .fold(new ExposureQuestion(plan, Micros.instant(micros(9 * DAY))), List.of(Fold.by(keys)))
        .getFirst()
        .rows();
  }

  private static final String TODAY =
      LocalDate.ofInstant(Micros.instant(micros(0)), ZoneOffset.UTC).toString();

  @Test
  void qualityIsThatOfTheRowsAQuestionReads() {
    Plan plan = plan(distinct(1, "lesson", LESSON), nth(1, stream("lesson", atLeast(SECONDS, 30))));
    List<Event> events =
        List.of(
            withId(event(0, "signed_up", "u1"), "a"),
            withId(event(1, "lesson", "u1", "lesson_id", "", "seconds", "n/a"), "b"),
            withId(event(2, "lesson", "0", "lesson_id", "x", "seconds", "30"), "b"),
            event(3, "lesson", "u1"),
            event(3, "other", "u1"),
            event(9, "lesson", "u1"));

    assertThat(new ReferenceFacts(events, List.of()).quality(question(plan, 9)))
        .isEqualTo(
            new RowQuality(
                4,
                1,
                OptionalLong.of(1),
                Optional.empty(),
                Optional.of(Micros.instant(micros(0))),
                Optional.of(Micros.instant(micros(3))),
                List.of(
                    new RowQuality.PropertyFill("lesson", "lesson_id", 3, 2, 0),
                    new RowQuality.PropertyFill("lesson", "seconds", 3, 2, 1)),
                List.of(
                    new RowQuality.DayOfRows("lesson", TODAY, 3),
                    new RowQuality.DayOfRows("signed_up", TODAY, 1)),
                0,
                Optional.empty(),
                new RowQuality.Starts(1, 0)));
  }

  @Test
  void whoDidSomethingBeforeTheStartIsCounted() {
    Plan plan = plan(nth(1, stream("lesson")));
    List<Event> events =
        List.of(
            event(1, "lesson", "early"),
            event(2, "signed_up", "early"),
            event(1, "other", "late"),
            event(2, "signed_up", "late"),
            event(2, "lesson", "late"),
            event(1, "lesson", "never"));
    ReferenceFacts facts = new ReferenceFacts(events, List.of());

    assertThat(facts.quality(question(plan, 9)).starts()).isEqualTo(new RowQuality.Starts(2, 1));
    assertThat(facts.rowsFrom(question(plan, 1), Micros.instant(micros(2)))).isEqualTo(3);
  }
}
