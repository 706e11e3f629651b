package dev.firstvalue.store.sql;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Questions as statements for ClickHouse: five named relations, then what is asked of the last. The
 * text is made to be read, and can be pasted into any client.
 */
public final class SqlRenderer {
  private final TableColumns events;
  private final @Nullable TableColumns exposures;
  private final @Nullable TableColumns identities;
  private final LogShape shape;

  /**
   * A renderer for a table of events whose columns are known.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException from the other methods, when a
   *     column that the source names is not there or has a type that does not fit
   */
  public SqlRenderer(TableColumns events) {
    this(events, null, null);
  }

  /** A renderer that knows the tables of exposures and of identities too, where there are any. */
  public SqlRenderer(
      TableColumns events, @Nullable TableColumns exposures, @Nullable TableColumns identities) {
    this(events, exposures, identities, LogShape.ANY);
  }

  private SqlRenderer(
      TableColumns events,
      @Nullable TableColumns exposures,
      @Nullable TableColumns identities,
      LogShape shape) {
    this.events = events;
    this.exposures = exposures;
    this.identities = identities;
    this.shape = shape;
  }

  /**
   * A renderer for a table in which an entity has more events than are counted. Of such an entity
   * no more rows of a leaf are kept than show that it is set aside; the facts are the same. That
   * takes one thread, so that other tables are better off without.
   */
  public SqlRenderer crowded() {
    return new SqlRenderer(
        events, exposures, identities, new LogShape(true, shape.byEvent(), shape.apart()));
  }

  /**
   * A renderer for a table in which rows of one event lie together: those of which no property is
   * asked for are read without. The facts are the same.
   */
  public SqlRenderer byEvent() {
    return new SqlRenderer(
        events, exposures, identities, new LogShape(shape.crowded(), true, shape.apart()));
  }

  /**
   * A renderer that reads rows that all count apart from those that have to be told apart even
   * where they are few. The facts are the same.
   */
  public SqlRenderer apart() {
    return new SqlRenderer(
        events, exposures, identities, new LogShape(shape.crowded(), shape.byEvent(), true));
  }

  /**
   * Two statements that read what an experiment reads of the events of which it asks properties,
   * and of all its events. None where it asks properties of none of them, or of all.
   */
  public List<String> readings(ExposureQuestion question) {
    return experiment(question, Optional.empty()).readings();
  }

  /** The facts of every entered entity in the order of their ids. */
  public String facts(Question question, Optional<Bucket> bucket) {
    return relation(question, Relation.FACTS, bucket);
  }

  /** The rows of one relation, as {@link #facts} makes them. */
  public String relation(Question question, Relation relation, Optional<Bucket> bucket) {
    Relations relations =
        PlanSql.facts(
            SetQuestion.of(question), table(question.plan(), question.watermark()), bucket);
    return relations.with(all(relation));
  }

  /**
   * The ids of at most so many entities that are set aside because of the number of their events,
   * in order: a column {@code entity}.
   */
  public String setAside(Question question, int most) {
    return PlanSql.setAside(question, most, table(question.plan(), question.watermark()));
  }

  /**
   * How many of those who reached value reached it again: one row with again_1, set_aside_1 and so
   * on, for each of these lengths of time.
   */
  public String repeats(Question question, List<Duration> within, Optional<Bucket> bucket) {
    EventTable table = table(question.plan(), question.watermark());
    return new RepeatSql(question, within, false, table, bucket).sql();
  }

  /** The same, one row for each {@code account} of those who reached it, or for those without. */
  public String repeatsByAccount(
      Question question, List<Duration> within, Optional<Bucket> bucket) {
    EventTable table = table(question.plan(), question.watermark());
    return new RepeatSql(question, within, true, table, bucket).sql();
  }

  /** The counts of folds. */
  public FoldStatement folds(Question question, List<Fold> folds, Optional<Bucket> bucket) {
    return PlanSql.folds(
        SetQuestion.of(question), folds, table(question.plan(), question.watermark()), bucket);
  }

  /**
   * The facts of every entered entity by several plans, in the order of their ids: the columns of
   * the first begin with {@code plan_1_}, and so on, if there is more than one.
   */
  public String facts(SetQuestion question, Optional<Bucket> bucket) {
    return PlanSql.facts(question, table(question), bucket).with(all(Relation.FACTS));
  }

  /** What a column of {@link #facts} is called for one of so many plans, the first being 0. */
  public static String column(String name, int plan, int plans) {
    return PlanPart.prefix(plan, plans) + name;
  }

  /** The counts of folds over several plans. */
  public FoldStatement folds(SetQuestion question, List<Fold> folds, Optional<Bucket> bucket) {
    return PlanSql.folds(question, folds, table(question), bucket);
  }

  /**
   * The same by adding up the events of each entity before its time zero is known, where that can
   * be done and is likely to be faster.
   *
   * @param oldest an instant before which there are few events
   * @param always whether it need not be likely
   */
  public Optional<SettledStatement> gathered(
      SetQuestion question, List<Fold> folds, Instant oldest, boolean always) {
    return PlanSql.gathered(question, folds, table(question), oldest, always);
  }

  /**
   * The same where of no leaf is asked when it held: {@link FoldStatement#SETTLED}.
   *
   * @param once whether entities are taken to start once, which takes less time
   */
  public Optional<FoldStatement> held(SetQuestion question, List<Fold> folds, boolean once) {
    return PlanSql.held(question, folds, table(question), once);
  }

  /** An instant before which there are few events of a question: one row, {@code oldest}. */
  public String oldest(SetQuestion question) {
    return StartsSql.oldest(question, table(question));
  }

  /** The facts of every exposed entity in the order of their ids. */
  public String facts(ExposureQuestion question, Optional<Bucket> bucket) {
    return relation(question, Relation.FACTS, bucket);
  }

