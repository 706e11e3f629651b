package dev.firstvalue.store.facts;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.RepeatsOfAccount;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryRun;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.Bucket;
import dev.firstvalue.store.sql.Relation;
import dev.firstvalue.store.sql.SqlRenderer;
import dev.firstvalue.store.sql.TableColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of events in a ClickHouse. Limits, the guard against dear queries, progress and
 * cancellation are those of the {@link Store}.
 *
 * <p>Counts of more entities than fit into the store's memory limit are made by parts of the
 * entities and added up. What tables look like is asked once, so a source of facts should not
 * outlive a change of columns.
 */
public final class ClickHouseFacts implements FactSource {
  private final Store store;
  private final Tables tables;
  private final EntityParts entityParts;
  private final LogShapes shapes;
  private final SettledCounts settled;

  /** The facts of tables in this store. */
  public ClickHouseFacts(Store store) {
    this.store = store;
    this.tables = new Tables(store.withRowLimit(Long.MAX_VALUE));
    this.entityParts = new EntityParts(store);
    this.shapes = new LogShapes(store);
    this.settled = new SettledCounts(store, ClickHouseFacts::ofEntities);
  }

  @Override
  public Extent extent(Source source) {
    return store.one(
        asked(renderer(source).extent(source), "extent of the log"),
        row -> {
          boolean empty = row.integer("row_count") == 0;
          return new Extent(
              empty ? Optional.empty() : Optional.of(row.instant("oldest")),
              empty ? Optional.empty() : Optional.of(row.instant("newest")),
              empty ? Duration.ZERO : Duration.ofSeconds((long) row.real("lateness")));
        });
  }

  @Override
  public List<Counts> fold(Question question, List<Fold> folds) {
    return fold(question, folds, parts(SetQuestion.of(question)));
  }

  /** The counts, made by so many parts of the entities. */
  public List<Counts> fold(Question question, List<Fold> folds, int parts) {
    return fold(SetQuestion.of(question), folds, parts, "counts of a definition");
  }

  /**
   * The counts, made by adding up the events of each entity before its time zero is known; none
   * where they cannot be.
   */
  public Optional<List<Counts>> gathered(SetQuestion question, List<Fold> folds) {
    return settled.gathered(question, folds, renderer(question.plans().source()), true);
  }

  /** The counts, made by a bit for each leaf; none where more than whether they hold is asked. */
  public Optional<List<Counts>> held(SetQuestion question, List<Fold> folds) {
    return settled.held(question, folds, renderer(question.plans().source()));
  }

  /** The counts, made in two scans where some rows have to be told apart and others not. */
  public List<Counts> apart(SetQuestion question, List<Fold> folds) {
    SqlRenderer renderer = renderer(question.plans().source()).apart();
    return entityParts.count(
        folds,
        1,
        Bucket::hashed,
        bucket -> renderer.folds(question, folds, bucket),
        sql -> ofEntities(sql, "counts in two scans"));
  }

  @Override
  public List<Counts> fold(SetQuestion question, List<Fold> folds) {
    folds.forEach(question::requireKeysOf);
    Map<Integer, Counts> counts = new TreeMap<>();
    SqlRenderer renderer = renderer(question.plans().source());
    IntPredicate tellsApart =
        plan -> renderer.tellsApart(question.with(question.plans().only(List.of(plan))));
    for (SetPass pass : SetPass.of(question.plans(), folds, tellsApart)) {
      SetQuestion some = question.with(pass.plans());
      List<Counts> counted = fold(some, pass.folds(), parts(some), "counts of several definitions");
      for (int i = 0; i < counted.size(); i++) {
        int index = pass.indices().get(i);
        counts.put(index, new Counts(folds.get(index), counted.get(i).rows()));
      }
    }
    return List.copyOf(counts.values());
  }

  private List<Counts> fold(SetQuestion question, List<Fold> folds, int parts, String purpose) {
    SqlRenderer renderer = shapes.of(question, renderer(question.plans().source()));
    Optional<List<Counts>> quick =
        parts == 1 ? settled.of(question, folds, renderer) : Optional.empty();
    return quick.orElseGet(
        () ->
            entityParts.count(
                folds,
                parts,
                entityParts.split(renderer.parts(question)),
                bucket -> renderer.folds(question, folds, bucket),
                sql -> ofEntities(sql, purpose)));
  }

  @Override
  public void count(Question question, Fold fold, Consumer<Counts.Row> consumer) {
    SetQuestion alone = SetQuestion.of(question);
    SqlRenderer renderer = renderer(question.plan().source());
    entityParts.each(
        fold,
        parts(alone),
        entityParts.split(renderer.parts(alone)),
        bucket -> renderer.folds(question, List.of(fold), bucket),
        sql -> asked(sql, "counts of a definition"),
        consumer);
  }

