package dev.firstvalue.registry.audit;

import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditServiceGrpc;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesResponse;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** {@code firstvalue.registry.v1.AuditService}. It reads Git. */
public final class AuditEndpoint extends AuditServiceGrpc.AuditServiceImplBase {
  private final GitStore store;
  private final Optional<AuditTrail> trail;

  /**
   * Answers from a repository.
   *
   * @param trail what this process writes; absent where it only reads
   */
  public AuditEndpoint(GitStore store, Optional<AuditTrail> trail) {
    this.store = store;
    this.trail = trail;
  }

  @Override
  public void listAuditEntries(
      ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> responses) {
    // Whoever asks sees what was answered before.
    trail.ifPresent(AuditTrail::flush);
    responses.onNext(AuditPage.of(store, request));
    responses.onCompleted();
  }
}
