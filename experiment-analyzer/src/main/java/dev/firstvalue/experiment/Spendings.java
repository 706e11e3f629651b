package dev.firstvalue.experiment;

import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.TestPlan;
import dev.firstvalue.statistics.sequential.DesignPower;
import dev.firstvalue.statistics.sequential.GroupSequential;
import dev.firstvalue.statistics.sequential.SpendingFunction;

/** How the planned looks of an experiment spend alpha. */
final class Spendings {
  /** Of Kim and DeMets's spending function alpha·t^power. */
  private static final double KIM_DEMETS_POWER = 2;

  private Spendings() {}

  /** The family of spending functions that the plan names. */
  static GroupSequential.SpendingFamily of(TestPlan plan) {
    return switch (plan.getSpending()) {
      case SPENDING_POCOCK -> SpendingFunction::pocock;
      case SPENDING_KIM_DEMETS -> alpha -> SpendingFunction.kimDeMets(alpha, KIM_DEMETS_POWER);
      case SPENDING_OBRIEN_FLEMING, SPENDING_UNSPECIFIED, UNRECOGNIZED ->
          SpendingFunction::obrienFleming;
    };
  }

  /** What looking costs: the information that planned looks need against one look's. */
  static double inflation(ExperimentSpec spec, double alpha, double power) {
    TestPlan test = spec.getTest();
    if (test.getAtCount() < 2) {
      return 1;
    }
    GroupSequential design = new GroupSequential(test.getAtList(), alpha, test.getSides() != 1);
    return DesignPower.inflation(design, design.spending(of(test)), power);
  }
}
