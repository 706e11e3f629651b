package dev.firstvalue.store.facts;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Anchor;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.FoldStatement;
import dev.firstvalue.store.sql.SettledStatement;
import dev.firstvalue.store.sql.SqlRenderer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Counts by statements that take less time and do not settle every entity: those that they do not
 * are asked for by their ids, or all are counted in another way.
 */
final class SettledCounts {
  /** Of entities with fewer events than this on average, too many would not be settled. */
  private static final long FEWEST_EVENTS = 16;

  /** So many characters of ids at most are asked for: a statement has to hold them. */
  private static final long LONGEST_OTHERS = 1 << 22;

  private final Store store;
  private final BiFunction<String, String, Query> query;
  private final Set<PlanSet> refused = ConcurrentHashMap.newKeySet();
  private final Set<Start> again = ConcurrentHashMap.newKeySet();

  /** Of whom several start events were found. */
  private record Start(Source source, EntityKind entity, Anchor anchor) {
    static Start of(PlanSet plans) {
      return new Start(plans.source(), plans.entity(), plans.anchor());
    }
  }

  /**
   * Counts of a store.
   *
   * @param query a query of SQL and a purpose
   */
  SettledCounts(Store store, BiFunction<String, String, Query> query) {
    this.store = store;
    this.query = query;
  }

  /** The counts, where they are likely to be had faster so. */
  Optional<List<Counts>> of(SetQuestion question, List<Fold> folds, SqlRenderer renderer) {
    if (refused.contains(question.plans())) {
      return Optional.empty();
    }
    if (renderer.gathered(question, folds, question.watermark(), false).isPresent()
        && haveManyEvents(question, folds, renderer)) {
      Optional<List<Counts>> gathered = gathered(question, folds, renderer, false);
      if (gathered.isPresent()) {
        return gathered;
      }
    }
    return held(question, folds, renderer);
  }

  /**
   * The counts by what the events of each entity say before its time zero is known, where they can
   * be had so.
   */
  Optional<List<Counts>> gathered(
      SetQuestion question, List<Fold> folds, SqlRenderer renderer, boolean always) {
    return renderer
        .gathered(question, folds, oldest(question, renderer), always)
        .flatMap(
            statement ->
                count(
                    statement,
                    query.apply(statement.counts().sql(), "counts of entities by all their events"),
                    question,
                    folds,
                    renderer));
  }

  /** The counts where of no leaf is asked when it held. */
  Optional<List<Counts>> held(SetQuestion question, List<Fold> folds, SqlRenderer renderer) {
    Start start = Start.of(question.plans());
    Optional<FoldStatement> once =
        again.contains(start) ? Optional.empty() : renderer.held(question, folds, true);
    if (once.isPresent()) {
      Optional<Held> held = held(once.get(), folds);
      if (held.isEmpty() || held.get().settled()) {
        return counts(held, question);
      }
      again.add(start);
    }
    return renderer
        .held(question, folds, false)
        .flatMap(statement -> counts(held(statement, folds).filter(Held::settled), question));
  }

  private Optional<List<Counts>> counts(Optional<Held> held, SetQuestion question) {
    if (held.isEmpty()) {
      refused.add(question.plans());
    }
    return held.map(Held::counts);
  }

  /** Counts, which are right if all are settled. */
  private record Held(List<Counts> counts, boolean settled) {}

  /** None where it takes more memory than a query may. */
  private Optional<Held> held(FoldStatement statement, List<Fold> folds) {
    Query counts = query.apply(statement.sql(), "counts of what holds");
    Tally tally = new Tally(folds);
    AtomicBoolean settled = new AtomicBoolean(true);
    boolean fits =
        fits(
            counts,
            row -> {
              tally.add(row, statement);
              if (row.integer(FoldStatement.SETTLED) == 0) {
                settled.set(false);
              }
            });
    return fits ? Optional.of(new Held(tally.counts(), settled.get())) : Optional.empty();
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

  /** None where too many are not settled, or it takes more memory than a query may. */
  private Optional<List<Counts>> count(
      SettledStatement statement,
      Query counts,
      SetQuestion question,
      List<Fold> folds,
      SqlRenderer renderer) {
    Tally tally = new Tally(folds);
    List<String> others = new ArrayList<>();
    boolean fits =
        fits(
            counts,
            row -> {
              if (row.integer("entities") > 0) {
                tally.add(row, statement.counts());
              }
              String ids = row.text(SettledStatement.OTHERS);
              if (row.integer("fold") == 1 && !ids.isEmpty()) {
                others.addAll(Arrays.asList(ids.split(",")));
              }
            });
    if (!fits
        || others.size() > SettledStatement.MOST_OTHERS
        || others.stream().mapToLong(String::length).sum() > LONGEST_OTHERS) {
      refused.add(question.plans());
      return Optional.empty();
    }
    if (!others.isEmpty()) {
      FoldStatement rest = renderer.folds(question, folds, Optional.of(statement.part(others)));
      store.each(
          query.apply(rest.sql(), "counts of the other entities"), row -> tally.add(row, rest));
    }
    return Optional.of(tally.counts());
  }

  /** Hands over the rows unless they take more memory than a query may. */
  private boolean fits(Query counts, Consumer<Row> rows) {
    try {
      store.each(counts, rows);
      return true;
    } catch (FirstvalueException e) {
      if (e.code() != ErrorCode.STORE_MEMORY_EXCEEDED) {
        throw e;
      }
      return false;
    }
  }
}
