package dev.firstvalue.definition.facts;

import dev.firstvalue.definition.plan.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers questions with facts and counts: the event store, or the reference evaluator over a log
 * in memory. Both give the same answers to the same question over the same rows.
 *
 * <p>Failures of a store are {@link dev.firstvalue.definition.error.FirstvalueException}; an answer
 * is whole or not there.
 */
public interface FactSource {

  /** How far the log of this source reaches. */
  Extent extent(Source source);

  /** Counts the facts of a question, one pass for all folds; the result has their order. */
  List<Counts> fold(Question question, List<Fold> folds);

  /**
   * Counts the facts of several plans, one pass for all folds; the result has their order. A fold
   * may mix keys of several plans: each entity is counted once.
   *
   * @throws IllegalArgumentException for a key that is neither {@link FactKey.InPlan} nor {@link
   *     FactKey#isOfEveryPlan()}, or whose plan is not there
   */
  List<Counts> fold(SetQuestion question, List<Fold> folds);

  /** Counts the facts of an experiment, one pass for all folds; the result has their order. */
  List<Counts> fold(ExposureQuestion question, List<Fold> folds);

  /**
   * Counts the facts of a question by one fold and hands the counts over row by row, in no order:
   * for folds of so many combinations that they are better not held at once. A combination may come
   * in several rows, whose counts add up.
   */
  default void count(Question question, Fold fold, Consumer<Counts.Row> consumer) {
    fold(question, List.of(fold)).getFirst().rows().forEach(consumer);
  }

  /** Counts the facts of several plans by one fold, in the same way. */
  default void count(SetQuestion question, Fold fold, Consumer<Counts.Row> consumer) {
    fold(question, List.of(fold)).getFirst().rows().forEach(consumer);
  }

  /** Hands over the facts of every entered entity, one by one, in the order of their ids. */
  void facts(Question question, Consumer<EntityFacts> consumer);

  /**
   * Hands over the facts of every entered entity, one by one, in the order of their ids: a list
   * with those of each plan, in the order of the plans.
   */
  void facts(SetQuestion question, Consumer<List<EntityFacts>> consumer);

  /** Hands over the facts of every exposed entity, one by one, in the order of their ids. */
  void facts(ExposureQuestion question, Consumer<ExposureFacts> consumer);

  /**
   * How many of those who reached value reached it again, for each of these lengths of time, in
   * their order.
   *
   * @param within at least one, each positive
   */
  List<Repeats> repeats(Question question, List<Duration> within);

  /**
   * Hands over the same counts by account, in no order. An account may come several times, its
   * counts then add up; one of which nobody came back or is set aside need not come.
   *
   * @param within at least one, each positive
   */
  void repeats(Question question, List<Duration> within, Consumer<RepeatsOfAccount> consumer);

  /**
   * The ids of entities that are set aside because more of their events match a leaf than are
   * counted, in order.
   *
   * @param most how many are named, at least 1
   */
  List<String> setAside(Question question, int most);

  /** What the rows that the question reads look like. */
  RowQuality quality(Question question);

  /** The same week by week, by event and then by week, in the order of their code points. */
  List<WeekOfRows> weeks(Question question);

  /**
   * How many rows there are of the events that a question reads, dated at or after an instant, not
   * excluded; whatever its watermark.
   */
  long rowsFrom(Question question, Instant instant);

  /** Where the answers come from. */
  Origin origin();

  /**
   * Where answers come from.
   *
   * @param storeVersion the store's name and version
   * @param queryIds the ids of every query so far, in order; none for a log in memory
   */
  record Origin(String storeVersion, List<String> queryIds) {
    public Origin {
      queryIds = List.copyOf(queryIds);
    }
  }
}