  @Override
  public void count(SetQuestion question, Fold fold, Consumer<Counts.Row> consumer) {
    question.requireKeysOf(fold);
    SqlRenderer renderer = shapes.of(question, renderer(question.plans().source()));
    entityParts.each(
        fold,
        parts(question),
        entityParts.split(renderer.parts(question)),
        bucket -> renderer.folds(question, List.of(fold), bucket),
        sql -> ofEntities(sql, "counts of several definitions"),
        consumer);
  }

  @Override
  public List<Counts> fold(ExposureQuestion question, List<Fold> folds) {
    return fold(question, folds, entityParts.needed(question, renderer(question)));
  }

  /** The counts, made by so many parts of the entities. */
  public List<Counts> fold(ExposureQuestion question, List<Fold> folds, int parts) {
    SqlRenderer renderer = shapes.of(question, renderer(question));
    return entityParts.count(
        folds,
        parts,
        entityParts.split(renderer.parts(question)),
        bucket -> renderer.folds(question, folds, bucket),
        sql -> ofEntities(sql, "counts of an experiment"));
  }

  @Override
  public void facts(Question question, Consumer<EntityFacts> consumer) {
    Plan plan = question.plan();
    SqlRenderer renderer = shapes.of(SetQuestion.of(question), renderer(plan.source()));
    store.each(
        ofEntities(renderer.facts(question, Optional.empty()), "facts of a definition"),
        row -> consumer.accept(FactRows.entity(row, plan, 0, 1)));
  }

  @Override
  public void facts(SetQuestion question, Consumer<List<EntityFacts>> consumer) {
    List<Plan> plans = question.plans().plans();
    SqlRenderer renderer = shapes.of(question, renderer(question.plans().source()));
    String sql = renderer.facts(question, Optional.empty());
    store.each(
        ofEntities(sql, "facts of several definitions"),
        row ->
            consumer.accept(
                IntStream.range(0, plans.size())
                    .mapToObj(i -> FactRows.entity(row, plans.get(i), i, plans.size()))
                    .toList()));
  }

  @Override
  public void facts(ExposureQuestion question, Consumer<ExposureFacts> consumer) {
    SqlRenderer renderer = shapes.of(question, renderer(question));
    store.each(
        ofEntities(renderer.facts(question, Optional.empty()), "facts of an experiment"),
        row -> consumer.accept(FactRows.exposure(row, question.plan().readings())));
  }

  @Override
  public List<Repeats> repeats(Question question, List<Duration> within) {
    int[] again = new int[within.size()];
    int[] aside = new int[within.size()];
    repeats(
        question,
        (renderer, bucket) -> renderer.repeats(question, within, bucket),
        row -> {
          for (int i = 0; i < again.length; i++) {
            Repeats part = FactRows.repeats(row, within, i);
            again[i] += part.again();
            aside[i] += part.setAside();
          }
        });
    return IntStream.range(0, within.size())
        .mapToObj(i -> new Repeats(within.get(i), again[i], aside[i]))
        .toList();
  }

  @Override
  public void repeats(
      Question question, List<Duration> within, Consumer<RepeatsOfAccount> consumer) {
    repeats(
        question,
        (renderer, bucket) -> renderer.repeatsByAccount(question, within, bucket),
        row ->
            consumer.accept(
                new RepeatsOfAccount(
                    Optional.ofNullable(row.textOrNull("account")),
                    IntStream.range(0, within.size())
                        .mapToObj(i -> FactRows.repeats(row, within, i))
                        .toList())));
  }

  private void repeats(
      Question question,
      BiFunction<SqlRenderer, Optional<Bucket>, String> statement,
      Consumer<Row> rows) {
    SetQuestion alone = SetQuestion.of(question);
    SqlRenderer renderer = shapes.of(alone, renderer(question.plan().source()));
    int parts = parts(alone);
    for (Optional<Bucket> part : EntityParts.buckets(parts, Bucket::hashed)) {
      String sql = statement.apply(renderer, part);
      store.each(ofEntities(sql, "repeated value"), rows);
    }
  }

  @Override
  public List<String> setAside(Question question, int most) {
    List<String> entities = new ArrayList<>();
    SqlRenderer renderer = shapes.of(SetQuestion.of(question), renderer(question.plan().source()));
    store.each(
        ofEntities(renderer.setAside(question, most), "entities set aside"),
        row -> entities.add(row.text("entity")));
    return entities;
  }

