package dev.firstvalue.registry.audit;

import com.google.protobuf.util.Timestamps;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.AuditMark;
import dev.firstvalue.registry.v1.StoredAuditBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The next batch of a chain: what ended, and an entry for every commit beyond the marks that has
 * none, made from the commit itself. Marks move on to the last commit before the first without an
 * entry.
 */
final class Accounting {
  private final GitStore store;
  private final Optional<AuditChain.Link> tip;
  private final Map<String, AuditMark> marks = new TreeMap<>();
  private final StoredAuditBatch.Builder next = StoredAuditBatch.newBuilder();

  /** By request, or by commit where there was no request. */
  private final Map<String, AuditEntry.Builder> found = new LinkedHashMap<>();

  Accounting(GitStore store, Optional<AuditChain.Link> tip) {
    this.store = store;
    this.tip = tip;
    tip.ifPresent(
        link -> link.batch().getMarksList().forEach(mark -> marks.put(mark.getRef(), mark)));
  }

  /**
   * The batch, where there is anything new.
   *
   * @param taken what ended
   * @param queue knows whose commits are still on their way
   * @param trusts whether commits that nobody here knows of are believed what they say: as long as
   *     this process did not own the repository, another of ours did
   */
  Optional<AuditChain.Draft> of(List<AuditEntry> taken, AuditQueue queue, boolean trusts)
      throws IOException {
    Set<String> entered = new HashSet<>();
    taken.forEach(
        entry -> entry.getChangesList().forEach(change -> entered.add(change.getAfter())));
    try (RevWalk walk = new RevWalk(store.git())) {
      for (String ref : AuditedRefs.ALL) {
        Optional<ObjectId> now = store.resolve(ref);
        if (now.isPresent()) {
          account(walk, ref, now.get(), entered, queue, trusts);
        }
      }
    }
    List<AuditEntry> entries = new ArrayList<>(taken);
    found.values().forEach(entry -> entries.add(entry.build()));
    entries.sort(Comparator.comparing(AuditEntry::getRecordedAt, Timestamps.comparator()));
    next.addAllEntries(entries);
    List<AuditMark> before = tip.map(link -> link.batch().getMarksList()).orElse(List.of());
    next.addAllMarks(marks.values());
    return next.getEntriesCount() == 0 && before.equals(next.getMarksList())
        ? Optional.empty()
        : Optional.of(new AuditChain.Draft(next, Optional.empty()));
  }

  private void account(
      RevWalk walk, String ref, ObjectId now, Set<String> entered, AuditQueue queue, boolean trusts)
      throws IOException {
    Optional<AuditMark> mark = Optional.ofNullable(marks.get(ref));
    if (tip.isEmpty() && trusts) {
      mark = begun(walk, ref, now);
    }
    RefPath path =
        RefPath.between(walk, mark.map(AuditMark::getCommit).map(ObjectId::fromString), now);
    if (!path.goesOn()) {
      rewritten(ref, mark.orElseThrow(), now);
      return;
    }
    Set<String> done = new HashSet<>(entered);
    mark.ifPresent(known -> done.addAll(known.getBeyondList()));
    List<String> beyond = new ArrayList<>();
    Optional<String> reached = mark.map(AuditMark::getCommit);
    boolean gap = false;
    for (RevCommit commit : path.commits()) {
      String name = commit.name();
      boolean has = done.contains(name);
      if (!has && !queue.isOurs(name)) {
        enter(ref, commit, trusts || queue.isUnasked(name));
        has = true;
      }
      gap |= !has;
      if (!gap) {
        reached = Optional.of(name);
      } else if (has) {
        beyond.add(name);
      }
    }
    reached.ifPresent(
        commit ->
            marks.put(
                ref,
                AuditMark.newBuilder().setRef(ref).setCommit(commit).addAllBeyond(beyond).build()));
  }

  /**
   * A repository that is older than its trail: what was before is accounted for as it is, up to the
   * last commit that does not say where it came from.
   */
  private Optional<AuditMark> begun(RevWalk walk, String ref, ObjectId now) throws IOException {
    List<RevCommit> before =
        RefPath.between(walk, Optional.empty(), now).commits().stream()
            .filter(commit -> Origin.Said.by(commit).isEmpty())
            .toList();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    String last = before.getLast().name();
    AuditMark mark = AuditMark.newBuilder().setRef(ref).setCommit(last).build();
    marks.put(ref, mark);
    found
        .computeIfAbsent("", _ -> ours("the trail begins"))
        .addChanges(AuditChange.newBuilder().setRef(ref).setAfter(last));
    return Optional.of(mark);
  }

  private void rewritten(String ref, AuditMark mark, ObjectId now) {
    marks.put(ref, AuditMark.newBuilder().setRef(ref).setCommit(now.name()).build());
    found.put(
        ref,
        ours(ref + " was rewritten")
            .setDoor(AuditDoor.AUDIT_DOOR_OUTSIDE)
            .addChanges(
                AuditChange.newBuilder()
                    .setRef(ref)
                    .setBefore(mark.getCommit())
                    .setAfter(now.name())));
  }

  private AuditEntry.Builder ours(String resource) {
    return AuditEntry.newBuilder()
        .setRecordedAt(Timestamps.fromMillis(store.clock().instant().toEpochMilli()))
        .setDoor(AuditDoor.AUDIT_DOOR_DIRECTORY)
        .setResource(resource)
        .setStatus("OK")
        .setTimes(1)
        .setFound(true);
  }

  private void enter(String ref, RevCommit commit, boolean believed) throws IOException {
    AuditEntry.Builder said =
        Origin.Said.by(commit)
            .filter(_ -> believed)
            .map(Origin.Said::entry)
            .orElseGet(
                () -> AuditEntry.newBuilder().setDoor(AuditDoor.AUDIT_DOOR_OUTSIDE).setTimes(1));
    String key =
        said.getRequestId().isEmpty() ? commit.name() : said.getDoor() + said.getRequestId();
    AuditEntry.Builder entry = found.computeIfAbsent(key, _ -> said);
    PersonIdent committer = commit.getCommitterIdent();
    if (entry.getCaller().isEmpty()) {
      entry
          .setCaller(AuditText.line(committer.getName()))
          .setEmail(AuditText.line(committer.getEmailAddress()));
    }
    if (entry.getResource().isEmpty()) {
      entry.setResource(AuditText.line(CommitSubject.of(store.git(), ref, commit)));
    }
    entry
        .setRecordedAt(Timestamps.fromMillis(committer.getWhenAsInstant().toEpochMilli()))
        .setStatus("OK")
        .setFound(entry.getDoor() != AuditDoor.AUDIT_DOOR_DIRECTORY)
        .addChanges(
            AuditChange.newBuilder()
                .setRef(ref)
                .setBefore(commit.getParentCount() == 0 ? "" : commit.getParent(0).name())
                .setAfter(commit.name()));
  }
}
