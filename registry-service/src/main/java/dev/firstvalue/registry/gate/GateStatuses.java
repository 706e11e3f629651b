package dev.firstvalue.registry.gate;

import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** How every gate stands, as it is told. */
public final class GateStatuses {
  private GateStatuses() {}

  /**
   * A row for each gate, in their order.
   *
   * @param storeAsked whether the gate of the verdict was asked
   */
  public static List<GateStatus> of(Collection<Objection> objections, boolean storeAsked) {
    return Arrays.stream(GateName.values())
        .map(gate -> status(gate, objections, storeAsked))
        .toList();
  }

  private static GateStatus status(
      GateName gate, Collection<Objection> objections, boolean storeAsked) {
    GateStatus.Builder status = GateStatus.newBuilder().setGate(gate.id());
    for (Objection objection : objections) {
      if (objection.gate() == gate) {
        status.addObjections(
            dev.firstvalue.registry.v1.Objection.newBuilder()
                .setSubject(objection.subject())
                .setProblem(objection.problem())
                .setRemedy(objection.remedy()));
      }
    }
    return status
        .setState(
            status.getObjectionsCount() > 0
                ? GateState.GATE_STATE_SHUT
                : gate == GateName.VERDICT && !storeAsked
                    ? GateState.GATE_STATE_NOT_ASKED
                    : GateState.GATE_STATE_OPEN)
        .build();
  }
}
