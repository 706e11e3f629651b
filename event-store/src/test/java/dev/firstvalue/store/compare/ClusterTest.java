package dev.firstvalue.store.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.EventLimits;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.simulation.random.Questions;
import dev.firstvalue.simulation.random.RandomTrials;
import dev.firstvalue.simulation.random.Trial;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EngineCluster;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.testkit.NeedsEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Holds the SQL to the meaning on Distributed tables: three engines, over which the rows of every
 * log lie as chance wants them, so that no shard knows the whole of an entity.
 */
@NeedsEngine
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
  private static final int CASES = 3;
  private static final EventLimits FEW = new EventLimits(2, 2, 2);

  private static EngineCluster cluster;
  private static StoreConnection reader;

  @BeforeAll
  static void start() {
    cluster = EngineCluster.start();
    reader = StoreConnection.open(cluster.reader());
  }

  @AfterAll
  static void end() {
    reader.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void shardsAnswerAsTheReferenceEvaluatorDoes() {
    Comparison comparison = new Comparison(cluster.admin(), reader.store(), cluster::spread);
    long seed = System.nanoTime();
    System.out.println("ClusterTest: " + CASES + " cases from seed " + seed);
    for (Trial trial : RandomTrials.from(seed, CASES).toList()) {
      Questions questions = trial.read().orThrow();
      assertThat(comparison.differences(asked(trial, questions), Depth.SEVERAL))
          .as("RandomTrials.of(" + trial.seed() + ")")
          .isEmpty();
      assertThat(cluster.rowsOfShards(Asked.EVENTS).stream().mapToLong(rows -> rows).sum())
          .isEqualTo(trial.events().size());
      assertFewAreKeptOfOneEntity(trial, questions.question());
    }
  }

  @Test
  @Order(2)
  void aReportOnSomeOfTheShardsIsNotMade() {
    cluster.loseShard();
    assertThatThrownBy(
            () -> reader.store().one(Query.of("SELECT count() AS n FROM events"), row -> row))
        .isInstanceOfSatisfying(
            FirstvalueException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNREACHABLE));
  }

  /**
   * Nothing is estimated of a Distributed table, so that a crowd is looked for and, beyond two
   * events, found: rows are cut by LIMIT BY.
   */
  private static void assertFewAreKeptOfOneEntity(Trial trial, Question question) {
    Question few =
        new Question(
            question.plan(), question.watermark(), question.since(), question.until(), FEW);
    List<EntityFacts> expected = new ArrayList<>();
    new ReferenceFacts(trial.events(), trial.exposures(), trial.identities())
        .facts(few, expected::add);
    List<EntityFacts> found = new ArrayList<>();
    new ClickHouseFacts(reader.store().withRowLimit(Long.MAX_VALUE)).facts(few, found::add);
    assertThat(found).as("RandomTrials.of(" + trial.seed() + "), at most 2").isEqualTo(expected);
  }

  private static Asked asked(Trial trial, Questions questions) {
    return new Asked(
        RandomTrials.log(trial.seed()),
        questions.question(),
        questions.folds(),
        questions.experiment(),
        questions.experimentFolds(),
        questions.several(),
        questions.severalFolds(),
        trial.events(),
        trial.exposures(),
        trial.identities());
  }
}
