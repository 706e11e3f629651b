package dev.firstvalue.experiment.plan;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Spending;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;
import java.util.Arrays;
import java.util.List;

/** How the planned looks of an experiment spend alpha. */
public final class Spendings {
  /** Of Kim and DeMets's spending function alpha·t^power. */
  private static final double KIM_DEMETS_POWER = 2;

  /** Recursive integrals, the second kind at fifty drifts. */
  private static final Recent<Design, List<Double>> BOUNDS = new Recent<>(Spendings::bounds);

  private static final Recent<Design, Double> INFLATIONS = new Recent<>(Spendings::inflation);

  /**
   * Looks and how they spend alpha.
   *
   * @param power for inflation; 0 where only bounds are asked for
   */
  private record Design(GroupSequential looks, Spending spending, double power) {}

  private Spendings() {}

  /** The family of spending functions that a plan names. */
  public static GroupSequential.SpendingFamily of(Spending spending) {
    return switch (spending) {
      case SPENDING_POCOCK -> SpendingFunction::pocock;
      case SPENDING_KIM_DEMETS -> alpha -> SpendingFunction.kimDeMets(alpha, KIM_DEMETS_POWER);
      case SPENDING_OBRIEN_FLEMING, SPENDING_UNSPECIFIED, UNRECOGNIZED ->
          SpendingFunction::obrienFleming;
    };
  }

  /** The boundary of each of these looks, in standard deviations. */
  static double[] bounds(GroupSequential design, TestPlan test) {
    return BOUNDS.to(new Design(design, test.getSpending(), 0)).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** What looking costs: the information that planned looks need against one look's. */
  public static double inflation(ExperimentSpec spec, double alpha, double power) {
    TestPlan test = spec.getTest();
    if (test.getAtCount() < 2) {
      return 1;
    }
    GroupSequential design = new GroupSequential(test.getAtList(), alpha, test.getSides() != 1);
    return INFLATIONS.to(new Design(design, test.getSpending(), power));
  }

  private static List<Double> bounds(Design one) {
    return Arrays.stream(one.looks().spending(of(one.spending()))).boxed().toList();
  }

  private static double inflation(Design one) {
    return DesignPower.inflation(
        one.looks(), one.looks().spending(of(one.spending())), one.power());
  }
}
