package dev.firstvalue.definition.evaluate;

import static dev.firstvalue.definition.evaluate.Answers.SIGNED_UP;
import static dev.firstvalue.definition.evaluate.Answers.facts;
import static dev.firstvalue.definition.evaluate.Answers.qualifiedAt;
import static dev.firstvalue.definition.evaluate.Answers.question;
import static dev.firstvalue.definition.evaluate.Plans.USER;
import static dev.firstvalue.definition.evaluate.Plans.WEEK;
import static dev.firstvalue.definition.evaluate.Plans.equal;
import static dev.firstvalue.definition.evaluate.Plans.leaf;
import static dev.firstvalue.definition.evaluate.Plans.plan;
import static dev.firstvalue.definition.evaluate.Plans.source;
import static dev.firstvalue.definition.evaluate.Plans.stream;
import static dev.firstvalue.definition.evaluate.Plans.with;
import static dev.firstvalue.definition.evaluate.Rows.DAY;
import static dev.firstvalue.definition.evaluate.Rows.event;
import static dev.firstvalue.definition.evaluate.Rows.inAccount;
import static dev.firstvalue.definition.evaluate.Rows.micros;
import static dev.firstvalue.definition.evaluate.Rows.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When an entity starts, and whether it is known to be new. */
class TimeZeroFactsTest {
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
}
