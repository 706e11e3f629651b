package dev.firstvalue.registry.server;

import com.google.rpc.PreconditionFailure;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.proposal.ProposalView;
import dev.firstvalue.registry.status.ErrorStatus;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.Objection;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A refused merge: the gates that are shut, each objection a violation. */
final class Refusals {
  /** The details travel in headers, of which clients accept 8 KiB. */
  private static final int MOST_VIOLATIONS = 12;

  private static final int LONGEST_TEXT = 300;

  private Refusals() {}

  static StatusRuntimeException of(ProposalView view) {
    int number = view.proposal().getNumber();
    List<GateStatus> shut =
        view.gates().stream().filter(gate -> gate.getState() == GateState.GATE_STATE_SHUT).toList();
    PreconditionFailure.Builder failure = PreconditionFailure.newBuilder();
    for (GateStatus gate : shut) {
      for (Objection objection : gate.getObjectionsList()) {
        if (failure.getViolationsCount() < MOST_VIOLATIONS) {
          failure.addViolations(
              PreconditionFailure.Violation.newBuilder()
                  .setType(gate.getGate())
                  .setSubject(shortened(objection.getSubject()))
                  .setDescription(
                      shortened(objection.getProblem()) + ". " + shortened(objection.getRemedy())));
        }
      }
    }
    String gates = shut.stream().map(GateStatus::getGate).collect(Collectors.joining(", "));
    return ErrorStatus.of(
        new FirstvalueException(
            ErrorCode.MERGE_REFUSED,
            "proposal " + number,
            "these gates are shut: " + gates,
            "PreconditionFailure lists what each objects to; `firstvalue proposals check "
                + number
                + "` shows all of it",
            Map.of("proposal", Integer.toString(number), "gates", gates)),
        failure.build());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
