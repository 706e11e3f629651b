package dev.firstvalue.experiment.time;

import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.experiment.contrast.Contrast;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.population.ExposureCounts;
import dev.firstvalue.experiment.v1.DailyEffect;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ProportionComparison;
import dev.firstvalue.validation.v1.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The effect on all who were first exposed up to each day: how it came to be what it is. An effect
 * of novelty falls from the left to the right.
 *
 * <p>The intervals are Mee's, for one day that is read alone. Where errors are clustered there are
 * none: days do not add up to clusters.
 */
public final class DailyEffects {
  private final Arms arms;
  private final ExposureCounts rules;
  private final boolean clustered;

  public DailyEffects(Arms arms, ExposureCounts rules, boolean clustered) {
    this.arms = arms;
    this.rules = rules;
    this.clustered = clustered;
  }

  /**
   * A row a day and arm, from the first day on which both arms have a mature entity.
   *
   * @param counts by day of first exposure and whether activated
   * @param level of the intervals
   */
  public List<DailyEffect> of(Counts counts, double level) {
    Optional<String> control = arms.control();
    List<DailyEffect> effects = new ArrayList<>();
    for (String arm : control.isEmpty() ? List.<String>of() : arms.treatments()) {
      Map<String, long[]> days = days(counts, arm, control.get());
      long[] sum = new long[4];
      for (Map.Entry<String, long[]> day : days.entrySet()) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += day.getValue()[i];
        }
        if (sum[0] > 0 && sum[2] > 0) {
          effects.add(
              DailyEffect.newBuilder()
                  .setDay(day.getKey())
                  .setArm(arm)
                  .setAgainst(control.get())
                  .setEntities(Math.toIntExact(sum[0] + sum[2]))
                  .setDifference(
                      difference(
                          new Proportion(sum[1], sum[0]), new Proportion(sum[3], sum[2]), level))
                  .build());
        }
      }
    }
    return effects;
  }

  private Estimate difference(Proportion arm, Proportion control, double level) {
    ProportionComparison compared = ProportionComparison.of(arm, control, level);
    return clustered
        ? Estimate.newBuilder().setEstimate(compared.difference()).build()
        : Contrast.estimate(compared.difference(), compared.differenceInterval());
  }

  /** By day: mature and activated of the arm, mature and activated of the control. */
  private Map<String, long[]> days(Counts counts, String arm, String control) {
    Map<String, long[]> days = new TreeMap<>();
    for (ExposureCounts.Row row : rules.compared(counts, null)) {
      boolean ours = arm.equals(row.arm());
      if (ours || control.equals(row.arm())) {
        long[] day = days.computeIfAbsent((String) row.own(0), any -> new long[4]);
        int at = ours ? 0 : 2;
        day[at] += row.row().count();
        day[at + 1] += row.ownFlag(1) ? row.row().count() : 0;
      }
    }
    return days;
  }
}
