package dev.firstvalue.store.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.QueryLimits;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.SqlRenderer;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sequence takes more memory of each entity than its leaves foretell. */
class MemoryLimitTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final long USERS = 40_000;
  private static final List<Fold> FOLDS = List.of(Fold.by(new FactKey.Reached(SmallPlans.WEEK)));

  @BeforeAll
  static void everyUserDoesTwoThingsAfterSigningUp() {
    STORE
        .admin()
        .execute(
            Query.of(
                """
                CREATE TABLE events ENGINE = MergeTree ORDER BY ts AS
                SELECT
                  toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + intDiv(number, %1$d) AS ts,
                  ['signed_up', 'made', 'shown'][intDiv(number, %1$d) + 1] AS event,
                  toString(number %% %1$d + 1) AS user_id
                FROM numbers(3 * %1$d)
                """
                    .formatted(USERS)));
  }

  @Test
  void countsThatDoNotFitAreMadeByPartsOfTheEntities() {
    long bytes = 24_000_000;
    Store whole = limited(Long.MAX_VALUE);
    Store little = limited(bytes);
    assertThatThrownBy(() -> new ClickHouseFacts(little).facts(question(), facts -> {}))
        .as("the limit is felt")
        .isInstanceOf(FirstvalueException.class);

    assertThat(new ClickHouseFacts(little).fold(question(), FOLDS))
        .isEqualTo(new ClickHouseFacts(whole).fold(question(), FOLDS));

    assertThat(little.journal().runs().size()).isGreaterThan(whole.journal().runs().size());
    assertThat(little.journal().runs())
        .extracting(QueryRun::purpose)
        .as("by the order of ids")
        .contains("parts of the entities");
  }

  @Test
  void whatFitsInNoNumberOfPartsFailsWithTheRemedy() {
    assertThatThrownBy(() -> new ClickHouseFacts(limited(5_000_000)).fold(question(), FOLDS))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_MEMORY_EXCEEDED))
        .hasMessageContaining("--since");
  }

  /** 120,000 rows read three times, 16 bytes each: three parts of 2.5 MB. */
  @Test
  void aSearchInPartsFindsWhatOneOfAllFinds() {
    Store little = counted(2_500_000);

    assertThat(discovery(little).histogram(search()))
        .isEqualTo(discovery(limited(Long.MAX_VALUE)).histogram(search()));
    assertThat(little.journal().runs())
        .extracting(QueryRun::purpose)
        .filteredOn(purpose -> !purpose.equals("columns of a table"))
        .containsExactly(
            "parts of the entities",
            "counts of a search",
            "counts of a search",
            "counts of a search");
  }

  /** The same in parts of 80 kB. */
  @Test
  void aSearchInMoreThanSixtyFourPartsIsRefusedBeforeItCounts() {
    Store store = counted(80_000);
    DiscoveryQuestion search = search();
    ClickHouseDiscovery discovery = discovery(store);

    assertThatThrownBy(() -> discovery.histogram(search))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_MEMORY_EXCEEDED))
        .hasMessageContaining("at most 64 parts");
    assertThat(store.journal().runs())
        .extracting(QueryRun::purpose)
        .doesNotContain("counts of a search");
  }

  /** Rows lie by time here: for all that the store knows, each of 120,000 is a start. */
  @Test
  void whereStartEventsAreFewEnoughTheirOwnersAreNotToldApart() {
    assertThat(partsAndWhatIsAsked(1)).isEqualTo("1 [most entities there are]");
    assertThat(partsAndWhatIsAsked(2)).isEqualTo("2 [most entities there are, number of entities]");
  }

  private static String partsAndWhatIsAsked(int leaves) {
    Store store = limited(16_000_000);
    Question question = question(leaves);
    SqlRenderer renderer = new ClickHouseFacts(store).renderer(question.plan().source());
    int before = store.journal().runs().size();
    int parts = new EntityParts(store).needed(SetQuestion.of(question), renderer);
    return parts
        + " "
        + store.journal().runs().stream().skip(before).map(QueryRun::purpose).toList();
  }

  private static DiscoveryQuestion search() {
    return new DiscoveryQuestion(
        retained(question()),
        List.of(Feature.of("made")),
        2,
        3,
        new HashSplit("folds", 2, HashSplit.Unit.ENTITY),
        Optional.empty());
  }

  private static ClickHouseDiscovery discovery(Store store) {
    return new ClickHouseDiscovery(store, new ClickHouseFacts(store));
  }

  /** A limit that is there for the plan alone: the store has none. */
  private static Store counted(long bytes) {
    return limited(bytes).withSettings(Map.of("max_memory_usage", "0"));
  }

  private static Store limited(long bytes) {
    return STORE
        .store()
        .withLimits(QueryLimits.DEFAULT.withMemoryBytes(bytes))
        .withJournal(new QueryJournal());
  }

  private static Question retained(Question question) {
    Plan plan = question.plan();
    return new Question(
        new Plan(
            plan.source(),
            plan.entity(),
            plan.anchor(),
            plan.window(),
            plan.leaves(),
            plan.variants(),
            plan.qualifies(),
            plan.milestones(),
            List.of(
                new Plan.Outcome(
                    "shown",
                    new Range(SmallPlans.WEEK, SmallPlans.WEEK.multipliedBy(2)),
                    plan.qualifies())),
            plan.attributes()),
        question.watermark(),
        question.since(),
        question.until());
  }

  private static Question question() {
    return question(1);
  }

  private static Question question(int sequences) {
    List<Leaf> leaves =
        IntStream.range(0, sequences)
            .<Leaf>mapToObj(
                i ->
                    new Leaf.Chain(
                        List.of(
                            new Leaf.Link(SmallPlans.stream("made"), Optional.empty()),
                            new Leaf.Link(SmallPlans.stream("shown"), Optional.empty())),
                        Range.within(SmallPlans.WEEK.minusDays(i)),
                        Optional.empty(),
                        false,
                        List.of()))
            .toList();
    return new Question(
        SmallPlans.plan(leaves),
        Instant.parse("2026-06-01T00:00:00Z"),
        Optional.empty(),
        Optional.empty());
  }
}
