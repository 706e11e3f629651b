package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who never started is no entity, though a join that finds no time zero gives 0, the first instant
 * of 1970, and clocks that were never set give that instant too.
 */
class RowsOfOthersTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  @BeforeAll
  static void clocksThatWereNeverSet() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE events ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64(seconds, 6, 'UTC') AS ts, event, user_id
                FROM VALUES(
                  'seconds Int64, event String, user_id String',
                  (0, 'signed_up', 'at zero'), (0, 'made', 'at zero'),
                  (86400, 'signed_up', 'a day on'), (86401, 'shown', 'a day on'),
                  (0, 'made', 'nobody'), (86400, 'shown', 'nobody'))
                """));
  }

  @Test
  void entitiesAreThoseThatStartedAtAnyInstant() {
    assertThat(reached("made", "shown", "kept", "lost", "sold"))
        .containsExactlyInAnyOrder("at zero 0", "a day on 86401000000");
    assertThat(reached("made", "shown"))
        .as("with rows of others dropped by the join")
        .isEqualTo(reached("made", "shown", "kept", "lost", "sold"));
  }

  private static List<String> reached(String... events) {
    Leaf leaf =
        new Leaf.Nth(
            new Stream(List.of(events), List.of(new Column(EventColumn.USER)), Optional.empty()),
            Range.within(SmallPlans.WEEK),
            1,
            Optional.empty(),
            List.of());
    List<EntityFacts> facts = new ArrayList<>();
    new ClickHouseFacts(STORE.store())
        .facts(
            new Question(
                SmallPlans.plan(List.of(leaf)),
                Instant.parse("2026-06-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty()),
            facts::add);
    return facts.stream().map(each -> each.entity() + " " + each.qualifiedAt()).toList();
  }
}