  /** The rows of one relation, as {@link #facts} makes them. */
  public String relation(ExposureQuestion question, Relation relation, Optional<Bucket> bucket) {
    return experiment(question, bucket).relations(true).with(all(relation));
  }

  /** The counts of folds. */
  public FoldStatement folds(ExposureQuestion question, List<Fold> folds, Optional<Bucket> bucket) {
    return experiment(question, bucket).folds(folds);
  }

  /** How far the log of a source reaches: row_count, oldest, newest, lateness in seconds. */
  public String extent(Source source) {
    return ExtentSql.of(new EventTable(source, events)).text(0);
  }

  /**
   * What the rows that a question reads look like: a row an event and day, all days that are not
   * looked at one by one under the name of none, and one with total = 1.
   */
  public String quality(Question question) {
    return QualitySql.of(question, table(question.plan(), question.watermark())).text(0);
  }

  /** Who did something before the start: one row, entities and active. */
  public String starts(Question question) {
    return QualitySql.starts(question, table(question.plan(), question.watermark())).text(0);
  }

  /** How many rows of the question's events are dated at or after an instant: row_count. */
  public String rowsFrom(Question question, Instant instant) {
    return QualitySql.from(question, table(question.plan(), question.watermark()), instant).text(0);
  }

  /**
   * The same as {@link #quality} by event_name and week, in that order: row_count, filled_N and
   * mistyped_N.
   */
  public String weeks(Question question) {
    return QualitySql.weeks(question, table(question.plan(), question.watermark())).text(0);
  }

  /** What is odd about the links of a source that has some: one row, conflicts and chains. */
  public String linkQuality(Question question) {
    return identities(question.plan().source(), question.watermark())
        .orElseThrow()
        .quality()
        .text(0);
  }

  /**
   * At most so many rows of the entity that is bound to {@code entity}, in no order: t, event_name,
   * id, user_id, account_id and, in the order of the catalog's names, the raw text p0, p1, … of
   * each property, with t0, t1, … in microseconds for those of type TIMESTAMP.
   */
  public String entityEvents(Question question, long limit) {
    return EntityEventsSql.of(question, table(question.plan(), question.watermark()), limit)
        .text(0);
  }

  /**
   * At most so many exposures of the entity that is bound to {@code entity}, in no order:
   * exposed_at, arm_name and account_id.
   */
  public String entityExposures(ExposureQuestion question, long limit) {
    return experiment(question, Optional.empty()).ofEntity(limit).text(0);
  }

  /** How many entities a question is about, or more: a query that is far cheaper than the next. */
  public String mostEntities(SetQuestion question) {
    return StartsSql.mostEntities(question, table(question));
  }

  /** How many entities a question is about, nearly: a query that is cheap beside the question. */
  public String entities(SetQuestion question) {
    return StartsSql.entities(question, table(question));
  }

  /** How many entities were exposed, nearly: a query that is cheap beside the question. */
  public String entities(ExposureQuestion question) {
    return experiment(question, Optional.empty()).entities().text(0);
  }

  /** Parts of who was exposed by the order of their ids; none where ids have no order of use. */
  public Optional<IdParts> parts(ExposureQuestion question) {
    return experiment(question, Optional.empty()).parts();
  }

  /** The same of those who have a start event. */
  public Optional<IdParts> parts(SetQuestion question) {
    return PlanSql.idParts(question, table(question));
  }

  /** How many leaves and amounts are counted of each exposed entity. */
  public int counted(ExposureQuestion question) {
    return experiment(question, Optional.empty()).counted();
  }

  /** The counts of a search: cells and how many {@code entities} each has. */
  public String histogram(
      DiscoveryQuestion question, List<Integer> features, Optional<Bucket> bucket) {
    return discovery(question, features, bucket).histogram();
  }

  /** The profiles of a sample of entities: one row each. */
  public String profiles(DiscoveryQuestion question, HashSplit sample, Optional<Bucket> bucket) {
    return discovery(
            question, IntStream.range(0, question.features().size()).boxed().toList(), bucket)
        .profiles(sample);
  }

  private DiscoverySql discovery(
      DiscoveryQuestion question, List<Integer> features, Optional<Bucket> bucket) {
    Question asked = question.question();
    return new DiscoverySql(question, features, table(asked.plan(), asked.watermark()), bucket);
  }

  /**
   * The most rows that one entity has of the events that have to be told apart, whether they match
   * or not: a row with {@code most}. Empty for a question that tells none apart.
   */
  public Optional<String> crowd(SetQuestion question) {
    return PlanSql.crowd(question, table(question));
  }

  /** Whether a question has to tell rows apart before it counts them. */
  public boolean tellsApart(SetQuestion question) {
    return crowd(question).isPresent();
  }

  private ExposureSql experiment(ExposureQuestion question, Optional<Bucket> bucket) {
    return new ExposureSql(
        question, table(question.plan().definition(), question.watermark()), exposures, bucket);
  }

  private EventTable table(SetQuestion question) {
    return table(question.plans().plans().getFirst(), question.watermark());
  }

  private EventTable table(Plan plan, Instant watermark) {
    return new EventTable(plan.source(), events, identities(plan.source(), watermark), shape);
  }

  private Optional<IdentitySql> identities(Source source, Instant watermark) {
    return source
        .identities()
        .map(
            links -> {
              if (identities == null) {
                throw new IllegalArgumentException(
                    "identities: none (expected: the columns of their table)");
              }
              return new IdentitySql(links, identities, watermark);
            });
  }

  private static Select all(Relation relation) {
    return new Select().column("*", "*").from(relation.relationName()).then("ORDER BY entity");
  }
}
