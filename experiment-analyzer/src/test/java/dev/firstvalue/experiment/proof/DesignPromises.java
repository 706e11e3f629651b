package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.spec;
import static dev.firstvalue.experiment.proof.Draws.arm;
import static dev.firstvalue.experiment.proof.Draws.binomial;
import static dev.firstvalue.experiment.proof.Draws.both;

import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Guardrail;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.Spending;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.definition.v1.Worse;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.experiment.v1.Comparison;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.TrustOutcome;
import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Plans of entities that were randomised by themselves: their levels, alarms and power. */
final class DesignPromises {
  private static final List<Double> QUARTERS = List.of(0.25, 0.5, 0.75, 1.0);
  private static final String DECIDES = "ships or stops";

  private DesignPromises() {}

  static List<Promise> all() {
    List<Promise> all = new ArrayList<>();
    fixed(all, 1000, 0.1, 0.045, 0.055, "4.5–5.5 %");
    fixed(all, 10_000, 0.02, 0.045, 0.055, "4.5–5.5 %");
    fixed(all, 1000, 0.01, 0.045, 0.055, "4.5–5.5 %");
    fixed(all, 40, 0.1, 0, 0.053, "at most 5.3 %");
    arms(all, Correction.CORRECTION_HOLM, 0);
    arms(all, Correction.CORRECTION_DUNNETT, 0.045);
    for (Spending spending :
        List.of(
            Spending.SPENDING_OBRIEN_FLEMING,
            Spending.SPENDING_POCOCK,
            Spending.SPENDING_KIM_DEMETS)) {
      planned(all, spending);
    }
    plannedByEffect(all);
    continuous(all);
    guardrail(all);
    sampleRatio(all);
    power(all);
    return all;
  }

  private static List<Group> twoArms(SplittableRandom random, long n, double one, double other) {
    return both(arm("a", binomial(random, n, one), n), arm("b", binomial(random, n, other), n));
  }

  private static void fixed(
      List<Promise> all, long n, double rate, double low, double high, String words) {
    Reports<Boolean> reports = Reports.of(spec("b"), Reports::decides);
    all.add(
        new Promise(
            DECIDES,
            String.format(Locale.ROOT, "A/A, read once, %,d an arm, rate %.2f", n, rate),
            words,
            low,
            high,
            random -> reports.atTheEnd(twoArms(random, n, rate, rate))));
  }

  private static void arms(List<Promise> all, Correction correction, double low) {
    Reports<Boolean> reports =
        Reports.of(
            spec("b", "c", "d").setTest(TestPlan.newBuilder().setCorrection(correction)),
            DesignPromises::anyAdjusted);
    all.add(
        new Promise(
            "an adjusted p is at most 0.05",
            "A/A/A/A, 1,000 an arm, rate 0.10, " + correction.name().substring(11),
            low > 0 ? "4.5–5.5 %" : "at most 5.3 %",
            low,
            low > 0 ? 0.055 : 0.053,
            random -> {
              List<Group> groups = new ArrayList<>();
              for (String arm : List.of("a", "b", "c", "d")) {
                groups.addAll(arm(arm, binomial(random, 1000, 0.1), 1000));
              }
              return reports.atTheEnd(groups);
            }));
  }

  private static boolean anyAdjusted(LiftReport report) {
    return report.getComparisonsList().stream()
        .mapToDouble(Comparison::getAdjustedPValue)
        .anyMatch(p -> p <= 0.05);
  }

  private static ExperimentSpec.Builder looks(Spending spending) {
    return spec("b")
        .setTest(
            TestPlan.newBuilder()
                .setLooks(Looks.LOOKS_PLANNED)
                .addAllAt(QUARTERS)
                .setSpending(spending));
  }

  private static void planned(List<Promise> all, Spending spending) {
    Reports<Boolean> reports = Reports.of(looks(spending), Reports::decides);
    all.add(
        new Promise(
            DECIDES,
            "A/A, looks at each quarter of 2,000 an arm, rate 0.10, "
                + spending.name().substring(9),
            "at most 5.3 %",
            0,
            0.053,
            random -> decidesAtALook(reports, random, 500, 0.1, 0.1)));
  }

  /** Looks at quarters, so many entities an arm in each. */
  private static boolean decidesAtALook(
      Reports<Boolean> reports, SplittableRandom random, long each, double rate, double other) {
    long one = 0;
    long two = 0;
    boolean decided = false;
    for (int look = 1; look <= QUARTERS.size(); look++) {
      one += binomial(random, each, rate);
      two += binomial(random, each, other);
      decided |=
          reports.at(
              both(arm("a", one, each * look), arm("b", two, each * look)), QUARTERS.get(look - 1));
    }
    return decided;
  }

