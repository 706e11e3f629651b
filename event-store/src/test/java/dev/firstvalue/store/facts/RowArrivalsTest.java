package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.RowQuality.Arrivals;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times of arrival, which a log in memory does not have. */
class RowArrivalsTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Instant WATERMARK = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void latenessAndClocksAreThoseOfTheRows() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE arrivals ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64('2026-02-01 00:00:00', 6, 'UTC') + toIntervalHour(number % 240) AS ts,
                  multiIf(number < 500, ts + toIntervalMillisecond(1500), number < 950,
                    ts + toIntervalMinute(2), number < 995, ts + toIntervalHour(30),
                    number < 998, ts - toIntervalHour(1), NULL) AS received_at,
                  if(number % 2 = 0, 'signed_up', 'lesson') AS event,
                  toString(number) AS user_id
                FROM numbers(1000)
                """));
    STORE
        .admin()
        .execute(
            Query.of(
                """
                INSERT INTO arrivals VALUES
                ('1970-01-01 00:00:00', NULL, 'lesson', 'a'),
                ('2026-02-15 00:00:00', NULL, 'signed_up', 'a'),
                ('2026-04-01 00:00:00', NULL, 'lesson', 'a')
                """));
    ClickHouseFacts facts = new ClickHouseFacts(STORE.store());

    RowQuality quality = facts.quality(question());

    assertThat(quality.arrivals())
        .contains(
            new Arrivals(
                Duration.ofSeconds(2),
                Duration.ofMinutes(2),
                Duration.ofHours(30),
                Duration.ofHours(30),
                3));
    assertThat(quality.unsetClock()).isEqualTo(1);
    // Those with an even number and one more; the id 0 is no entity.
    assertThat(quality.starts()).isEqualTo(new RowQuality.Starts(500, 1));
    assertThat(quality.days()).hasSize(21);
    assertThat(facts.rowsFrom(question(), WATERMARK)).isEqualTo(1);
  }

  private static Question question() {
    Plan plan =
        SmallPlans.plan(
            List.of(
                new Leaf.Nth(
                    SmallPlans.stream("lesson"),
                    new Range(Duration.ZERO, SmallPlans.WEEK),
                    1,
                    Optional.empty(),
                    List.of())));
    Source source = plan.source();
    Source withArrivals =
        new Source(
            "arrivals",
            source.timestamp(),
            source.event(),
            source.eventId(),
            Optional.of("received_at"),
            source.properties(),
            source.entityColumns(),
            source.completeFrom(),
            source.zone(),
            source.exclude(),
            source.excludeEntities(),
            source.startProperties(),
            source.exposures(),
            source.identities());
    return new Question(plan.over(withArrivals), WATERMARK, Optional.empty(), Optional.empty());
  }
}
