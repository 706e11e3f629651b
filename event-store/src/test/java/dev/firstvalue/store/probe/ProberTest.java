package dev.firstvalue.store.probe;

import static dev.firstvalue.definition.v1.PropertyType.PROPERTY_TYPE_BOOL;
import static dev.firstvalue.definition.v1.PropertyType.PROPERTY_TYPE_DOUBLE;
import static dev.firstvalue.definition.v1.PropertyType.PROPERTY_TYPE_INT;
import static dev.firstvalue.definition.v1.PropertyType.PROPERTY_TYPE_STRING;
import static dev.firstvalue.definition.v1.PropertyType.PROPERTY_TYPE_TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.CatalogEvent;
import dev.firstvalue.definition.v1.EventModelSpec;
import dev.firstvalue.definition.v1.PropertyType;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.load.Loader;
import dev.firstvalue.store.testkit.TestStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProberTest {

  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final String KEYS =
      """
      {"plan":"pro","seats":5,"price":12.5,"trial":true,"at":"2026-03-01T12:00:00Z",\
      "zip":"0123","order_id":"77","empty":"","nothing":null}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "as_map  | Map(String, String)           | JSONExtract(json, 'Map(String, String)')",
        "as_mixed| Map(String, Nullable(String)) | JSONExtract(json, 'Map(String,"
            + " Nullable(String))')",
        "as_text | String                        | json",
        "as_json | JSON                          | CAST(json, 'JSON')",
      })
  void propertiesInOneColumnAreReadWhateverItsType(String table, String type, String value) {
    execute(
        """
        CREATE TABLE %s (uuid UUID, event LowCardinality(String), timestamp DateTime64(3, 'Asia/Tokyo'),
          created_at DateTime, distinct_id String, team_id UInt64, properties %s)
        ENGINE = MergeTree ORDER BY (event, timestamp)
        """
            .formatted(table, type));
    Query insert =
        Query.of(
            """
            INSERT INTO %s
            SELECT generateUUIDv4(), if(number < 6, 'paid', '$pageview'),
                   toDateTime64('2026-03-01 12:00:00', 3, 'UTC') + number, now(), toString(number), 1,
                   %s
            FROM (SELECT number, if(number %% 2, {json:String}, '{}') AS json FROM numbers(10))
            """
                .formatted(table, value));
    STORE.admin().execute(insert.bind("json", KEYS));

    ProbedTable probed = Prober.probe(STORE.store(), STORE.database() + "." + table);

    assertThat(probed.events())
        .extracting(ProbedEvent::name, ProbedEvent::count, ProbedEvent::preparation)
        .containsExactly(tuple("paid", 6L, false), tuple("$pageview", 4L, true));
    ProbedEvent paid = probed.events().getFirst();
    assertThat(paid.first()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    assertThat(paid.last()).isEqualTo(Instant.parse("2026-03-01T12:00:05Z"));
    assertThat(paid.properties())
        .containsExactlyInAnyOrder(
            new ProbedProperty("plan", PROPERTY_TYPE_STRING, 0.5),
            new ProbedProperty("seats", PROPERTY_TYPE_INT, 0.5),
            new ProbedProperty("price", PROPERTY_TYPE_DOUBLE, 0.5),
            new ProbedProperty("trial", PROPERTY_TYPE_BOOL, 0.5),
            new ProbedProperty("at", typeOfInstant(probed), 0.5),
            new ProbedProperty("zip", PROPERTY_TYPE_STRING, 0.5),
            new ProbedProperty("order_id", PROPERTY_TYPE_STRING, 0.5));

    EventModelSpec spec = probed.proposal().orElseThrow().getSpec();
    assertThat(spec.getEvents().getTable()).isEqualTo(STORE.database() + "." + table);
    assertThat(spec.getEvents().getTimestamp()).isEqualTo("timestamp");
    assertThat(spec.getEvents().getEvent()).isEqualTo("event");
    assertThat(spec.getEvents().getEventId()).isEqualTo("uuid");
    assertThat(spec.getEvents().getReceivedAt()).isEqualTo("created_at");
    assertThat(spec.getEvents().getProperties()).isEqualTo("properties");
    assertThat(spec.getEvents().getColumnsMap()).isEmpty();
    assertThat(spec.getEntitiesOrThrow("user").getColumn()).isEqualTo("distinct_id");
    assertThat(spec.getEntitiesOrThrow("account").getColumn()).isEqualTo("team_id");
  }

  /** A JSON column has types of its own and writes an instant in the store's way. */
  private static PropertyType typeOfInstant(ProbedTable probed) {
    boolean ownTypes =
        probed.columns().stream().anyMatch(column -> column.type().startsWith("JSON"));
    return ownTypes ? PROPERTY_TYPE_STRING : PROPERTY_TYPE_TIMESTAMP;
  }

  @Test
  void aFlatTableHasItsOtherColumnsAsProperties() {
    execute(
        """
        CREATE TABLE flat (`event name` Enum8('paid' = 1, 'read' = 2), ts DateTime('Europe/Berlin'),
          `user-id` UInt64, `a ``b?{x}` Nullable(Int32), score Decimal(9, 2), ok Bool,
          seen Nullable(DateTime64(6)), tags Array(String))
        ENGINE = MergeTree ORDER BY ts
        """);
    execute(
        """
        INSERT INTO flat
        SELECT if(number = 0, 'read', 'paid'), toDateTime('2026-03-01 12:00:00', 'UTC'), number,
               if(number = 1, 7, NULL), 1.5, true, if(number = 0, now64(6), NULL), ['x']
        FROM numbers(4)
        """);
    ProbedTable probed = Prober.probe(STORE.store(), "flat");
    EventModelSpec spec = probed.proposal().orElseThrow().getSpec();
    assertThat(spec.getEvents().getEvent()).isEqualTo("event name");
    assertThat(spec.getEntitiesMap()).containsOnlyKeys("user");
    assertThat(spec.getEvents().getColumnsMap())
        .containsOnly(
            entry("a `b?{x}", "a `b?{x}"),
            entry("score", "score"),
            entry("ok", "ok"),
            entry("seen", "seen"));
    assertThat(spec.getCatalogOrThrow("paid").getPropertiesMap())
        .containsOnly(
            entry("a `b?{x}", PROPERTY_TYPE_INT),
            entry("score", PROPERTY_TYPE_DOUBLE),
            entry("ok", PROPERTY_TYPE_BOOL));
    assertThat(spec.getCatalogOrThrow("read").getPropertiesMap())
        .containsEntry("seen", PROPERTY_TYPE_TIMESTAMP);
    assertThat(probed.events().getFirst().properties())
        .contains(new ProbedProperty("a `b?{x}", PROPERTY_TYPE_INT, 1 / 3.0));
    assertThat(probed.events().getFirst().first()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
  }

  @Test
  void oneNameHasOneTypeOverAllEvents() {
    execute(
        "CREATE TABLE two (event String, ts DateTime, user_id String, properties Map(String,"
            + " String)) ENGINE = MergeTree ORDER BY ts");
    execute(
        """
        INSERT INTO two VALUES
          ('a', 1772366400, 'u', {'n': '1', 'm': '1'}), ('b', 1772366400, 'u', {'n': '1.5', 'm': 'x'})
        """);
    EventModelSpec spec = Prober.probe(STORE.store(), "two").proposal().orElseThrow().getSpec();
    assertThat(spec.getCatalogMap().values())
        .extracting(CatalogEvent::getPropertiesMap)
        .allSatisfy(
            types ->
                assertThat(types)
                    .containsOnly(
                        entry("n", PROPERTY_TYPE_DOUBLE), entry("m", PROPERTY_TYPE_STRING)));
  }

  @Test
  void ourOwnTableIsRecognisedAndAnEmptyOneSaysSo() {
    Loader.open(STORE.adminTarget()).close();
    ProbedTable probed = Prober.probe(STORE.store(), "events");
    assertThat(probed.roles().user()).contains("user_id");
    assertThat(probed.roles().receivedAt()).contains("received_at");
    assertThat(probed.proposal()).isEmpty();
    assertThat(probed.notes()).contains("The table is empty.");
  }

  @Test
  void aTableThatIsNoLogIsShownWithWhatItLacks() {
    execute("CREATE TABLE other (a String, b Int64) ENGINE = MergeTree ORDER BY a");
    ProbedTable probed = Prober.probe(STORE.store(), "other");
    assertThat(probed.columns())
        .containsExactly(new ProbedColumn("a", "String"), new ProbedColumn("b", "Int64"));
    assertThat(probed.proposal()).isEmpty();
    assertThat(probed.notes()).anyMatch(note -> note.contains("DateTime64"));
  }

  @Test
  void theRowLimitOfTheStoreHoldsAndAMissingTableIsNamed() {
    execute(
        "CREATE TABLE big (event String, ts DateTime, user_id String) ENGINE = MergeTree ORDER BY"
            + " ts");
    execute("INSERT INTO big SELECT 'a', number, 'u' FROM numbers(1000)");
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> Prober.probe(STORE.store().withRowLimit(999), "big"))
        .matches(e -> e.code() == ErrorCode.STORE_ROWS_EXCEEDED);
    assertThatExceptionOfType(FirstvalueException.class)
        .isThrownBy(() -> Prober.probe(STORE.store(), "no`; DROP TABLE big"))
        .matches(e -> e.code() == ErrorCode.STORE_TABLE_NOT_FOUND);
  }

  private static void execute(String sql) {
    STORE.admin().execute(Query.of(sql));
  }
}
