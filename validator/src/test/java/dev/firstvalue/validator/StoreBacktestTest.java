package dev.firstvalue.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.PolicySpec;
import dev.firstvalue.definition.v1.SamplePolicy;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.sql.SqlText;
import dev.firstvalue.store.testkit.TestStore;
import dev.firstvalue.validation.v1.Alternative;
import dev.firstvalue.validation.v1.AlternativeRule;
import dev.firstvalue.validation.v1.ClausePrice;
import dev.firstvalue.validation.v1.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The backtest on a real ClickHouse beside the same backtest on the reference evaluator. */
final class StoreBacktestTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Scope DAY_33 =
      new Scope(
          Optional.of(SmallProduct.BEGIN.plus(Duration.ofDays(33))),
          Optional.empty(),
          Optional.empty(),
          true);

  @BeforeEach
  void anEmptyTable() {
    STORE
        .admin()
        .execute(
            Query.of(
                "CREATE OR REPLACE TABLE events (ts DateTime64(6, 'UTC'), event String, user_id"
                    + " String, account_id Nullable(String), properties Map(String, String)) ENGINE"
                    + " = MergeTree ORDER BY ts"));
  }

  @Test
  void theStoreGivesTheReportOfTheReferenceEvaluator() {
    List<Event> events = randomProduct(new Random(20_260_105)).events();
    insert(events);

    ValidationReport reference = report(new ReferenceFacts(events, List.of()), DAY_33);
    ValidationReport store = report(new ClickHouseFacts(STORE.store()), DAY_33);

    assertThat(reference.getReachability().getEligible()).isBetween(30, 100);
    assertThat(reference.getPopulation().getEntities()).isEqualTo(300);
    assertThat(reference.getCohortsCount()).isEqualTo(5);
    assertThat(reference.getTimeToValue().hasByCohort()).isTrue();
    assertThat(reference.getWorstCase().getReachOpen()).isPositive();
    assertThat(store.toBuilder().clearProvenance().build())
        .isEqualTo(reference.toBuilder().clearProvenance().build());
    assertThat(store.getProvenance().getQueryIdsList()).isNotEmpty();
  }

  @Test
  void theStorePricesClausesAsTheReferenceEvaluatorDoes() {
    List<Event> events = randomProduct(new Random(20_261_126)).events();
    insert(events);
    Condition composite =
        Condition.newBuilder()
            .addAny(Condition.newBuilder().addEvent("lesson").setAtLeast(2))
            .addAny(
                Condition.newBuilder()
                    .addEvent("opened")
                    .setUnless(Condition.newBuilder().addEvent("lesson")))
            .build();
    Subject subject = SmallProduct.subject(PolicySpec.getDefaultInstance(), composite);

    ValidationReport reference =
        new Backtest(new ReferenceFacts(events, List.of()), CLOCK).run(subject, DAY_33);
    ValidationReport store =
        new Backtest(new ClickHouseFacts(STORE.store()), CLOCK).run(subject, DAY_33);

    assertThat(reference.getClausePrices().getClausesList())
        .extracting(ClausePrice::getPath)
        .containsExactly("qualifies.any[0]", "qualifies.any[1]", "qualifies.any[1].unless");
    assertThat(reference.getClausePrices().getEntities()).isPositive();
    assertThat(store.getClausePrices()).isEqualTo(reference.getClausePrices());
  }

  @Test
  void overAccountsTheStoreGivesTheReportOfTheReferenceEvaluator() {
    List<Event> events =
        randomProduct(new Random(20_261_128))
            .eventsInAccounts(user -> user % 5 == 0 ? null : "a" + user % 40);
    insert(events);
    Subject subject =
        SmallProduct.subjectInAccounts(
            PolicySpec.newBuilder().setSample(SamplePolicy.newBuilder().setPerCell(5)).build(),
            Condition.newBuilder()
                .addAny(Condition.newBuilder().addEvent("lesson").setAtLeast(2))
                .addAny(Condition.newBuilder().addEvent("opened"))
                .build());

    ValidationReport reference =
        new Backtest(new ReferenceFacts(events, List.of()), CLOCK).run(subject, DAY_33);
    ValidationReport store =
        new Backtest(new ClickHouseFacts(STORE.store()), CLOCK).run(subject, DAY_33);

    assertThat(reference.getReachability().getClusters()).isBetween(20, 60);
    assertThat(reference.getClausePrices().getClauses(0).getReachChange().getInterval().getMethod())
        .isEqualTo("STUDENT_T");
    assertThat(store.toBuilder().clearProvenance().build())
        .isEqualTo(reference.toBuilder().clearProvenance().build());
  }

  @Test
  void equalRowsCountOnceInTheStoreAsInTheReferenceEvaluator() {
    List<Event> events = new ArrayList<>(randomProduct(new Random(20_261_127)).events());
    events.addAll(events.stream().filter(event -> event.name().equals("lesson")).toList());
    insert(events);
    Subject twice =
        SmallProduct.subject(
            PolicySpec.getDefaultInstance(),
            Condition.newBuilder().addEvent("lesson").setAtLeast(2).build());
    Checks checks = new Checks(true, List.of());

    Alternative reference =
        new Backtest(new ReferenceFacts(events, List.of()), CLOCK)
            .run(twice, DAY_33, checks)
            .getSensitivity()
            .getAlternatives(0);
    ValidationReport store =
        new Backtest(new ClickHouseFacts(STORE.store()), CLOCK).run(twice, DAY_33, checks);

    assertThat(reference.getRule()).isEqualTo(AlternativeRule.ALTERNATIVE_RULE_WITHOUT_EQUAL_ROWS);
    assertThat(reference.getReach()).isPositive();
    assertThat(reference.getReach()).isLessThan(store.getReachability().getRate());
    assertThat(store.getSensitivity().getAlternatives(0)).isEqualTo(reference);
  }

  @Test
  void anEmptyTableGivesTheReportOfAnEmptyLog() {
    ValidationReport reference = report(new ReferenceFacts(List.of(), List.of()), DAY_33);
    ValidationReport store = report(new ClickHouseFacts(STORE.store()), DAY_33);

    assertThat(store.toBuilder().clearProvenance().build())
        .isEqualTo(reference.toBuilder().clearProvenance().build());
    assertThat(store.getReachability().hasRate()).isFalse();
  }

  @Test
  void aTableThatGoesAwayBetweenTwoReportsIsNamed() {
    FactSource facts = new ClickHouseFacts(STORE.store());
    assertThat(report(facts, DAY_33).getPopulation().getEntities()).isZero();
    STORE.admin().execute(Query.of("DROP TABLE events SYNC"));

    FirstvalueException gone =
        catchThrowableOfType(FirstvalueException.class, () -> report(facts, DAY_33));

    assertThat(gone).isNotNull();
    assertThat(gone.code()).isEqualTo(ErrorCode.STORE_TABLE_NOT_FOUND);
  }

  private static ValidationReport report(FactSource facts, Scope scope) {
    return new Backtest(facts, CLOCK)
        .run(SmallProduct.subject(PolicySpec.getDefaultInstance()), scope);
  }

  /** 300 users of five weeks who do each thing or not, at times up to day 35 after. */
  private static SmallProduct randomProduct(Random random) {
    SmallProduct product = new SmallProduct();
    for (int i = 0; i < 300; i++) {
      Map<String, Duration> does = new HashMap<>();
      for (String what : List.of("opened", "lesson", "lesson#2", "lesson#3")) {
        if (random.nextInt(5) > 1) {
          long days = random.nextInt(random.nextBoolean() ? 8 : 35);
          does.put(what, Duration.ofDays(days).plusMillis(random.nextInt(86_400_000)));
        }
      }
      product.users(
          1, random.nextBoolean() ? "free" : "pro", Duration.ofDays(7L * random.nextInt(5)), does);
    }
    return product;
  }

  private static void insert(List<Event> events) {
    String rows =
        events.stream()
            .map(
                event ->
                    "(fromUnixTimestamp64Micro("
                        + event.timestamp()
                        + ", 'UTC'), "
                        + SqlText.literal(event.name())
                        + ", "
                        + SqlText.literal(String.valueOf(event.user()))
                        + ", "
                        + (event.account() == null ? "NULL" : SqlText.literal(event.account()))
                        + ", "
                        + event.properties().entrySet().stream()
                            .map(
                                e ->
                                    SqlText.literal(e.getKey())
                                        + ", "
                                        + SqlText.literal(e.getValue()))
                            .collect(Collectors.joining(", ", "map(", ")"))
                        + ")")
            .collect(Collectors.joining(", "));
    STORE
        .admin()
        .execute(
            Query.of("INSERT INTO events VALUES " + rows).setting("max_query_size", "100000000"));
  }
}
