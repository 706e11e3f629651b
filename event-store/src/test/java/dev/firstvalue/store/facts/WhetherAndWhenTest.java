package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where only whether a leaf holds is asked, its instant is not kept; where it decides, it is. */
class WhetherAndWhenTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Instants LESSONS = new Instants.Of(0);
  private static final Instants REFUND = new Instants.Of(1);

  @BeforeAll
  static void lessonsAndRefunds() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE events ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + toIntervalDay(day) AS ts,
                  event,
                  user_id
                FROM VALUES(
                  'day Int64, event String, user_id String',
                  (0, 'signed_up', 'refunded late'), (1, 'lesson', 'refunded late'),
                  (2, 'lesson', 'refunded late'), (3, 'refund', 'refunded late'),
                  (0, 'signed_up', 'refunded first'), (1, 'refund', 'refunded first'),
                  (2, 'lesson', 'refunded first'), (3, 'lesson', 'refunded first'),
                  (0, 'signed_up', 'slow'), (1, 'lesson', 'slow'), (5, 'lesson', 'slow'),
                  (0, 'signed_up', 'once'), (1, 'lesson', 'once'))
                """));
  }

  @Test
  void whoReachedValueInTheWholeWindowIsToldByHowManyEventsThereAre() {
    assertThat(reached(LESSONS, SmallPlans.WEEK)).isEqualTo(3);
    assertThat(reached(new Instants.Latest(List.of(LESSONS, REFUND)), SmallPlans.WEEK))
        .isEqualTo(2);
    assertThat(reached(new Instants.NthOf(1, List.of(LESSONS, REFUND)), SmallPlans.WEEK))
        .isEqualTo(3);
  }

  @Test
  void whoReachedItEarlierIsToldByTheInstant() {
    assertThat(reached(LESSONS, Duration.ofDays(4))).isEqualTo(2);
  }

  @Test
  void whatIsTakenBackDependsOnWhichCameFirst() {
    assertThat(reached(new Instants.Unless(LESSONS, REFUND), SmallPlans.WEEK))
        .as("all but who had a refund before")
        .isEqualTo(2);
  }

  private static long reached(Instants qualifies, Duration within) {
    Plan plan = SmallPlans.plan(List.of(leaf("lesson", 2), leaf("refund", 1)));
    Question question =
        new Question(
            new Plan(
                plan.source(),
                plan.entity(),
                plan.anchor(),
                plan.window(),
                plan.leaves(),
                plan.variants(),
                qualifies,
                plan.milestones(),
                plan.outcomes(),
                plan.attributes()),
            Instant.parse("2026-06-01T00:00:00Z"),
            Optional.empty(),
            Optional.empty());
    return new ClickHouseFacts(STORE.store())
        .fold(question, List.of(Fold.by(new FactKey.Reached(within)))).getFirst().rows().stream()
            .filter(row -> Boolean.TRUE.equals(row.values().getFirst()))
            .mapToLong(Counts.Row::count)
            .sum();
  }

  private static Leaf leaf(String event, int n) {
    return new Leaf.Nth(
        SmallPlans.stream(event), Range.within(SmallPlans.WEEK), n, Optional.empty(), List.of());
  }
}
