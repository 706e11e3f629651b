package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Plans.LESSON;
import static dev.firstvalue.definition.evaluate.Plans.ROLE;
import static dev.firstvalue.definition.evaluate.Plans.SECONDS;
import static dev.firstvalue.definition.evaluate.Plans.USER;
import static dev.firstvalue.definition.evaluate.Plans.WEEK;
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
import static dev.firstvalue.definition.evaluate.Rows.inAccount;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static dev.firstvalue.definition.evaluate.Rows.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Has;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReferenceFactsTest {
  private static final Event SIGNED_UP = event(0, "signed_up", "u1");

  private static List<EntityFacts> facts(Plan plan, Event... events) {
    return facts(question(plan, 365 * DAY), events);
  }

  private static List<EntityFacts> facts(Question question, Event... events) {
    List<EntityFacts> facts = new ArrayList<>();
    new ReferenceFacts(List.of(events), List.of()).facts(question, facts::add);
    return facts;
  }

  private static Question question(Plan plan, long watermark) {
    return new Question(
        plan, Micros.instant(micros(watermark)), Optional.empty(), Optional.empty());
  }

  private static @Nullable Long qualifiedAt(Plan plan, Event... events) {
    return facts(plan, events).getFirst().qualifiedAt();
  }

  @Nested
  class TimeZero {
    @Test
    void isTheFirstEventEverOfTheStart() {
      assertThat(facts(plan(leaf("lesson")), event(9, "signed_up", "u1"), SIGNED_UP))
          .singleElement()
          .satisfies(one -> assertThat(one.timeZero()).isEqualTo(micros(0)));
    }

    @Test
    void isNotThereForWhoNeverStarted() {
      assertThat(facts(plan(leaf("lesson")), event(1, "lesson", "u1"))).isEmpty();
    }

    @Test
    void passesOverStartEventsThatDoNotHold() {
      Plan plan =
          with(
              plan(leaf("lesson")),
              EntityKind.USER,
              new Anchor(
                  stream("signed_up", equal(new Property("source", Type.STRING), "web")),
                  Optional.empty()));

      assertThat(
              facts(
                  plan,
                  event(0, "signed_up", "u1"),
                  event(1, "signed_up", "u1", "source", "import"),
                  event(2, "signed_up", "u1", "source", "web")))
          .singleElement()
          .satisfies(one -> assertThat(one.timeZero()).isEqualTo(micros(2)));
    }

    @Test
    void ofSeveralAtOneInstantHasTheLeastIdThenTheLeastProperties() {
      Plan plan = with(plan(leaf("lesson")), List.of(), List.of(), List.of());
      Event b = withId(event(0, "signed_up", "u1", "role", "a"), "b");
      Event a = withId(event(0, "signed_up", "u1", "role", "z"), "a");
      Event copy = withId(event(0, "signed_up", "u1", "role", "y"), "a");
      Event bare = withId(event(0, "signed_up", "u1", "email", "x"), "a");

      assertThat(facts(plan, b, a).getFirst().attributes()).containsExactly("z");
      assertThat(facts(plan, b, a, copy).getFirst().attributes()).containsExactly("y");
      assertThat(facts(plan, b, a, copy, bare).getFirst().attributes()).containsExactly("y");
    }

    @Test
    void comparesWhatIsAbsentBeforeWhatIsThere() {
      Plan plan = with(plan(leaf("lesson")), List.of(), List.of(), List.of());

      assertThat(
              facts(plan, event(0, "signed_up", "u1", "role", ""), event(0, "signed_up", "u1"))
                  .getFirst()
                  .attributes())
          .containsExactly((String) null);
    }

    @Test
    void belongsToNobodyWhenTheIdIsEmptyAbsentOrZero() {
      assertThat(
              facts(
                  plan(leaf("lesson")),
                  event(0, "signed_up", ""),
                  event(0, "signed_up", "0"),
                  event(0, "signed_up", "00000000-0000-0000-0000-000000000000"),
                  new Event(micros(0), "signed_up", null, null, null, Map.of())))
          .isEmpty();
    }

    @Test
    void carriesTheAccountOfItsRow() {
      assertThat(
              facts(
                  plan(leaf("lesson")),
                  inAccount(SIGNED_UP, "a1"),
                  inAccount(event(5, "lesson", "u1"), "a2"),
                  inAccount(event(0, "signed_up", "u2"), "0")))
          .extracting(EntityFacts::account)
          .containsExactly("a1", null);
    }

    @Test
    void mayBeAnAccounts() {
      Column account = new Column(EventColumn.ACCOUNT);
      Stream stream = new Stream(List.of("signed_up"), List.of(account), Optional.empty());
      Leaf members =
          new Leaf.Nth(
              new Stream(List.of("lesson"), List.of(account), Optional.empty()),
              Range.within(WEEK),
              2,
              Optional.of(USER),
              List.of());
      Plan plan = with(plan(members), EntityKind.ACCOUNT, new Anchor(stream, Optional.empty()));

      assertThat(
              qualifiedAt(
                  plan,
                  inAccount(SIGNED_UP, "a1"),
                  inAccount(event(1, "lesson", "u1"), "a1"),
                  inAccount(event(2, "lesson", "u1"), "a1"),
                  inAccount(event(3, "lesson", "0"), "a1"),
                  inAccount(event(4, "lesson", "u2"), "a1")))
          .isEqualTo(micros(4));
    }

    @Test
    void isAskedForInAHalfOpenRange() {
      Plan plan = plan(leaf("lesson"));
      Question question =
          new Question(
              plan,
              Micros.instant(micros(DAY)),
              Optional.of(Micros.instant(micros(10))),
              Optional.of(Micros.instant(micros(20))));

      assertThat(
              facts(
                  question,
                  event(9, "signed_up", "early"),
                  event(10, "signed_up", "first"),
                  event(19, "signed_up", "last"),
                  event(20, "signed_up", "late")))
          .extracting(EntityFacts::entity)
          .containsExactly("first", "last");
    }

    @Test
    void comesInTheOrderOfCodePoints() {
      assertThat(
              facts(
                  plan(leaf("lesson")),
                  event(0, "signed_up", "😀"),
                  event(0, "signed_up", "～"),
                  event(0, "signed_up", "a")))
          .extracting(EntityFacts::entity)
          .containsExactly("a", "～", "😀");
    }
  }

  @Nested
  class Newness {
    private final Plan plan =
        with(
            plan(leaf("lesson")),
            EntityKind.USER,
            new Anchor(stream("signed_up"), Optional.of(Duration.ofDays(30))));

    private boolean verified(Plan plan, Event... events) {
      return facts(plan, events).getFirst().newnessVerified();
    }

    @Test
    void failsByAnyEventInTheTimeBefore() {
      assertThat(verified(plan, event(-1, "opened", "u1"), SIGNED_UP)).isFalse();
      assertThat(verified(plan, event(-30 * DAY, "opened", "u1"), SIGNED_UP)).isFalse();
    }

    @Test
    void isNotTouchedByWhatIsOlderSimultaneousLaterOrAnothers() {
      assertThat(
              verified(
                  plan,
                  event(-30 * DAY - 1, "opened", "u1"),
                  event(0, "opened", "u1"),
                  event(1, "opened", "u1"),
                  event(-1, "opened", "u2"),
                  SIGNED_UP))
          .isTrue();
    }

    @Test
    void asksThatTrackingWasCompleteLongEnough() {
      Source since29 =
          source(
              ZoneOffset.UTC,
              Optional.of(Micros.instant(micros(-30 * DAY + 1))),
              Optional.empty(),
              Optional.empty());
      Source since30 =
          source(
              ZoneOffset.UTC,
              Optional.of(Micros.instant(micros(-30 * DAY))),
              Optional.empty(),
              Optional.empty());

      assertThat(verified(with(plan, since29), SIGNED_UP)).isFalse();
      assertThat(verified(with(plan, since30), SIGNED_UP)).isTrue();
      assertThat(verified(with(plan(leaf("lesson")), since29), SIGNED_UP)).isTrue();
    }
  }

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
