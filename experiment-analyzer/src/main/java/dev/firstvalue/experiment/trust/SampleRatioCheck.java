package dev.firstvalue.experiment.trust;

import dev.firstvalue.definition.v1.Arm;
import dev.firstvalue.experiment.plan.Arms;
import dev.firstvalue.experiment.v1.DailyExposures;
import dev.firstvalue.experiment.v1.SampleRatio;
import dev.firstvalue.experiment.v1.SampleRatioDay;
import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.sampleratio.SequentialSampleRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether first exposures came in the configured proportions. */
public final class SampleRatioCheck {
  /** Below this something is wrong with the assignment or the log. */
  public static final double ALARM = 0.001;

  /** Below this many exposures no alarm is given. */
  static final int LEAST_EXPOSURES = 100;

  /** Of the prior about the weights: looks for faults of some per cent of an arm. */
  private static final double CONCENTRATION = 10_000;

  private SampleRatioCheck() {}

  /**
   * The check.
   *
   * @param assigned units by arm: entities, or the accounts that were randomised
   */
  public static SampleRatio check(long[] assigned, double[] weights) {
    SampleRatio.Builder check = SampleRatio.newBuilder().setMethod("CHI_SQUARE");
    long total = Arrays.stream(assigned).sum();
    if (weights.length < 2 || total == 0) {
      return check.setNote("there are no exposures to two arms of a weight above 0").build();
    }
    double p =
        dev.firstvalue.statistics.sampleratio.SampleRatio.of(assigned, weights).pValue().value();
    if (total < LEAST_EXPOSURES) {
      check.setNote("below " + LEAST_EXPOSURES + " exposures no alarm is given");
    }
    return check.setPValue(p).setAlarm(p < ALARM && total >= LEAST_EXPOSURES).build();
  }

  /** The sample ratio as each day would have read it. */
  public static List<SampleRatioDay> days(List<DailyExposures> daily, Arms arms) {
    List<String> names = arms.compared().stream().map(Arm::getName).toList();
    SortedMap<String, long[]> byDay = new TreeMap<>();
    for (DailyExposures one : daily) {
      int arm = names.indexOf(one.getArm());
      if (arm >= 0) {
        byDay.computeIfAbsent(one.getDay(), day -> new long[names.size()])[arm] += one.getExposed();
      }
    }
    if (names.size() < 2 || byDay.isEmpty()) {
      return List.of();
    }
    List<PValue> anytime =
        SequentialSampleRatio.pValues(List.copyOf(byDay.values()), arms.weights(), CONCENTRATION);
    List<SampleRatioDay> days = new ArrayList<>();
    long[] seen = new long[names.size()];
    for (Map.Entry<String, long[]> day : byDay.entrySet()) {
      for (int i = 0; i < seen.length; i++) {
        seen[i] += day.getValue()[i];
      }
      days.add(
          SampleRatioDay.newBuilder()
              .setDay(day.getKey())
              .setExposures(Math.toIntExact(Arrays.stream(seen).sum()))
              .setPValue(
                  dev.firstvalue.statistics.sampleratio.SampleRatio.of(seen, arms.weights())
                      .pValue()
                      .value())
              .setAnytimePValue(anytime.get(days.size()).value())
              .build());
    }
    return days;
  }
}
