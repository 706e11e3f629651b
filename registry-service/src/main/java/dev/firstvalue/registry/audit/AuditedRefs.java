package dev.firstvalue.registry.audit;

import dev.firstvalue.registry.git.GitStore;
import java.util.List;

/**
 * The refs of which every commit has an entry: those that are the truth. The index of versions, the
 * tags and the branches of proposals are made from these.
 */
final class AuditedRefs {
  static final List<String> ALL =
      List.of(
          GitStore.MAIN,
          "refs/firstvalue/proposals",
          "refs/firstvalue/reports",
          "refs/firstvalue/restatements");

  private AuditedRefs() {}
}
