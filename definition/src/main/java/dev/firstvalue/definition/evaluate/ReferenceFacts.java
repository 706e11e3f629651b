package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Extent;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.FactSum;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.RepeatsOfAccount;
import dev.firstvalue.definition.facts.RowQuality;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Source;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reference evaluator as a source of facts, over logs in memory. Events in memory have no time
 * of arrival, so their lateness is zero.
 */
public final class ReferenceFacts implements FactSource {
  private final List<Event> events;
  private final List<Exposure> exposures;
  private final List<Identity> identities;

  /** A source over these rows, in which nobody has two ids. */
  public ReferenceFacts(List<Event> events, List<Exposure> exposures) {
    this(events, exposures, List.of());
  }

  /** A source over these rows; their order does not matter. */
  public ReferenceFacts(List<Event> events, List<Exposure> exposures, List<Identity> identities) {
    this.events = List.copyOf(events);
    this.exposures = List.copyOf(exposures);
    this.identities = List.copyOf(identities);
  }

  @Override
  public Extent extent(Source source) {
    List<Instant> times =
        events.stream().map(event -> Micros.instant(event.timestamp())).sorted().toList();
    return new Extent(
        times.stream().findFirst(), times.reversed().stream().findFirst(), Duration.ZERO);
  }

  @Override
  public List<Counts> fold(Question question, List<Fold> folds) {
    EntityKeyValues values = values(question);
    List<EntityFacts> facts = Evaluation.of(question, events, identities).facts().rows();
    return folds.stream()
        .map(fold -> count(fold, facts, values::value, ReferenceFacts::noSum))
        .toList();
  }

  @Override
  public List<Counts> fold(SetQuestion question, List<Fold> folds) {
    folds.forEach(question::requireKeysOf);
    List<EntityKeyValues> values = question.each().stream().map(this::values).toList();
    List<List<EntityFacts>> facts = byEntity(question);
    return folds.stream()
        .map(
            fold ->
                count(fold, facts, (key, all) -> value(key, values, all), ReferenceFacts::noSum))
        .toList();
  }

  @Override
  public List<Counts> fold(ExposureQuestion question, List<Fold> folds) {
    ExposureKeyValues values = new ExposureKeyValues(question);
    List<ExposureFacts> facts =
        ExposureEvaluation.of(question, events, exposures, identities).facts().rows();
    return folds.stream()
        .map(fold -> count(fold, facts, values::value, ExposureKeyValues::summand))
        .toList();
  }

  @Override
  public void facts(Question question, Consumer<EntityFacts> consumer) {
    Evaluation.of(question, events, identities).facts().rows().forEach(consumer);
  }

  @Override
  public void facts(SetQuestion question, Consumer<List<EntityFacts>> consumer) {
    byEntity(question).forEach(consumer);
  }

  @Override
  public void facts(ExposureQuestion question, Consumer<ExposureFacts> consumer) {
    ExposureEvaluation.of(question, events, exposures, identities).facts().rows().forEach(consumer);
  }

  @Override
  public List<Repeats> repeats(Question question, List<Duration> within) {
    return Repetition.of(question, within, events, identities);
  }

  @Override
  public void repeats(
      Question question, List<Duration> within, Consumer<RepeatsOfAccount> consumer) {
    Repetition.byAccount(question, within, events, identities).forEach(consumer);
  }

  @Override
  public List<String> setAside(Question question, int most) {
    return Evaluation.of(question, events, identities).facts().rows().stream()
        .filter(EntityFacts::setAside)
        .map(EntityFacts::entity)
        .limit(most)
        .toList();
  }

  @Override
  public RowQuality quality(Question question) {
    return RowQualities.of(question, events, identities);
  }

  @Override
  public List<WeekOfRows> weeks(Question question) {
    return RowQualities.weeks(question, events, identities);
  }

  @Override
  public long rowsFrom(Question question, Instant instant) {
    return RowQualities.from(question, instant, events, identities);
  }

  @Override
  public Origin origin() {
    return new Origin("a log in memory", List.of());
  }

  private EntityKeyValues values(Question question) {
    return new EntityKeyValues(question, new Activities(question, events, identities)::of);
  }

  /** Each plan asked alone, side by side: they have the same entities, in the same order. */
  private List<List<EntityFacts>> byEntity(SetQuestion question) {
    List<List<EntityFacts>> entities = new ArrayList<>();
    for (Question one : question.each()) {
      List<EntityFacts> rows = Evaluation.of(one, events, identities).facts().rows();
      for (int i = 0; i < rows.size(); i++) {
        if (entities.size() == i) {
          entities.add(new ArrayList<>());
        }
        entities.get(i).add(rows.get(i));
      }
    }
    return entities;
  }

  private static @Nullable Object value(
      FactKey key, List<EntityKeyValues> values, List<EntityFacts> facts) {
    return key instanceof FactKey.InPlan(int plan, FactKey own)
        ? values.get(plan).value(own, facts.get(plan))
        : values.getFirst().value(key, facts.getFirst());
  }

  private static <T> Counts count(
      Fold fold,
      List<T> facts,
      BiFunction<FactKey, T, @Nullable Object> value,
      BiFunction<FactSum, T, BigInteger> summand) {
    Map<List<@Nullable Object>, Counts.Row> rows = new LinkedHashMap<>();
    for (T one : facts) {
      List<@Nullable Object> values = new ArrayList<>();
      for (FactKey key : fold.keys()) {
        values.add(value.apply(key, one));
      }
      List<BigInteger> sums = fold.sums().stream().map(sum -> summand.apply(sum, one)).toList();
      rows.merge(values, new Counts.Row(values, 1, sums), Counts.Row::with);
    }
    return new Counts(fold, List.copyOf(rows.values()));
  }

  private static <T> BigInteger noSum(FactSum sum, T facts) {
    throw new IllegalArgumentException("sum: " + sum + " (expected: none, of a definition)");
  }
}
