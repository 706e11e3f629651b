package dev.firstvalue.registry.proposal;

import com.google.protobuf.Message;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.v1.AnsweredRequest;
import dev.firstvalue.registry.v1.StoredProposal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Requests that were answered already: the same one again does nothing twice. */
final class Answered {
  private static final int MOST = 50;

  private final String id;
  private final String fingerprint;

  private Answered(String id, String fingerprint) {
    this.id = id;
    this.fingerprint = fingerprint;
  }

  /** A request of a caller; one without an id is like no other. */
  static Answered of(String requestId, Message request, Author actor) {
    return requestId.isEmpty()
        ? new Answered("", "")
        : new Answered(
            actor.email() + " " + requestId,
            ContentHash.of(
                (request.getDescriptorForType().getFullName() + "\n" + request)
                    .getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The proposal that has answered this request before.
   *
   * @throws FirstvalueException REQUEST_REUSED if the id stood for another request
   */
  Optional<StoredProposal> before(Collection<StoredProposal> proposals) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    for (StoredProposal proposal : proposals) {
      for (AnsweredRequest answered : proposal.getAnsweredList()) {
        if (answered.getId().equals(id)) {
          if (!answered.getFingerprint().equals(fingerprint)) {
            throw new FirstvalueException(
                ErrorCode.REQUEST_REUSED,
                "request_id",
                "the id stood for another request, about proposal "
                    + proposal.getProposal().getNumber(),
                "Give every request an id of its own, and repeat one only as it was",
                Map.of("proposal", Integer.toString(proposal.getProposal().getNumber())));
          }
          return Optional.of(proposal);
        }
      }
    }
    return Optional.empty();
  }

  /** The proposal with this request among those that it has answered. */
  void rememberIn(StoredProposal.Builder proposal) {
    if (!id.isEmpty()) {
      proposal.addAnswered(AnsweredRequest.newBuilder().setId(id).setFingerprint(fingerprint));
      while (proposal.getAnsweredCount() > MOST) {
        proposal.removeAnswered(0);
      }
    }
  }
}
