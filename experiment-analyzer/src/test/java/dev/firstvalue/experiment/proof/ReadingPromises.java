package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.spec;

import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.experiment.v1.ArmsAsInstrument;
import dev.firstvalue.experiment.v1.EffectSet;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.validation.v1.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Errors by account, covariates taken out, segments, and arms as instruments. */
final class ReadingPromises {
  private static final String MANY =
      "A/A, 50 accounts an arm of 5 to 35 users, intraclass correlation 0.1";
  private static final String COVERS = "the interval of the adjusted effect holds the truth";
  private static final List<String> NONE = List.of("");
  private static final List<String> PLANS = List.of("free", "basic", "pro");

  private ReadingPromises() {}

  static List<Promise> all() {
    List<Promise> all = new ArrayList<>();
    clusters(all);
    all.addAll(ClusteredLooksPromises.all());
    adjusted(all);
    all.addAll(PastPromises.all());
    all.addAll(PastLooksPromises.all());
    all.addAll(MetricPastPromises.all());
    segments(all);
    instruments(all);
    return all;
  }

  private static ExperimentSpec.Builder byAccount() {
    return spec("b").setUnit("account");
  }

  private static boolean significant(LiftReport report) {
    return report.getComparisons(0).getPValue() <= 0.05;
  }

  private static void clusters(List<Promise> all) {
    String rejects = "p is at most 0.05";
    Reports<Boolean> accounts = Reports.of(byAccount(), ReadingPromises::significant);
    Reports<Boolean> rows = Reports.of(spec("b"), ReadingPromises::significant);
    all.add(
        new Promise(
            rejects,
            MANY + ", errors by account",
            "4–6 %",
            0.04,
            0.06,
            random -> accounts.once(Draws.accounts(random, 50, NONE, false))));
    all.add(
        new Promise(
            rejects,
            MANY + ", a plan that says users were randomised",
            "none: shown",
            0,
            1,
            random -> rows.once(Draws.accounts(random, 50, NONE, false))));
    all.add(
        new Promise(
            rejects,
            "A/A, 8 accounts an arm of 5 to 35 users, intraclass correlation 0.1, CR2",
            "4–6 %",
            0.04,
            0.06,
            random -> accounts.once(Draws.accounts(random, 8, NONE, false))));
  }

  private static ExperimentSpec.Builder planned(String covariate, Adjustment adjustment) {
    return spec("b")
        .addCovariates("start.properties." + covariate)
        .setTest(TestPlan.newBuilder().setAdjustment(adjustment));
  }

