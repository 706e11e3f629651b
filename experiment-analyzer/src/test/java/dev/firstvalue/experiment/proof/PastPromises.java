package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.spec;

import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.TrustCheck;
import dev.firstvalue.experiment.v1.TrustOutcome;
import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.validation.v1.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A past taken out of experiments whose truth is known. Of each arm 1,000 entities did 0 to 5
 * things before, each as likely; their chance of activation is 0.1 and 0.12 more a thing. Over both
 * arms together Cov(x, y) = 0.12 · Var(x), with Var(x) = 35/12, so that the squared correlation is
 * 0.175 with y's share of 0.4.
 */
final class PastPromises {
  private static final int MOST = 5;
  private static final double A_THING = 0.12;
  private static final double VARIANCE = 35.0 / 12;
  static final double SHARE = 0.1 + A_THING * MOST / 2;
  static final double CORRELATION = A_THING * A_THING * VARIANCE / (SHARE * (1 - SHARE));

  private PastPromises() {}

  private static ExperimentSpec.Builder planned() {
    return spec("b")
        .addPast(PastCount.newBuilder().setName("before").setLookback("7d"))
        .setTest(TestPlan.newBuilder().setAdjustment(Adjustment.ADJUSTMENT_LIN));
  }

  static List<Promise> all() {
    String regime = ", 1,000 an arm, a past of 0 to 5 things, squared correlation 0.17";
    List<Promise> all = new ArrayList<>();
    Reports<Boolean> decides = Reports.of(planned(), Reports::decides);
    all.add(
        new Promise(
            "ships or stops",
            "A/A" + regime,
            "4.5–5.5 %",
            0.045,
            0.055,
            random -> decides.once(entities(random, 0))));
    Reports<Boolean> covers = Reports.of(planned(), report -> holds(report, 0.05));
    all.add(
        new Promise(
            "the interval of the effect with the past taken out holds the truth",
            "an effect of 0.05" + regime,
            "94–96 %",
            0.94,
            0.96,
            random -> covers.once(entities(random, 0.05))));
    Reports<Boolean> saves = Reports.of(planned(), PastPromises::savesTheSquaredCorrelation);
    all.add(
        new Promise(
            "the variance saved is the squared correlation within 0.05",
            "an effect of 0.05" + regime,
            "at least 99 %",
            0.99,
            1,
            random -> saves.once(entities(random, 0.05))));
    Reports<Boolean> finds =
        Reports.of(planned(), report -> report.getComparisons(0).getPValue() <= 0.05);
    int needed =
        (int)
            Math.ceil(
                new SampleSize(0.8, 0.025).proportions(SHARE, SHARE + 0.05, 1) * (1 - CORRELATION));
    all.add(
        new Promise(
            "p is at most 0.05",
            String.format(
                Locale.ROOT,
                "an effect of 0.05, a past of squared correlation 0.17, %,d an arm: what a power of"
                    + " 80 %% needs, less what the past saves",
                needed),
            "79–81 %",
            0.79,
            0.81,
            random -> finds.once(entities(random, 0.05, needed))));
    Reports<Boolean> alarms = Reports.of(planned(), PastPromises::alarms);
    all.add(
        new Promise(
            "pre-period-difference alarms",
            "A/A" + regime,
            "at most 0.15 %",
            0,
            0.0015,
            random -> alarms.once(entities(random, 0))));
    return all;
  }

  private static boolean holds(LiftReport report, double truth) {
    Interval interval = report.getComparisons(0).getDifference().getInterval();
    return interval.getLow() <= truth && truth <= interval.getHigh();
  }

  private static boolean savesTheSquaredCorrelation(LiftReport report) {
    double inArm = 0;
    for (double rate : new double[] {0.4, 0.45}) {
      inArm += rate * (1 - rate) / 2;
    }
    double correlation = A_THING * A_THING * VARIANCE / inArm;
    return Math.abs(report.getAdjusted(0).getVarianceSaved() - correlation) < 0.05;
  }

  private static boolean alarms(LiftReport report) {
    return report.getChecksList().stream()
        .filter(check -> check.getName().equals("pre-period-difference"))
        .map(TrustCheck::getOutcome)
        .anyMatch(TrustOutcome.TRUST_OUTCOME_FAILED::equals);
  }

  private static List<Group> entities(SplittableRandom random, double effect) {
    return entities(random, effect, 1000);
  }

  static List<Group> entities(SplittableRandom random, double effect, int each) {
    List<Group> groups = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      long[][] cells = new long[MOST + 1][2];
      for (int i = 0; i < each; i++) {
        int things = random.nextInt(MOST + 1);
        double rate = 0.1 + A_THING * things + (arm.equals("b") ? effect : 0);
        cells[things][random.nextDouble() < rate ? 1 : 0]++;
      }
      for (int things = 0; things <= MOST; things++) {
        String text = Integer.toString(things);
        groups.add(new Group(arm, 0, true, false, "", text, cells[things][1]));
        groups.add(new Group(arm, 0, false, false, "", text, cells[things][0]));
      }
    }
    return groups;
  }
}