  /** How much information there is, is then read off the control's own rate. */
  private static void plannedByEffect(List<Promise> all) {
    Reports<Boolean> reports =
        Reports.of(
            looks(Spending.SPENDING_OBRIEN_FLEMING)
                .setPower(PowerPlan.newBuilder().setMinimumEffect(0.05).setPower(0.8)),
            Reports::decides);
    long each = plannedSize() / QUARTERS.size();
    all.add(
        new Promise(
            DECIDES,
            "A/A, looks by the entities that an effect of 0.05 needs, rate 0.20, OBRIEN_FLEMING",
            "at most 5.3 %",
            0,
            0.053,
            random -> decidesAtALook(reports, random, each, 0.2, 0.2)));
    all.add(
        new Promise(
            DECIDES,
            "an effect of 0.05 on 0.20, with looks, sized for 80 %",
            "79–81 %",
            0.79,
            0.81,
            random -> decidesAtALook(reports, random, each, 0.2, 0.25)));
  }

  private static long plannedSize() {
    GroupSequential design = new GroupSequential(QUARTERS, 0.05, true);
    double inflation =
        DesignPower.inflation(design, design.spending(SpendingFunction::obrienFleming), 0.8);
    return (long) Math.ceil(new SampleSize(0.8, 0.025).proportions(0.2, 0.25, 1) * inflation);
  }

  private static void continuous(List<Promise> all) {
    Reports<Boolean> reports =
        Reports.of(
            spec("b").setTest(TestPlan.newBuilder().setLooks(Looks.LOOKS_CONTINUOUS)),
            Reports::decides);
    all.add(
        new Promise(
            DECIDES,
            "A/A, read 10 times from 200 to 2,000 an arm, rate 0.10, CONTINUOUS",
            "at most 5.3 %",
            0,
            0.053,
            random -> {
              long one = 0;
              long two = 0;
              boolean decided = false;
              for (int look = 1; look <= 10; look++) {
                one += binomial(random, 200, 0.1);
                two += binomial(random, 200, 0.1);
                decided |=
                    reports.at(
                        both(arm("a", one, 200L * look), arm("b", two, 200L * look)), look / 10.0);
              }
              return decided;
            }));
  }

  private static void guardrail(List<Promise> all) {
    Reports<Boolean> reports =
        Reports.of(
            spec("b")
                .addGuardrails(
                    Guardrail.newBuilder()
                        .setName("harm")
                        .setCondition(Condition.newBuilder().addEvent("paid"))
                        .setWorse(Worse.WORSE_HIGHER)
                        .setMargin(0.02)),
            report -> report.getMetrics(0).getComparisons(0).getPassed());
    all.add(
        new Promise(
            "a guardrail is passed",
            "2,000 an arm, 0.10 against 0.12, worse by just the margin",
            "4.5–5.5 %",
            0.045,
            0.055,
            random -> {
              List<Group> groups = new ArrayList<>();
              harmed(groups, "a", binomial(random, 2000, 0.1));
              harmed(groups, "b", binomial(random, 2000, 0.12));
              return reports.atTheEnd(groups);
            }));
  }

  private static void harmed(List<Group> groups, String arm, long harmed) {
    groups.add(new Group(arm, 0, true, true, "", "", harmed));
    groups.add(new Group(arm, 0, false, false, "", "", 2000 - harmed));
  }

  private static void sampleRatio(List<Promise> all) {
    for (String check : List.of("sample-ratio", "sample-ratio-anytime")) {
      Reports<Boolean> reports = Reports.of(spec("b"), report -> alarms(report, check));
      all.add(
          new Promise(
              check + " alarms",
              "a sound experiment of 10 days with 400 exposures",
              "at most 0.15 %",
              0,
              0.0015,
              random -> {
                List<Group> groups = new ArrayList<>();
                for (int day = 0; day < 10; day++) {
                  long one = binomial(random, 400, 0.5);
                  groups.add(new Group("a", day, false, false, "", "", one));
                  groups.add(new Group("b", day, true, false, "", "", 400 - one));
                }
                return reports.atTheEnd(groups);
              }));
    }
  }

  private static boolean alarms(LiftReport report, String name) {
    return report.getChecksList().stream()
        .anyMatch(
            check ->
                check.getName().equals(name)
                    && check.getOutcome() == TrustOutcome.TRUST_OUTCOME_FAILED);
  }

  private static void power(List<Promise> all) {
    Reports<Boolean> reports = Reports.of(spec("b"), Reports::decides);
    long n = (long) Math.ceil(new SampleSize(0.8, 0.025).proportions(0.2, 0.25, 1));
    all.add(
        new Promise(
            DECIDES,
            "an effect of 0.05 on 0.20, read once, sized for 80 %",
            "79–81 %",
            0.79,
            0.81,
            random -> reports.atTheEnd(twoArms(random, n, 0.2, 0.25))));
  }
}
