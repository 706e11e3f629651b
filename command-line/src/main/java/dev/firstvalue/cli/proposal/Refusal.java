package dev.firstvalue.cli.proposal;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.PreconditionFailure.Violation;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/** A refused merge as it travels: a violation for each objection. */
final class Refusal {
  private Refusal() {}

  /** Whether an error is one. */
  static boolean isOne(StatusRuntimeException error) {
    return !violations(error).isEmpty();
  }

  static List<Violation> violations(StatusRuntimeException error) {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    if (status == null) {
      return List.of();
    }
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(PreconditionFailure.class)) {
          return detail.unpack(PreconditionFailure.class).getViolationsList();
        }
      }
    } catch (InvalidProtocolBufferException damaged) {
      // Details that do not read are no details.
      error.addSuppressed(damaged);
    }
    return List.of();
  }
}
