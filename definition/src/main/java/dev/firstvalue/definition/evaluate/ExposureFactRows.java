package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fifth relation of an experiment.
 *
 * @param rows in the order of the entities' ids
 */
public record ExposureFactRows(List<ExposureFacts> rows) {
  public ExposureFactRows {
    rows = List.copyOf(rows);
  }

  /**
   * What the facts are made from.
   *
   * @param fromStart the instants of the leaves from each entity's own start
   * @param fromExposure those from its first exposure
   * @param readings what is read beside the value event
   */
  record Instants(
      LeafInstants fromStart, LeafInstants fromExposure, ExposureEvaluation.Readings readings) {}

  /**
   * The facts.
   *
   * @param aside the entities that are set aside
   */
  static ExposureFactRows of(
      ExposurePlan experiment,
      Exposures exposures,
      Anchors anchors,
      Instants instants,
      Set<String> aside,
      Log log) {
    Plan plan = experiment.definition();
    ExposureReadings readings = experiment.readings();
    List<ExposureFacts> rows = new ArrayList<>();
    for (Exposures.Row exposure : exposures.rows().values()) {
      String entity = exposure.entity();
      Anchors.@Nullable Row anchor = anchors.rows().get(entity);
      var qualifies =
          FactRows.qualifies(
              plan, FactRows.variant(plan, anchor == null ? null : anchor.start(), log));
      boolean setAside = aside.contains(entity);
      Long before =
          anchor == null || setAside
              ? null
              : InstantAlgebra.instant(qualifies, instants.fromStart().of(entity));
      rows.add(
          new ExposureFacts(
              entity,
              exposure.exposedAt(),
              exposure.arm(),
              exposure.arms(),
              anchor == null ? null : (Long) anchor.timeZero(),
              anchor != null && anchor.excluded(),
              setAside,
              before != null && before < exposure.exposedAt(),
              setAside
                  ? null
                  : InstantAlgebra.instant(qualifies, instants.fromExposure().of(entity)),
              account(exposure, anchor),
              conditions(readings, instants, entity, setAside),
              setAside
                  ? Amounts.nothing(readings.amounts().size())
                  : instants.readings().amounts().of(entity),
              attributes(readings, anchor),
              instants.readings().past().of(entity)));
    }
    return new ExposureFactRows(rows);
  }

  private static List<@Nullable Long> conditions(
      ExposureReadings readings, Instants instants, String entity, boolean setAside) {
    List<@Nullable Long> conditions = new ArrayList<>();
    for (var condition : readings.conditions()) {
      conditions.add(
          setAside
              ? null
              : InstantAlgebra.instant(condition, instants.readings().instants().of(entity)));
    }
    return conditions;
  }

  private static List<@Nullable String> attributes(
      ExposureReadings readings, Anchors.@Nullable Row anchor) {
    List<@Nullable String> attributes = new ArrayList<>();
    for (var attribute : readings.attributes()) {
      attributes.add(anchor == null ? null : anchor.start().properties().get(attribute.name()));
    }
    return attributes;
  }

  private static @Nullable String account(Exposures.Row exposure, Anchors.@Nullable Row anchor) {
    if (exposure.account() != null) {
      return exposure.account();
    }
    return anchor == null ? null : EntityIds.known(anchor.start().account());
  }
}
