package dev.firstvalue.store.facts;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.Bucket;
import dev.firstvalue.store.sql.FoldStatement;
import dev.firstvalue.store.sql.IdParts;
import dev.firstvalue.store.sql.SqlRenderer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Counts that do not fit into the store's memory limit at once: by parts of the entities. */
final class EntityParts {
  /**
   * What the store holds of an entity for each leaf while it counts, in bytes: measured, upwards.
   */
  private static final long BYTES_PER_LEAF = 64;

  /** The same where rows are told apart or kept for a sequence: more than one of a leaf. */
  private static final long BYTES_PER_KEYED_LEAF = 192;

  /** The same of an entity that was exposed, with what it adds up and says of itself. */
  private static final long BYTES_PER_EXPOSED_LEAF = 112;

  /**
   * So much smaller than they have to be are parts by the order of ids: each reads little more than
   * its own rows, so that three take no longer than two, in two thirds of the memory.
   */
  private static final int SMALLER = 2;

  /** By so many times as many parts counts are made again when there is not enough memory. */
  private static final int MORE_PARTS = 4;

  /** Parts beyond which more of them are no remedy: each may read the whole log. */
  static final int MOST_PARTS = 64;

  private final Store store;

  EntityParts(Store store) {
    this.store = store;
  }

  /** In how many parts the entities have to be counted to stay inside the memory limit. */
  int needed(SetQuestion question, SqlRenderer renderer) {
    boolean apart = renderer.tellsApart(question);
    long perEntity = apart ? BYTES_PER_KEYED_LEAF : BYTES_PER_LEAF;
    for (Leaf leaf : question.plans().leaves()) {
      boolean several = apart || leaf instanceof Leaf.Chain;
      perEntity += several ? BYTES_PER_KEYED_LEAF : BYTES_PER_LEAF;
    }
    return needed(List.of(renderer.mostEntities(question), renderer.entities(question)), perEntity);
  }

  /** The same for the entities that an experiment exposed. */
  int needed(ExposureQuestion question, SqlRenderer renderer) {
    boolean ordered = renderer.parts(question).isPresent();
    return needed(
        List.of(renderer.entities(question)),
        BYTES_PER_EXPOSED_LEAF * (renderer.counted(question) + 1) * (ordered ? SMALLER : 1));
  }

  /** By counts of entities that come nearer and cost more: the first may do. */
  private int needed(List<String> counts, long perEntity) {
    long limit = store.limits().memoryBytes();
    Query last = ClickHouseFacts.asked(counts.getLast(), "number of entities");
    long rows = store.estimate(last).rows();
    if (rows > 0 && rows <= limit / perEntity) {
      return 1;
    }
    long needed = 0;
    for (String count : counts) {
      boolean near = count.equals(counts.getLast());
      Query entities =
          ClickHouseFacts.asked(count, near ? "number of entities" : "most entities there are");
      needed = store.one(entities, row -> row.integer("entities")) * perEntity;
      if (needed <= limit) {
        return 1;
      }
    }
    return Math.toIntExact(1 + needed / limit);
  }

  /** How entities are told apart in so many parts, at least two; none where it needs no parts. */
  interface Split {
    List<Bucket> into(int parts);
  }

  /** By the order of ids where that can be, else by their hash. */
  Split split(Optional<IdParts> ordered) {
    return parts ->
        ordered
            .map(order -> order.parts(ids(order.between(parts))))
            .orElseGet(() -> Bucket.hashed(parts));
  }

  private List<String> ids(String sql) {
    return store.list(ClickHouseFacts.asked(sql, "parts of the entities"), row -> row.text("id"));
  }

  /** Which parts there are: one of nothing in particular where all are counted at once. */
  static List<Optional<Bucket>> buckets(int parts, Split split) {
    List<Bucket> buckets = parts == 1 ? List.of() : split.into(parts);
    return buckets.isEmpty()
        ? List.of(Optional.empty())
        : buckets.stream().map(Optional::of).toList();
  }

  /**
   * The counts, by so many parts of the entities, or by more where the store runs out of memory:
   * how much it takes depends on the rows too. Counts of parts that were made before are not used.
   */
  List<Counts> count(
      List<Fold> folds,
      int parts,
      Split split,
      Function<Optional<Bucket>, FoldStatement> statements,
      Function<String, Query> query) {
    int tried = parts;
    while (true) {
      try {
        return countBy(buckets(tried, split), folds, statements, query);
      } catch (FirstvalueException e) {
        if (e.code() != ErrorCode.STORE_MEMORY_EXCEEDED || tried >= MOST_PARTS) {
          throw e;
        }
        tried *= MORE_PARTS;
      }
    }
  }

  private List<Counts> countBy(
      List<Optional<Bucket>> parts,
      List<Fold> folds,
      Function<Optional<Bucket>, FoldStatement> statements,
      Function<String, Query> query) {
    Tally tally = new Tally(folds);
    for (Optional<Bucket> part : parts) {
      FoldStatement statement = statements.apply(part);
      store.each(query.apply(statement.sql()), row -> tally.add(row, statement));
    }
    return tally.counts();
  }

  /** Hands over the counts of one fold as they come, by so many parts of the entities. */
  void each(
      Fold fold,
      int parts,
      Split split,
      Function<Optional<Bucket>, FoldStatement> statements,
      Function<String, Query> query,
      Consumer<Counts.Row> consumer) {
    for (Optional<Bucket> part : buckets(parts, split)) {
      FoldStatement statement = statements.apply(part);
      store.each(
          query.apply(statement.sql()), row -> consumer.accept(Tally.row(row, fold, statement)));
    }
  }
}
