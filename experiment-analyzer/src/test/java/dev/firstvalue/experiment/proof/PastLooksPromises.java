package dev.firstvalue.experiment.proof;

import static dev.firstvalue.experiment.SmallExperiment.spec;

import dev.firstvalue.definition.v1.Adjustment;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.PastCount;
import dev.firstvalue.definition.v1.PowerPlan;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.experiment.proof.DrawnFacts.Group;
import dev.firstvalue.statistics.power.SampleSize;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Planned looks at experiments that decide with the past of {@link PastPromises} taken out, sized
 * with what it saves: how much information there is at each look is read off the report's own
 * variance saved.
 */
final class PastLooksPromises {
  private static final List<Double> QUARTERS = List.of(0.25, 0.5, 0.75, 1.0);
  private static final double EFFECT = 0.05;

  private PastLooksPromises() {}

  static List<Promise> all() {
    Reports<Boolean> reports =
        Reports.of(
            spec("b")
                .addPast(PastCount.newBuilder().setName("before").setLookback("7d"))
                .setPower(PowerPlan.newBuilder().setMinimumEffect(EFFECT).setPower(0.8))
                .setTest(
                    TestPlan.newBuilder()
                        .setAdjustment(Adjustment.ADJUSTMENT_LIN)
                        .setLooks(Looks.LOOKS_PLANNED)
                        .addAllAt(QUARTERS)),
            Reports::decides);
    int each = (int) Math.ceil(size() / QUARTERS.size());
    String regime =
        String.format(
            Locale.ROOT,
            "with looks at each quarter of %,d an arm, what an effect of 0.05 needs less what a"
                + " past of squared correlation 0.17 saves",
            each * QUARTERS.size());
    return List.of(
        new Promise(
            "ships or stops",
            "A/A, " + regime,
            "at most 5.3 %",
            0,
            0.053,
            random -> decides(reports, random, each, 0)),
        new Promise(
            "ships or stops",
            "an effect of 0.05, " + regime + ", sized for 80 %",
            "79–81 %",
            0.79,
            0.81,
            random -> decides(reports, random, each, EFFECT)));
  }

  private static double size() {
    GroupSequential design = new GroupSequential(QUARTERS, 0.05, true);
    return new SampleSize(0.8, 0.025)
            .proportions(PastPromises.SHARE, PastPromises.SHARE + EFFECT, 1)
        * DesignPower.inflation(design, design.spending(SpendingFunction::obrienFleming), 0.8)
        * (1 - PastPromises.CORRELATION);
  }

  private static boolean decides(
      Reports<Boolean> reports, SplittableRandom random, int each, double effect) {
    List<Group> groups = new ArrayList<>();
    boolean decided = false;
    for (double share : QUARTERS) {
      groups.addAll(PastPromises.entities(random, effect, each));
      decided |= reports.onceAt(groups, share);
    }
    return decided;
  }
}
