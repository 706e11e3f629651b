package dev.firstvalue.registry.push;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.audit.AuditTrail.Outcome;
import dev.firstvalue.registry.audit.Origin;
import dev.firstvalue.registry.v1.AuditDoor;
import io.grpc.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A push, of which every branch leaves an entry in the audit trail. */
final class AuditedPush {
  private static final String METHOD = "git-receive-pack";

  private final Optional<AuditTrail> trail;
  private final String request;
  private final Caller caller;

  /**
   * Who pushes.
   *
   * @param trail absent where this process may not write
   * @param request its id
   */
  AuditedPush(Optional<AuditTrail> trail, String request, Caller caller) {
    this.trail = trail;
    this.request = request;
    this.caller = caller;
  }

  /** What is done with one branch. */
  interface Step {
    void run() throws IOException, PushRefusal;
  }

  /** The caller may not push at all. */
  void turnedAway(FirstvalueException why) {
    trail.ifPresent(
        kept -> kept.refused(AuditDoor.AUDIT_DOOR_GIT, request, Optional.of(caller), METHOD, why));
  }

  /** Does something with a branch, and enters what came of it. */
  void run(String ref, Step step) throws IOException, PushRefusal {
    Origin origin = new Origin(AuditDoor.AUDIT_DOOR_GIT, request, caller, METHOD);
    Context context = origin.within(Context.current());
    Context before = context.attach();
    Outcome outcome = new Outcome(ref, "INTERNAL", ErrorCode.INTERNAL.id(), List.of());
    try {
      step.run();
      outcome = Outcome.accepted(ref);
    } catch (PushRefusal e) {
      outcome = new Outcome(ref, "INVALID_ARGUMENT", ErrorCode.ARGUMENT_INVALID.id(), List.of());
      throw e;
    } catch (FirstvalueException e) {
      outcome = Outcome.of(ref, e);
      throw e;
    } finally {
      context.detach(before);
      Outcome ended = outcome;
      trail.ifPresent(kept -> kept.ended(origin, ended));
    }
  }
}