  /** Activation of 10, 30 and 60 % by plan, or rising by 8 points a unit of a number. */
  private static List<Group> users(SplittableRandom random, boolean number, double effect) {
    List<Group> groups = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      long[][] cells = new long[6][2];
      for (int i = 0; i < 1000; i++) {
        int value = random.nextInt(number ? 6 : 3);
        double rate = number ? 0.1 + 0.08 * value : List.of(0.1, 0.3, 0.6).get(value);
        cells[value][random.nextDouble() < rate + (arm.equals("b") ? effect : 0) ? 1 : 0]++;
      }
      for (int value = 0; value < 6; value++) {
        String text = number ? Integer.toString(value) : PLANS.get(value % 3);
        groups.add(new Group(arm, 0, true, false, "", text, cells[value][1]));
        groups.add(new Group(arm, 0, false, false, "", text, cells[value][0]));
      }
    }
    return groups;
  }

  private static void adjusted(List<Promise> all) {
    for (boolean number : new boolean[] {false, true}) {
      Adjustment adjustment =
          number ? Adjustment.ADJUSTMENT_LIN : Adjustment.ADJUSTMENT_POST_STRATIFICATION;
      ExperimentSpec.Builder spec = planned(number ? "earlier" : "plan", adjustment);
      String name = ", adjustment " + adjustment.name().substring(11);
      Reports<Boolean> decides = Reports.of(spec, Reports::decides);
      all.add(
          new Promise(
              "ships or stops",
              "A/A, 1,000 an arm" + name,
              "4.5–5.5 %",
              0.045,
              0.055,
              random -> decides.once(users(random, number, 0))));
      Reports<Boolean> covers =
          Reports.of(
              spec, report -> holds(report.getAdjusted(0).getDifference().getInterval(), 0.05));
      all.add(
          new Promise(
              COVERS,
              "an effect of 0.05, 1,000 an arm" + name,
              "94–96 %",
              0.94,
              0.96,
              random -> covers.once(users(random, number, 0.05))));
    }
    Reports<Boolean> accounts =
        Reports.of(
            planned("plan", Adjustment.ADJUSTMENT_POST_STRATIFICATION).setUnit("account"),
            ReadingPromises::significant);
    all.add(
        new Promise(
            "the adjusted p is at most 0.05",
            MANY + ", adjustment POST_STRATIFICATION",
            "4–6 %",
            0.04,
            0.06,
            random -> accounts.once(Draws.accounts(random, 50, PLANS, false))));
  }

  private static boolean holds(Interval interval, double truth) {
    return interval.getLow() <= truth && truth <= interval.getHigh();
  }

  private static void segments(List<Promise> all) {
    String claimed = "segments are claimed to differ";
    Reports<Boolean> users =
        Reports.of(
            spec("b").addCovariates("start.properties.plan"),
            report -> report.getSegments(0).getClaimed());
    all.add(
        new Promise(
            claimed,
            "one effect of 0.05 in three segments, 1,000 an arm",
            "4.5–5.5 %",
            0.045,
            0.055,
            random -> users.once(users(random, false, 0.05))));
    Reports<Boolean> accounts =
        Reports.of(
            byAccount().addCovariates("start.properties.plan"),
            report -> report.getSegments(0).getClaimed());
    all.add(
        new Promise(
            claimed,
            MANY + ", users of three segments in each",
            "4–6 %",
            0.04,
            0.06,
            random -> accounts.once(Draws.accounts(random, 50, PLANS, false))));
  }

  private static void instruments(List<Promise> all) {
    String misses = "the Anderson–Rubin set misses the truth";
    for (double moved : new double[] {0.2, 0.02}) {
      Reports<Boolean> reports =
          Reports.withOutcome(spec("b"), report -> misses(report.getInstruments(0), 0.25));
      all.add(
          new Promise(
              misses,
              "value adds 0.25 to an outcome, the arm "
                  + moved
                  + " to activation, 1,000 an arm, a hidden trait behind both",
              "4.5–5.5 %",
              0.045,
              0.055,
              random -> reports.once(hidden(random, moved))));
    }
    Reports<Boolean> accounts =
        Reports.withOutcome(byAccount(), report -> misses(report.getInstruments(0), 0));
    all.add(
        new Promise(
            misses,
            MANY + ", value does nothing",
            "4–6 %",
            0.04,
            0.06,
            random -> accounts.once(Draws.accounts(random, 50, NONE, true))));
  }

  /** Half are eager: they are activated more often and stay more often, whatever the arm. */
  private static List<Group> hidden(SplittableRandom random, double moved) {
    List<Group> groups = new ArrayList<>();
    for (String arm : List.of("a", "b")) {
      long[][] cells = new long[2][2];
      for (int i = 0; i < 1000; i++) {
        boolean eager = random.nextBoolean();
        double active = (eager ? 0.5 : 0.2) + (arm.equals("b") ? moved : 0);
        int activated = random.nextDouble() < active ? 1 : 0;
        double stays = (eager ? 0.5 : 0.1) + 0.25 * activated;
        cells[activated][random.nextDouble() < stays ? 1 : 0]++;
      }
      for (int activated = 0; activated < 2; activated++) {
        for (int holds = 0; holds < 2; holds++) {
          groups.add(
              new Group(arm, 0, activated == 1, holds == 1, "", "", cells[activated][holds]));
        }
      }
    }
    return groups;
  }

  private static boolean misses(ArmsAsInstrument one, double truth) {
    EffectSet set = one.getSet();
    return switch (set.getShape()) {
      case EFFECT_SET_SHAPE_INTERVAL -> truth < set.getLow() || truth > set.getHigh();
      case EFFECT_SET_SHAPE_TWO_RAYS -> truth > set.getLow() && truth < set.getHigh();
      case EFFECT_SET_SHAPE_UP_TO -> truth > set.getHigh();
      case EFFECT_SET_SHAPE_FROM -> truth < set.getLow();
      case EFFECT_SET_SHAPE_WHOLE_LINE -> false;
      case EFFECT_SET_SHAPE_EMPTY -> true;
      case EFFECT_SET_SHAPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("set: none (expected: one)");
    };
  }
}
