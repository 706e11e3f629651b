package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.spec;

import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.statistics.cluster.IntraclassCorrelation;
import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Planned looks at accounts of 5 to 35 users, sized with their design effect as planning does: how
 * much information there is at each look is read off the report's own accounts.
 */
final class ClusteredLooksPromises {
  private static final List<Double> QUARTERS = List.of(0.25, 0.5, 0.75, 1.0);
  private static final double RATE = 0.3;
  private static final double MEMBERS = 20;
  private static final double CORRELATION = 0.1;

  private ClusteredLooksPromises() {}

  /** What a report says: which look it is, and whether it ships or stops. */
  private record Read(int look, boolean decides) {}

  static List<Promise> all() {
    Design few = new Design(0.1);
    Design many = new Design(0.07);
    return List.of(
        many.promise("A/A, " + many.regime(), "4–6 %", 0.04, 0.06, 0),
        few.promise("A/A, " + few.regime(), "none: shown", 0, 1, 0),
        few.promise(
            "an effect of 0.1, " + few.regime() + ", sized for 80 %",
            "79–81 %",
            0.79,
            0.81,
            few.effect()));
  }

  /** A plan for an effect, of so many accounts an arm in each quarter. */
  private record Design(double effect, int each, Reports<Read> reports) {
    Design(double effect) {
      this(
          effect,
          (int) Math.ceil(size(effect) / MEMBERS / QUARTERS.size()),
          Reports.of(
              spec("b")
                  .setUnit("account")
                  .setPower(PowerPlan.newBuilder().setMinimumEffect(effect).setPower(0.8))
                  .setTest(TestPlan.newBuilder().setLooks(Looks.LOOKS_PLANNED).addAllAt(QUARTERS)),
              report -> new Read(report.getOutlook().getLook(), Reports.decides(report))));
    }

    String regime() {
      return String.format(
          Locale.ROOT,
          "with looks at each quarter of %,d accounts an arm of 5 to 35 users, intraclass"
              + " correlation 0.1, what an effect of %s on 0.3 needs times their design effect",
          each * QUARTERS.size(),
          effect);
    }

    Promise promise(String regime, String words, double low, double high, double truth) {
      return new Promise(
          "ships or stops",
          regime,
          words,
          low,
          high,
          random -> decides(reports, random, each, truth));
    }
  }

  private static double size(double effect) {
    GroupSequential design = new GroupSequential(QUARTERS, 0.05, true);
    // Sizes are uniform from 5 to 35: their variance is (31² - 1)/12.
    double variation = Math.sqrt((31 * 31 - 1) / 12.0) / MEMBERS;
    return new SampleSize(0.8, 0.025).proportions(RATE, RATE + effect, 1)
        * DesignPower.inflation(design, design.spending(SpendingFunction::obrienFleming), 0.8)
        * IntraclassCorrelation.designEffect(CORRELATION, MEMBERS, variation);
  }

  /** Each planned look is read once, as the guide says. */
  private static boolean decides(
      Reports<Read> reports, SplittableRandom random, int each, double effect) {
    List<Group> groups = new ArrayList<>();
    int accounts = 0;
    int last = 0;
    boolean decided = false;
    for (double share : QUARTERS) {
      for (int i = 0; i < each; i++) {
        groups.addAll(Draws.account(random, "a", "a" + accounts, RATE));
        groups.addAll(Draws.account(random, "b", "b" + accounts, RATE + effect));
        accounts++;
      }
      Read read = reports.onceAt(groups, share);
      decided |= read.look() > last && read.decides();
      last = Math.max(last, read.look());
    }
    return decided;
  }
}