  @Override
  public RowQuality quality(Question question) {
    Source source = question.plan().source();
    SqlRenderer renderer = renderer(source);
    Qualities qualities =
        new Qualities(
            PropertyReads.of(question.plan()),
            source.eventId().isPresent(),
            source.receivedAt().isPresent(),
            source.identities().map(any -> links(question, renderer)));
    store.each(asked(renderer.quality(question), "quality of rows"), qualities::add);
    RowQuality.Starts starts =
        store.one(
            asked(renderer.starts(question), "entities before their start"),
            row -> new RowQuality.Starts(row.integer("entities"), row.integer("active")));
    return qualities.quality(starts);
  }

  @Override
  public List<WeekOfRows> weeks(Question question) {
    WeeksOfRows weeks = new WeeksOfRows(PropertyReads.of(question.plan()));
    String sql = renderer(question.plan().source()).weeks(question);
    store.each(asked(sql, "rows by week"), weeks::add);
    return weeks.all();
  }

  @Override
  public long rowsFrom(Question question, Instant instant) {
    String sql = renderer(question.plan().source()).rowsFrom(question, instant);
    return store.one(asked(sql, "rows after an instant"), row -> row.integer("row_count"));
  }

  /**
   * The events of one entity that the question reads, in no order, as the reference evaluator reads
   * them: those that belong to it by its own column or by another owner that the plan names; with
   * newness, its events of any name.
   *
   * @throws FirstvalueException if there are more than 100,000, or 5,000 for a plan with a sequence
   *     or a ratio
   */
  public List<Event> events(Question question, String entity) {
    return new EntityEvents(store, this).of(question, entity);
  }

  /**
   * The exposures of one entity before the watermark, in no order, from the log or from events:
   * under the entity's own id, and the name of the experiment.
   *
   * @throws FirstvalueException if there are more than 100,000
   */
  public List<Exposure> exposures(ExposureQuestion question, String entity) {
    return new EntityEvents(store, this).exposures(question, entity);
  }

  @Override
  public Origin origin() {
    String version = store.one(Query.of("SELECT version() AS version"), row -> row.text("version"));
    return new Origin(
        "ClickHouse " + version, store.journal().runs().stream().map(QueryRun::id).toList());
  }

  /** Hands over the rows of one relation, as the facts of the question come from them. */
  public void rows(Question question, Relation relation, Consumer<Row> consumer) {
    String sql = renderer(question.plan().source()).relation(question, relation, Optional.empty());
    store.each(ofEntities(sql, relation.relationName() + " of a definition"), consumer);
  }

  /** The SQL of this store's tables for a source: what {@code sql} prints. */
  public SqlRenderer renderer(Source source) {
    return new SqlRenderer(tables.columns(source.table()), null, identities(source));
  }

  /** The SQL of this store's tables for an experiment. */
  public SqlRenderer renderer(ExposureQuestion question) {
    Source source = question.plan().definition().source();
    return question.plan().log() instanceof ExposurePlan.Log.Table log
        ? new SqlRenderer(
            tables.columns(source.table()), tables.columns(log.table().table()), identities(source))
        : renderer(source);
  }

  private @Nullable TableColumns identities(Source source) {
    return source.identities().map(links -> tables.columns(links.table())).orElse(null);
  }

  private RowQuality.Links links(Question question, SqlRenderer renderer) {
    return store.one(
        asked(renderer.linkQuality(question), "quality of identities"),
        row ->
            new RowQuality.Links(
                row.integer("aliases"), row.integer("conflicts"), row.integer("chains")));
  }

  private int parts(SetQuestion question) {
    return entityParts.needed(question, renderer(question.plans().source()));
  }

  /**
   * A statement that joins rows to nothing but their entities' anchors, and says itself what may be
   * NULL. Where every column of a join may be, instants take a quarter longer to compare.
   */
  private static Query ofEntities(String sql, String purpose) {
    return asked(sql, purpose).setting("join_use_nulls", "0");
  }

  /**
   * A plain hash join was measured a sixth faster than the default for rows joined to anchors; the
   * default reading of decimals may miss the nearest double by one bit, the evaluator does not. The
   * server makes one IN of several equalities joined by OR, and IN takes 0.0 and -0.0 for two.
   */
  static Query asked(String sql, String purpose) {
    return Query.of(sql)
        .setting("join_algorithm", "hash")
        .setting("precise_float_parsing", "1")
        .setting("max_query_size", "16777216") // many plans are a long text
        .setting("optimize_min_equality_disjunction_chain_length", "1000000")
        // Looks for aggregates of keys, which there are none of, and takes a third of the planning.
        .setting("optimize_aggregators_of_group_by_keys", "0")
        .purpose(purpose);
  }
}
