package dev.firstvalue.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.evaluate.ExpressionEvaluator;
import dev.firstvalue.definition.evaluate.Subject;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.testkit.TestStore;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the SQL of chains to their meaning, which tries every chain of events. */
class ChainSqlTest {
  @RegisterExtension static final TestStore STORE = TestStore.create();

  private static final int CHAINS = 150;
  private static final int LOGS = 40;

  private final ExpressionEvaluator evaluator = new ExpressionEvaluator(ZoneOffset.UTC);

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, CHAINS), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aChainEndsInTheStoreWhereItDoesByTryingAll(long seed) {
    RandomChains random = new RandomChains(new Random(seed));
    Leaf.Chain chain = random.chain();
    List<RandomChains.ChainLog> logs =
        IntStream.range(0, LOGS).mapToObj(i -> random.log(chain.links().size())).toList();
    String sql = sql(chain, logs);
    List<@Nullable Long> ends = new ArrayList<>();
    STORE.store().each(Query.of(sql), row -> ends.add(row.integerOrNull("instant")));
    for (int i = 0; i < LOGS; i++) {
      assertThat(ends.get(i))
          .as("seed %d: %s of %s by%n%s", seed, chain, logs.get(i), sql)
          .isEqualTo(end(chain, logs.get(i), List.of()));
    }
  }

  /** The least end of the chains that begin like this one. */
  private @Nullable Long end(Leaf.Chain chain, RandomChains.ChainLog log, List<Event> filled) {
    int link = filled.size();
    if (link == chain.links().size()) {
      return filled.getLast().timestamp();
    }
    Long least = null;
    for (Event event : log.links().get(link)) {
      if (follows(chain, filled, event, log.start())) {
        List<Event> longer = new ArrayList<>(filled);
        longer.add(event);
        Long end = end(chain, log, longer);
        least = end == null || (least != null && least < end) ? least : end;
      }
    }
    return least;
  }

  private boolean follows(Leaf.Chain chain, List<Event> filled, Event event, Event start) {
    if (filled.isEmpty()) {
      return true;
    }
    Event last = filled.getLast();
    List<Event> now =
        filled.stream().filter(other -> other.timestamp() == event.timestamp()).toList();
    boolean another =
        chain.simultaneous()
            && event.timestamp() == last.timestamp()
            && id(event) != null
            && now.stream()
                .noneMatch(other -> id(other) == null || Objects.equals(id(event), id(other)));
    return (event.timestamp() > last.timestamp() || another)
        && (chain.gap().isEmpty()
            || event.timestamp() - last.timestamp() <= Micros.of(chain.gap().get()))
        && evaluator.holds(
            chain.links().get(filled.size()).follows(), new Subject(event, start, last));
  }

  private static @Nullable String id(Event event) {
    return Objects.equals(event.id(), "") ? null : event.id();
  }

  private String sql(Leaf.Chain chain, List<RandomChains.ChainLog> logs) {
    int links = chain.links().size();
    List<String> names = IntStream.range(0, links).mapToObj(i -> "events_" + i).toList();
    String type =
        IntStream.range(0, links)
            .mapToObj(
                link ->
                    "Array(Tuple(Int64, Nullable(String)"
                        + ChainSql.reads(chain, link).stream()
                            .map(read -> ", " + type(read))
                            .collect(Collectors.joining())
                        + "))")
            .collect(Collectors.joining(", ", "Array(Tuple(UInt8, ", "))"));
    String rows =
        IntStream.range(0, logs.size())
            .mapToObj(
                number ->
                    "("
                        + number
                        + IntStream.range(0, links)
                            .mapToObj(link -> ", " + events(chain, link, logs.get(number)))
                            .collect(Collectors.joining())
                        + ")")
            .collect(Collectors.joining(",\n", "[", "]"));
    Select inner = new Select().column("log.1", "number");
    for (int link = 0; link < links; link++) {
      inner.column("log." + (link + 2), names.get(link));
    }
    List<Carried> columns = ChainSql.columns(chain, names, "chain_1");
    columns.forEach(column -> inner.column(column.sql(), column.name(), column.comment()));
    inner.from(new Select().column("arrayJoin(CAST(" + rows + ", '" + type + "'))", "log"), "logs");
    return new Select()
        .column(columns.getLast().name(), "instant")
        .from(inner, "chains")
        .then("ORDER BY number")
        .text(0);
  }

  private static String type(Expression read) {
    return switch (read.type()) {
      case STRING -> "Nullable(String)";
      case INT, TIMESTAMP, DURATION -> "Nullable(Int64)";
      case DOUBLE -> "Nullable(Float64)";
      case BOOL -> read instanceof Expression.Has ? "Bool" : "Nullable(Bool)";
    };
  }

  private String events(Leaf.Chain chain, int link, RandomChains.ChainLog log) {
    return log.links().get(link).stream()
        .map(
            event ->
                "("
                    + event.timestamp()
                    + ", "
                    + literal(id(event))
                    + ChainSql.reads(chain, link).stream()
                        .map(read -> evaluator.value(read, new Subject(event, log.start())))
                        .map(value -> ", " + literal(value))
                        .collect(Collectors.joining())
                    + ")")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case String text -> SqlText.literal(text);
      default -> value.toString();
    };
  }
}
