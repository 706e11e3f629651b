package dev.firstvalue.experiment.population;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.v1.OtherArm;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who was exposed to an arm that is not compared, by the arm's name. */
public final class OtherArms {
  /** So many are named: a column that holds no arms may have a name for every entity. */
  private static final int NAMED = 50;

  private static final Comparator<OtherArm> ORDER =
      Comparator.comparing(OtherArm::getKind)
          .thenComparing(Comparator.comparingInt(OtherArm::getExposed).reversed())
          .thenComparing(OtherArm::getArm);

  private OtherArms() {}

  /** By kind, the larger first; at most fifty. */
  public static List<OtherArm> of(Arms arms, ExposureCounts rules, Counts counts) {
    Map<String, Long> exposed = new TreeMap<>();
    for (Counts.Row raw : counts.rows()) {
      ExposureCounts.Row row = new ExposureCounts.Row(raw);
      if (rules.place(row) == Place.OTHER_ARM) {
        String arm = row.arm();
        exposed.merge(arm == null ? "(none)" : arm, raw.count(), Long::sum);
      }
    }
    return exposed.entrySet().stream()
        .map(
            arm ->
                OtherArm.newBuilder()
                    .setArm(arm.getKey())
                    .setKind(arms.kind(arm.getKey()))
                    .setExposed(Math.toIntExact(arm.getValue()))
                    .build())
        .sorted(ORDER)
        .limit(NAMED)
        .toList();
  }
}
