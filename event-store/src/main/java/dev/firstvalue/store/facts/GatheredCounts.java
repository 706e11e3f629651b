package dev.firstvalue.store.facts;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.FoldStatement;
import dev.firstvalue.store.sql.GatheredStatement;
import dev.firstvalue.store.sql.SqlRenderer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Counts by what the events of each entity say before its time zero is known: most entities are
 * settled by that, the others are asked for by their ids. It pays where entities have many events.
 */
final class GatheredCounts {
  /** Of entities with fewer events than this on average, too many would not be settled. */
  private static final long FEWEST_EVENTS = 16;

  private final Store store;
  private final BiFunction<String, String, Query> query;
  private final Set<PlanSet> unsettled = ConcurrentHashMap.newKeySet();

  /**
   * Counts of a store.
   *
   * @param query a query of SQL and a purpose
   */
  GatheredCounts(Store store, BiFunction<String, String, Query> query) {
    this.store = store;
    this.query = query;
  }

  /** The counts, where they are likely to be had faster so. */
  Optional<List<Counts>> of(SetQuestion question, List<Fold> folds, SqlRenderer renderer) {
    if (renderer.gathered(question, folds, question.watermark(), false).isEmpty()
        || unsettled.contains(question.plans())
        || !haveManyEvents(question, folds, renderer)) {
      return Optional.empty();
    }
    Instant oldest = oldest(question, renderer);
    return renderer
        .gathered(question, folds, oldest, false)
        .flatMap(statement -> count(statement, question, folds, renderer));
  }

  /** The counts, where they can be had so. */
  Optional<List<Counts>> always(SetQuestion question, List<Fold> folds, SqlRenderer renderer) {
    return renderer
        .gathered(question, folds, oldest(question, renderer), true)
        .flatMap(statement -> count(statement, question, folds, renderer));
  }

  private boolean haveManyEvents(SetQuestion question, List<Fold> folds, SqlRenderer renderer) {
    String sql = renderer.folds(question, folds, Optional.empty()).sql();
    long rows = store.estimate(query.apply(sql, "rows of the events")).rows();
    long entities =
        store.one(
            query.apply(renderer.mostEntities(question), "most entities there are"),
            row -> row.integer("entities"));
    return rows >= entities * FEWEST_EVENTS;
  }

  private Instant oldest(SetQuestion question, SqlRenderer renderer) {
    return store.one(
        query.apply(renderer.oldest(question), "how far the log reaches back"),
        row -> row.instant("oldest"));
  }

  private Optional<List<Counts>> count(
      GatheredStatement statement, SetQuestion question, List<Fold> folds, SqlRenderer renderer) {
    Tally tally = new Tally(folds);
    List<String> others = new ArrayList<>();
    try {
      store.each(
          query.apply(statement.counts().sql(), "counts of entities by all their events"),
          row -> {
            if (row.integer("entities") > 0) {
              tally.add(row, statement.counts());
            }
            if (row.integer("fold") == 1 && !row.text(GatheredStatement.OTHERS).isEmpty()) {
              others.addAll(Arrays.asList(row.text(GatheredStatement.OTHERS).split(",")));
            }
          });
    } catch (FirstvalueException e) {
      if (e.code() != ErrorCode.STORE_MEMORY_EXCEEDED) {
        throw e;
      }
      unsettled.add(question.plans());
      return Optional.empty();
    }
    if (others.size() > GatheredStatement.MOST_OTHERS) {
      unsettled.add(question.plans());
      return Optional.empty();
    }
    if (!others.isEmpty()) {
      FoldStatement rest = renderer.folds(question, folds, Optional.of(statement.part(others)));
      store.each(
          query.apply(rest.sql(), "counts of the other entities"), row -> tally.add(row, rest));
    }
    return Optional.of(tally.counts());
  }
}
