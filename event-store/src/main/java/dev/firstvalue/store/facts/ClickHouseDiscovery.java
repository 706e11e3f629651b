package dev.firstvalue.store.facts;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.DiscoverySource;
import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.Bucket;
import dev.firstvalue.store.sql.IdParts;
import dev.firstvalue.store.sql.SqlRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks of events in a ClickHouse. Limits, the guard against dear queries, progress
 * and cancellation are those of the {@link Store}; a search of more rows than fit into the store's
 * memory limit is made by parts of the entities.
 */
public final class ClickHouseDiscovery implements DiscoverySource {
  /** What the store holds of a row while it counts, in bytes: measured, upwards. */
  private static final long BYTES_PER_ROW = 16;

  /** The same where rows are told apart by an id or a value. */
  private static final long BYTES_PER_KEYED_ROW = 160;

  private final Store store;
  private final ClickHouseFacts facts;

  /** What a search asks of tables in this store. */
  public ClickHouseDiscovery(Store store, ClickHouseFacts facts) {
    this.store = store;
    this.facts = facts;
  }

  /** Events first, in one pass without keys where they have no ids; then values of properties. */
  @Override
  public Histogram histogram(DiscoveryQuestion question) {
    Histogram.Builder counts = Histogram.Builder.of(question);
    SqlRenderer renderer = facts.renderer(question.question().plan().source());
    List<Integer> plain = features(question, false);
    List<Integer> distinct = features(question, true);
    boolean ids = question.question().plan().source().eventId().isPresent();
    boolean first = true;
    for (List<Integer> features : ids ? List.of(all(question)) : List.of(plain, distinct)) {
      if (features.isEmpty()) {
        continue;
      }
      boolean totals = first;
      first = false;
      boolean keyed = ids || features.equals(distinct);
      each(
          order(question, renderer),
          bucket -> renderer.histogram(question, features, bucket),
          keyed ? BYTES_PER_KEYED_ROW : BYTES_PER_ROW,
          "counts of a search",
          row -> add(counts, question, row, totals));
    }
    return counts.build();
  }

  @Override
  public List<Profile> profiles(DiscoveryQuestion question, HashSplit sample) {
    SqlRenderer renderer = facts.renderer(question.question().plan().source());
    List<Profile> profiles = new ArrayList<>();
    each(
        order(question, renderer),
        bucket -> renderer.profiles(question, sample, bucket),
        Math.ceilDiv(BYTES_PER_KEYED_ROW, sample.parts()),
        "profiles of a search",
        row -> profiles.add(profile(question, row)));
    return profiles;
  }

  private static Optional<IdParts> order(DiscoveryQuestion question, SqlRenderer renderer) {
    return renderer.parts(SetQuestion.of(question.question()));
  }

  private void each(
      Optional<IdParts> order,
      Function<Optional<Bucket>, String> statement,
      long bytesPerRow,
      String purpose,
      Consumer<Row> consumer) {
    Query whole = ClickHouseFacts.asked(statement.apply(Optional.empty()), purpose);
    long rows = store.withRowLimit(Long.MAX_VALUE).estimate(whole).rows();
    int parts = parts(rows * bytesPerRow, purpose);
    for (Optional<Bucket> part : EntityParts.buckets(parts, new EntityParts(store).split(order))) {
      store.each(ClickHouseFacts.asked(statement.apply(part), purpose), consumer);
    }
  }

  private int parts(long bytes, String purpose) {
    long limit = store.limits().memoryBytes();
    long parts = 1 + bytes / limit;
    if (parts > EntityParts.MOST_PARTS) {
      throw new FirstvalueException(
          ErrorCode.STORE_MEMORY_EXCEEDED,
          purpose,
          String.format(
              Locale.ROOT,
              "about %,d MiB would be counted in %,d parts of what a query may take, %,d MiB, and"
                  + " each may read the whole log (expected: at most %d parts)",
              bytes >> 20,
              parts,
              limit >> 20,
              EntityParts.MOST_PARTS),
          "Raise the memory limit, or narrow the cohort with --since and --until");
    }
    return Math.toIntExact(parts);
  }

  private static void add(
      Histogram.Builder counts, DiscoveryQuestion question, Row row, boolean totals) {
    long cell = row.integer("cell");
    int times = Math.toIntExact(cell % question.thresholds()) + 1;
    long rest = cell / question.thresholds();
    int codes = (question.features().size() + 1) * question.days();
    int code = Math.toIntExact(rest % codes);
    int unit = Math.toIntExact(rest / codes);
    int entities = Math.toIntExact(row.integer("entities"));
    boolean retained = unit % 2 == 1;
    if (code < question.features().size() * question.days()) {
      counts.occurrences(unit / 2, retained, code, times, entities);
    } else if (totals) {
      counts.entities(unit / 2, retained, entities);
    }
  }

  private static Profile profile(DiscoveryQuestion question, Row row) {
    int unit = Math.toIntExact(row.integer("unit"));
    List<@Nullable String> attributes = new ArrayList<>();
    for (int i = 0; i < question.question().plan().attributes().size(); i++) {
      attributes.add(row.textOrNull("attribute_" + i));
    }
    return new Profile(
        unit / 2,
        unit % 2 == 1,
        row.integer("cluster"),
        attributes,
        numbers(row.integers("first")),
        numbers(row.integers("volumes")));
  }

  private static int[] numbers(List<Long> values) {
    return values.stream().mapToInt(Math::toIntExact).toArray();
  }

  private static List<Integer> all(DiscoveryQuestion question) {
    return IntStream.range(0, question.features().size()).boxed().toList();
  }

  private static List<Integer> features(DiscoveryQuestion question, boolean distinct) {
    return IntStream.range(0, question.features().size())
        .filter(i -> question.features().get(i).distinct().isPresent() == distinct)
        .boxed()
        .toList();
  }
}
