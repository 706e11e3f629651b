package dev.firstvalue.experiment;

import dev.firstvalue.experiment.v1.ArmResult;
import dev.firstvalue.experiment.v1.SampleRatio;
import java.util.Arrays;
import java.util.List;

/** Whether first exposures came in the configured proportions. */
final class SampleRatioCheck {
  /** Below this something is wrong with the assignment or the log. */
  static final double ALARM = 0.001;

  /** Below this many exposures no alarm is given. */
  static final int LEAST_EXPOSURES = 100;

  private SampleRatioCheck() {}

  static SampleRatio check(List<ArmResult> arms, double[] weights) {
    SampleRatio.Builder check = SampleRatio.newBuilder().setMethod("CHI_SQUARE");
    long[] assigned = arms.stream().mapToLong(ArmResult::getAssigned).toArray();
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
}
