package dev.firstvalue.registry.git;

import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.Documents;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.audit.AuditCheck;
import dev.firstvalue.registry.audit.AuditPage;
import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.audit.Origin;
import dev.firstvalue.registry.git.FaultyRepository.Died;
import dev.firstvalue.registry.git.FaultyRepository.Fault;
import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import io.grpc.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong while a write and its entry of the audit trail are on their way to the disk. */
class AuditFaultsTest extends RegistryTest {
  private static final Caller PROPOSER = new Caller("Ana", "ana@example.com", Role.PROPOSER);

  /** The commit of each acknowledged request. */
  private final Map<String, String> acknowledged = new TreeMap<>();

  /** Requests that were refused while the process lived on. */
  private final List<String> refused = new ArrayList<>();

  /** Breaks every step of a commit, of its entry and of the tokens' entry in turn. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFaultAtAnyStepLosesNoAcknowledgedWriteAndNoEntryAndLeavesTheTrailSound(boolean dies)
      throws IOException {
    registry.close();
    int step = 1;
    while (broken(step, dies)) {
      step++;
    }
    // Objects, flush and ref of a commit, of its entry, and of the tokens.
    assertThat(step).as("steps that were broken").isGreaterThan(12);
    assertThat(acknowledged).hasSizeGreaterThan(5);
    git(directory, "fsck", "--strict");
    registry = RegistryRepository.openForWriting(directory, language, clock);
  }

  /** Whether a fault came up; afterwards the next process opens the repository. */
  private boolean broken(int step, boolean dies) throws IOException {
    clock.pass(Duration.ofMinutes(1));
    GitStore store = FaultyRepository.open(directory, clock, new Fault(step, dies));
    try {
      AuditTrail trail = AuditTrail.open(store);
      write(store, trail, step);
      trail.refused(
          AuditDoor.AUDIT_DOOR_RPC,
          "refused-" + step,
          Optional.of(PROPOSER),
          "MergeProposal-" + step,
          new FirstvalueException(ErrorCode.PERMISSION_DENIED, "merge", "no", "Ask"));
      new Tokens(directory, clock).create(PROPOSER, Optional.empty());
      trail.flush();
      // What the disk refused once is written by the next second's look.
      trail.flush();
      refused.add("refused-" + step);
    } catch (Died e) {
      assertThat(dies).isTrue();
    } finally {
      store.close();
    }
    try (GitStore next = GitStore.openForWriting(directory, clock)) {
      AuditTrail.open(next);
    }
    assertNothingIsLost(step);
    return FaultyRepository.cameUp(store);
  }

  private void write(GitStore store, AuditTrail trail, int step) {
    Origin origin =
        new Origin(AuditDoor.AUDIT_DOOR_RPC, "write-" + step, PROPOSER, "MergeProposal");
    Edit edit =
        Edit.write(
            "definitions/lessons.yaml",
            Documents.bytes(Documents.definition("lessons", step)),
            new Edit.Expected.Anything());
    Context before = origin.within(Context.current()).attach();
    try {
      ObjectId commit = store.commit(GitStore.MAIN, List.of(edit), ANA, "Ask for " + step);
      acknowledged.put("write-" + step, commit.name());
      trail.ended(origin, AuditTrail.Outcome.accepted("lessons"));
    } catch (FirstvalueException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.FILE_UNWRITABLE);
      trail.ended(origin, AuditTrail.Outcome.of("lessons", e));
    } finally {
      Context.current().detach(before);
    }
  }

  private void assertNothingIsLost(int step) {
    try (GitStore store = GitStore.open(directory, clock)) {
      // What an entry names is on its ref, too.
      assertThat(AuditCheck.of(store, Optional.empty()).problems()).as("step %d", step).isEmpty();
      List<AuditEntry> entries =
          AuditPage.of(store, ListAuditEntriesRequest.newBuilder().setPageSize(1000).build())
              .getEntriesList();
      acknowledged.forEach(
          (request, commit) ->
              assertThat(entries)
                  .as("%s after step %d", request, step)
                  .filteredOn(entry -> changes(entry).contains(commit))
                  .singleElement()
                  .satisfies(entry -> assertThat(entry.getRequestId()).isEqualTo(request)));
      List<String> requests = entries.stream().map(AuditEntry::getRequestId).toList();
      refused.forEach(
          request -> assertThat(requests).as("step %d", step).containsOnlyOnce(request));
    }
  }

  private static List<String> changes(AuditEntry entry) {
    return entry.getChangesList().stream().map(AuditChange::getAfter).toList();
  }
}
