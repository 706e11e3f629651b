package dev.firstvalue.registry.history;

import dev.firstvalue.registry.audit.AuditCheck;
import dev.firstvalue.registry.audit.AuditPage;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the audit trail has at the end. */
final class AuditedRequests {
  private AuditedRequests() {}

  /** The requests that were accepted. */
  static Set<String> of(GitStore store) {
    Set<String> requests = new HashSet<>();
    String token = "";
    do {
      ListAuditEntriesResponse page =
          AuditPage.of(
              store,
              ListAuditEntriesRequest.newBuilder().setPageSize(1000).setPageToken(token).build());
      page.getEntriesList().stream()
          .filter(entry -> entry.getStatus().equals("OK"))
          .map(AuditEntry::getRequestId)
          .forEach(requests::add);
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return requests;
  }

  /** What is wrong with it. */
  static List<String> problems(GitStore store) {
    return AuditCheck.of(store, Optional.empty()).problems();
  }
}
