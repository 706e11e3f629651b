package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first relation of an experiment: the first exposure of every exposed entity, by its id in the
 * order of code points.
 *
 * @param rows one an entity
 */
public record Exposures(SortedMap<String, Row> rows) {
  public Exposures {
    rows = Collections.unmodifiableSortedMap(rows);
  }

  /**
   * The first exposure of one entity.
   *
   * @param exposedAt microseconds since 1970, UTC
   * @param arm of several at that instant the least
   * @param arms how many different ones before the watermark and the experiment's end
   * @param account of several exposures at that instant to that arm the least that is there
   */
  public record Row(
      String entity, long exposedAt, String arm, int arms, @Nullable String account) {}

  /** One row of the log with its entity. */
  private record Shown(String entity, long at, String arm, @Nullable String account) {}

  private static final Comparator<Shown> FIRST =
      Comparator.comparingLong(Shown::at)
          .thenComparing(Shown::arm, TextOrder.BY_CODE_POINT)
          .thenComparing(Shown::account, Comparator.nullsLast(TextOrder.BY_CODE_POINT));

  static Exposures of(ExposureQuestion question, List<Exposure> exposures, Log log) {
    List<Shown> all =
        switch (question.plan().log()) {
          case ExposurePlan.Log.Table _ -> ofTable(question, exposures, log);
          case ExposurePlan.Log.Events events ->
              ofEvents(events.stream(), row -> row.properties().get(events.armProperty()), log);
          case ExposurePlan.Log.Starts starts -> ofEvents(starts.stream(), row -> "", log);
        };
    SortedMap<String, List<Shown>> byEntity = new TreeMap<>(TextOrder.BY_CODE_POINT);
    for (Shown shown : all) {
      byEntity.computeIfAbsent(shown.entity(), entity -> new ArrayList<>()).add(shown);
    }
    SortedMap<String, Row> rows = new TreeMap<>(TextOrder.BY_CODE_POINT);
    byEntity.forEach((entity, shown) -> rows.put(entity, row(shown, question.plan())));
    return new Exposures(rows);
  }

  private static Row row(List<Shown> ofOne, ExposurePlan plan) {
    Shown first = Collections.min(ofOne, FIRST);
    long arms =
        ofOne.stream()
            .filter(shown -> plan.end().isEmpty() || shown.at() < Micros.of(plan.end().get()))
            .map(Shown::arm)
            .distinct()
            .count();
    return new Row(first.entity(), first.at(), first.arm(), (int) arms, first.account());
  }

  private static List<Shown> ofTable(ExposureQuestion question, List<Exposure> exposures, Log log) {
    List<Shown> all = new ArrayList<>();
    for (Exposure row : exposures) {
      String entity =
          EntityIds.known(
              question.plan().definition().entity() == EntityKind.USER
                  ? log.identities().of(row.user())
                  : row.account());
      if (entity != null
          && row.timestamp() < log.end()
          && row.experiment().equals(question.plan().experiment())) {
        all.add(new Shown(entity, row.timestamp(), row.arm(), EntityIds.known(row.account())));
      }
    }
    return all;
  }

  private static List<Shown> ofEvents(
      Stream stream, Function<Event, @Nullable String> arms, Log log) {
    List<Shown> all = new ArrayList<>();
    for (Event row : log.rows()) {
      String arm = arms.apply(row);
      if (arm != null && log.evaluator().holds(stream.where(), Subject.ofRow(row))) {
        for (String entity : log.owners(stream, row)) {
          all.add(new Shown(entity, row.timestamp(), arm, EntityIds.known(row.account())));
        }
      }
    }
    return all;
  }
}
