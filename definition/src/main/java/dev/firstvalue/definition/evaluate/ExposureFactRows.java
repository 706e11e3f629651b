package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.facts.ExposureFacts;
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
   * The facts.
   *
   * @param fromStart the instants of the leaves from each entity's own start
   * @param fromExposure those from its first exposure
   * @param aside the entities that are set aside
   */
  static ExposureFactRows of(
      Plan plan,
      Exposures exposures,
      Anchors anchors,
      LeafInstants fromStart,
      LeafInstants fromExposure,
      Set<String> aside,
      Log log) {
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
              : InstantAlgebra.instant(qualifies, fromStart.of(entity));
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
              setAside ? null : InstantAlgebra.instant(qualifies, fromExposure.of(entity)),
              account(exposure, anchor)));
    }
    return new ExposureFactRows(rows);
  }

  private static @Nullable String account(Exposures.Row exposure, Anchors.@Nullable Row anchor) {
    if (exposure.account() != null) {
      return exposure.account();
    }
    return anchor == null ? null : EntityIds.known(anchor.start().account());
  }
}
