package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.ROLE;
import static dev.firstvalue.definition.evaluate.Plans.equal;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.nth;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.exposure;
import static dev.firstvalue.definition.evaluate.Rows.inAccount;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private static final Plan LESSON = plan(leaf("lesson"));
  private static final Event SIGNED_UP = event(-10, "signed_up", "u1", "role", "teacher");
  private static final Exposure EXPOSED = exposure(0, "b", "u1");

  private static List<ExposureFacts> facts(
      Plan definition, List<Event> events, Exposure... exposures) {
    return facts(table(definition, definition.window()), events, exposures);
  }

  private static List<ExposureFacts> facts(
      ExposurePlan plan, List<Event> events, Exposure... exposures) {
    List<ExposureFacts> facts = new ArrayList<>();
    new ReferenceFacts(events, List.of(exposures))
        .facts(new ExposureQuestion(plan, Micros.instant(micros(100 * DAY))), facts::add);
    return facts;
  }

  private static ExposurePlan table(Plan definition, Duration window) {
    return new ExposurePlan(
        "checklist",
        definition,
        new ExposurePlan.Log.Table(source().exposures().orElseThrow()),
        Micros.instant(micros(0)),
        Optional.of(Micros.instant(micros(28 * DAY))),
        window);
  }

  @Test
  void theFirstExposureReplacesTimeZero() {
    ExposureFacts facts =
        facts(
                LESSON,
                List.of(SIGNED_UP, event(7 * DAY - 1, "lesson", "u1")),
                exposure(5, "a", "u1"),
                EXPOSED)
            .getFirst();

    assertThat(facts.exposedAt()).isEqualTo(micros(0));
    assertThat(facts.arm()).isEqualTo("b");
    assertThat(facts.startedAt()).isEqualTo(micros(-10));
    assertThat(facts.qualifiedAt()).isEqualTo(micros(7 * DAY - 1));
  }

  @Test
  void ofSeveralArmsAtOneInstantTheLeastCounts() {
    ExposureFacts facts =
        facts(LESSON, List.of(), exposure(0, "b", "u1"), exposure(0, "B", "u1")).getFirst();

    assertThat(facts.arm()).isEqualTo("B");
    assertThat(facts.arms()).isEqualTo(2);
  }

  @Test
  void armsAreCountedUntilTheExperimentEnds() {
    assertThat(facts(LESSON, List.of(), EXPOSED, exposure(28 * DAY, "a", "u1")).getFirst().arms())
        .isEqualTo(1);
    assertThat(
            facts(LESSON, List.of(), EXPOSED, exposure(28 * DAY - 1, "a", "u1")).getFirst().arms())
        .isEqualTo(2);
  }

  @Test
  void exposuresOfOthersAndOfNobodyAreNotRead() {
    assertThat(
            facts(
                LESSON,
                List.of(),
                new Exposure(micros(0), "another", "a", "u1", null),
                exposure(0, "a", ""),
                exposure(0, "a", "0"),
                exposure(0, "a", null),
                exposure(100 * DAY, "a", "u2")))
        .isEmpty();
  }

  @Test
  void anEntityWithoutAStartStaysIn() {
    Plan teachers = plan(nth(1, stream("lesson", equal(ROLE, "teacher"))));
    ExposureFacts any = facts(LESSON, List.of(event(1, "lesson", "u1")), EXPOSED).getFirst();

    assertThat(any.startedAt()).isNull();
    assertThat(any.excluded()).isFalse();
    assertThat(any.qualifiedBefore()).isFalse();
    assertThat(any.qualifiedAt()).isEqualTo(micros(1));
    assertThat(facts(teachers, List.of(event(1, "lesson", "u1")), EXPOSED).getFirst().qualifiedAt())
        .isNull();
    assertThat(
            facts(teachers, List.of(SIGNED_UP, event(1, "lesson", "u1")), EXPOSED)
                .getFirst()
                .qualifiedAt())
        .isEqualTo(micros(1));
  }

  @Test
  void qualifyingBeforeIsFromItsOwnStartAndBeforeExposure() {
    assertThat(
            facts(LESSON, List.of(SIGNED_UP, event(-1, "lesson", "u1")), EXPOSED)
                .getFirst()
                .qualifiedBefore())
        .isTrue();
    assertThat(
            facts(LESSON, List.of(SIGNED_UP, event(0, "lesson", "u1")), EXPOSED)
                .getFirst()
                .qualifiedBefore())
        .isFalse();
    assertThat(
            facts(LESSON, List.of(SIGNED_UP, event(-11, "lesson", "u1")), EXPOSED)
                .getFirst()
                .qualifiedBefore())
        .isFalse();
  }

  @Test
  void theVariantIsThatOfItsOwnStart() {
    Plan plan =
        with(
            plan(leaf("lesson"), leaf("class")),
            List.of(new Plan.Case("teachers", equal(ROLE, "teacher"), new Instants.Of(1))),
            List.of(),
            List.of());
    List<Event> events = List.of(SIGNED_UP, event(1, "lesson", "u1"), event(2, "class", "u1"));

    assertThat(facts(plan, events, EXPOSED).getFirst().qualifiedAt()).isEqualTo(micros(2));
    assertThat(facts(plan, events.subList(1, 3), EXPOSED).getFirst().qualifiedAt())
        .isEqualTo(micros(1));
  }

  @Test
  void theExperimentsWindowReplacesTheDefinitions() {
    Leaf shorter =
        new Leaf.Nth(
            stream("lesson"), Range.within(Duration.ofDays(2)), 1, Optional.empty(), List.of());
    Duration longer = Duration.ofDays(14);
    Duration brief = Duration.ofDays(1);

    assertThat(ExposureEvaluation.within(longer, LESSON.window(), LESSON.leaves().getFirst()))
        .extracting(Leaf::range)
        .isEqualTo(Range.within(longer));
    assertThat(ExposureEvaluation.within(longer, LESSON.window(), shorter)).isEqualTo(shorter);
    assertThat(ExposureEvaluation.within(brief, LESSON.window(), shorter).range())
        .isEqualTo(Range.within(brief));
    assertThat(
            facts(table(LESSON, longer), List.of(event(8 * DAY, "lesson", "u1")), EXPOSED)
                .getFirst()
                .qualifiedAt())
        .isEqualTo(micros(8 * DAY));
  }

  @Test
  void staffAreMarkedByTheirStart() {
    Plan plan =
        with(
            LESSON,
            source(
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.empty(),
                Optional.of(equal(new StartProperty("role", Type.STRING), "teacher"))));

    assertThat(facts(plan, List.of(SIGNED_UP), EXPOSED).getFirst().excluded()).isTrue();
  }

  @Test
  void theAccountIsThatOfTheExposureElseOfTheStart() {
    Exposure inB = new Exposure(micros(0), "checklist", "b", "u1", "b1");
    Exposure inA = new Exposure(micros(0), "checklist", "b", "u1", "a1");
    List<Event> start = List.of(inAccount(SIGNED_UP, "s1"));

    assertThat(facts(LESSON, start, EXPOSED).getFirst().account()).isEqualTo("s1");
    assertThat(facts(LESSON, start, EXPOSED, inB, inA).getFirst().account()).isEqualTo("a1");
    assertThat(facts(LESSON, List.of(), EXPOSED).getFirst().account()).isNull();
  }

  @Test
  void exposuresMayBeEvents() {
    ExposurePlan plan =
        new ExposurePlan(
            "checklist",
            LESSON,
            new ExposurePlan.Log.Events(stream("seen"), "arm"),
            Micros.instant(micros(0)),
            Optional.empty(),
            Duration.ofDays(7));

    assertThat(
            facts(
                plan,
                List.of(
                    event(0, "seen", "u1"),
                    event(1, "seen", "u1", "arm", "b"),
                    event(2, "seen", "u1", "arm", "a"),
                    event(0, "shown", "u2", "arm", "a"))))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.exposedAt()).isEqualTo(micros(1));
              assertThat(one.arm()).isEqualTo("b");
              assertThat(one.arms()).isEqualTo(2);
            });
  }

  @Test
  void beforeAnExperimentItsStartsStandForExposures() {
    ExposurePlan plan =
        new ExposurePlan(
            "checklist",
            LESSON,
            new ExposurePlan.Log.Starts(LESSON.anchor().stream()),
            Micros.instant(micros(0)),
            Optional.empty(),
            Duration.ofDays(7));

    assertThat(
            facts(
                plan,
                List.of(
                    SIGNED_UP,
                    event(3 * DAY, "signed_up", "u1"),
                    event(2 * DAY, "lesson", "u1"),
                    event(0, "lesson", "u2")),
                EXPOSED))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.exposedAt()).isEqualTo(SIGNED_UP.timestamp());
              assertThat(one.arm()).isEmpty();
              assertThat(one.arms()).isEqualTo(1);
            });
  }
}
