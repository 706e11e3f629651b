package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.v1.Correction;
import dev.firstvalue.definition.v1.ExperimentSpec;
import dev.firstvalue.definition.v1.Exposure;
import dev.firstvalue.definition.v1.Looks;
import dev.firstvalue.definition.v1.MultipleArms;
import dev.firstvalue.definition.v1.PriorQualifiers;
import dev.firstvalue.definition.v1.Spending;
import dev.firstvalue.definition.v1.TestPlan;

/** An experiment's plan with its defaults written out: who writes one down changes nothing. */
final class PlanDefaults {
  private PlanDefaults() {}

  static ExperimentSpec resolve(ExperimentSpec spec) {
    ExperimentSpec.Builder plan = spec.toBuilder();
    if (!spec.hasExposure()) {
      plan.setExposure(Exposure.newBuilder().setLog(true));
    }
    if (spec.getMultipleArms() == MultipleArms.MULTIPLE_ARMS_UNSPECIFIED) {
      plan.setMultipleArms(MultipleArms.MULTIPLE_ARMS_EXCLUDE);
    }
    if (spec.getPriorQualifiers() == PriorQualifiers.PRIOR_QUALIFIERS_UNSPECIFIED) {
      plan.setPriorQualifiers(PriorQualifiers.PRIOR_QUALIFIERS_EXCLUDE);
    }
    if (spec.getDecision().getShip().isEmpty()) {
      plan.getDecisionBuilder().setShip("primary.low > 0");
    }
    if (spec.getDecision().getStop().isEmpty()) {
      plan.getDecisionBuilder().setStop("primary.high < 0");
    }
    if (spec.hasPower() && !spec.getPower().hasPower()) {
      plan.getPowerBuilder().setPower(0.8);
    }
    return plan.setTest(resolve(spec.getTest())).build();
  }

  private static TestPlan resolve(TestPlan test) {
    TestPlan.Builder plan = test.toBuilder();
    if (!test.hasAlpha()) {
      plan.setAlpha(0.05);
    }
    if (!test.hasSides()) {
      plan.setSides(2);
    }
    if (test.getCorrection() == Correction.CORRECTION_UNSPECIFIED) {
      plan.setCorrection(Correction.CORRECTION_HOLM);
    }
    if (test.getLooks() == Looks.LOOKS_UNSPECIFIED) {
      plan.setLooks(Looks.LOOKS_FIXED);
    }
    if (test.getSpending() == Spending.SPENDING_UNSPECIFIED) {
      plan.setSpending(Spending.SPENDING_OBRIEN_FLEMING);
    }
    return plan.build();
  }
}
