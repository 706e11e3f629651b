package dev.firstvalue.definition.document;

import dev.firstvalue.definition.v1.Allowance;
import dev.firstvalue.definition.v1.LiftRow;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.PolicySpec;
import java.util.List;

/** What a policy says where it says nothing: the defaults that the proto names at its fields. */
public final class PolicyDefaults {
  private PolicyDefaults() {}

  /** The policy of a repository that has none. */
  public static Policy policy() {
    return Policy.newBuilder()
        .setApiVersion("firstvalue/v1")
        .setKind(DocumentKind.POLICY.word())
        .setSpec(resolve(PolicySpec.getDefaultInstance()))
        .build();
  }

  /** The policy with every default written out. */
  public static PolicySpec resolve(PolicySpec written) {
    PolicySpec.Builder spec = written.toBuilder();
    reach(spec);
    lift(spec);
    if (!spec.getSample().hasEntities()) {
      spec.getSampleBuilder().setEntities(500);
    }
    if (!spec.getSample().hasPerCell()) {
      spec.getSampleBuilder().setPerCell(20);
    }
    spec.setQuality(QualityDefaults.resolve(spec.getQuality()));
    if (!spec.getApprovals().hasMinimum()) {
      spec.getApprovalsBuilder().setMinimum(1);
    }
    for (String change : List.of("NARROWS", "WIDENS", "SHIFTS", "REDEFINES")) {
      if (spec.getAllowOrDefault(change, Allowance.ALLOWANCE_UNSPECIFIED)
          == Allowance.ALLOWANCE_UNSPECIFIED) {
        spec.putAllow(change, Allowance.ALLOWANCE_WAIVER);
      }
    }
    if (spec.getRevalidateEvery().isEmpty()) {
      spec.setRevalidateEvery("90d");
    }
    return spec.build();
  }

  private static void reach(PolicySpec.Builder spec) {
    if (!spec.getReach().hasFloor()) {
      spec.getReachBuilder().setFloor(0.10);
    }
    if (!spec.getReach().hasCeiling()) {
      spec.getReachBuilder().setCeiling(0.90);
    }
    if (spec.getReach().getFirstMinutes().getWithin().isEmpty()) {
      spec.getReachBuilder().getFirstMinutesBuilder().setWithin("10m");
    }
    if (!spec.getReach().getFirstMinutes().hasCeiling()) {
      spec.getReachBuilder().getFirstMinutesBuilder().setCeiling(0.80);
    }
  }

  private static void lift(PolicySpec.Builder spec) {
    if (!spec.getLift().hasMinimum()) {
      spec.getLiftBuilder().setMinimum(0);
    }
    if (spec.getLift().getOn() == LiftRow.LIFT_ROW_UNSPECIFIED) {
      spec.getLiftBuilder().setOn(LiftRow.LIFT_ROW_VOLUME_ADJUSTED);
    }
    if (!spec.getLift().hasLevel()) {
      spec.getLiftBuilder().setLevel(0.95);
    }
  }
}
