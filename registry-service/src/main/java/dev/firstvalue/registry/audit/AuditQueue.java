package dev.firstvalue.registry.audit;

import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is not in the chain yet: requests under way with what they moved, and those that ended.
 *
 * <p>Equal refusals are one entry with a count, and from a number of different ones on it is told
 * only who was refused what, so that a flood of them stays small. Thread-safe.
 */
final class AuditQueue {
  private static final int MOST_REFUSALS = 100;

  /** Far more than there are between two flushes. */
  private static final int MOST_UNASKED = 10_000;

  private final Map<Origin, List<AuditChange>> open = new HashMap<>();
  private final List<AuditEntry.Builder> ended = new ArrayList<>();
  private final Map<AuditEntry, AuditEntry.Builder> refusals = new HashMap<>();

  /** Commits of requests that have no entry in the chain yet. */
  private final Set<String> ours = new HashSet<>();

  /** Commits of this process that no request asked for: their entries are made from themselves. */
  private final Set<String> unasked = new LinkedHashSet<>();

  synchronized void moves(Origin origin, String commit) {
    open.computeIfAbsent(origin, _ -> new ArrayList<>());
    ours.add(commit);
  }

  synchronized void moved(Origin origin, AuditChange change) {
    open.computeIfAbsent(origin, _ -> new ArrayList<>()).add(change);
  }

  synchronized void stayed(String commit) {
    ours.remove(commit);
    unasked.remove(commit);
  }

  synchronized void unasked(String commit) {
    ours.remove(commit);
    unasked.add(commit);
    if (unasked.size() > MOST_UNASKED) {
      unasked.remove(unasked.iterator().next());
    }
  }

  /**
   * Whether a commit is of a request whose entry waits or is still to come. Asked after the commit
   * was seen on its ref, it is never too early: each is known here before it is there.
   */
  synchronized boolean isOurs(String commit) {
    return ours.contains(commit);
  }

  /** Whether a commit is of this process, and no request asked for it. */
  synchronized boolean isUnasked(String commit) {
    return unasked.contains(commit);
  }

  /** How many entries wait for the chain. */
  synchronized int waiting() {
    return ended.size();
  }

  /** A request ended: it is an entry with what it moved. */
  synchronized void ended(Origin origin, AuditEntry.Builder entry) {
    List<AuditChange> changes = open.remove(origin);
    if (changes != null) {
      entry.addAllChanges(changes);
    }
    add(entry);
  }

  synchronized void add(AuditEntry.Builder entry) {
    if (entry.getStatus().equals("OK") || entry.getChangesCount() > 0) {
      ended.add(entry);
      return;
    }
    if (refusals.size() >= MOST_REFUSALS && !refusals.containsKey(alike(entry))) {
      entry.clearResource().clearGates();
    }
    AuditEntry.Builder known = refusals.putIfAbsent(alike(entry), entry);
    if (known == null) {
      ended.add(entry);
    } else {
      known.setTimes(known.getTimes() + entry.getTimes());
    }
  }

  private static AuditEntry alike(AuditEntry.Builder entry) {
    return entry.clone().clearRecordedAt().clearRequestId().clearTimes().build();
  }

  /** Takes out what ended; it comes back by {@link #putBack}, or its commits are forgotten. */
  synchronized List<AuditEntry> take() {
    List<AuditEntry> taken = ended.stream().map(AuditEntry.Builder::build).toList();
    ended.clear();
    refusals.clear();
    return taken;
  }

  synchronized void putBack(List<AuditEntry> taken) {
    List<AuditEntry.Builder> later = List.copyOf(ended);
    ended.clear();
    refusals.clear();
    taken.forEach(entry -> add(entry.toBuilder()));
    later.forEach(this::add);
  }

  synchronized void written(List<AuditEntry> taken) {
    for (AuditEntry entry : taken) {
      entry.getChangesList().forEach(change -> ours.remove(change.getAfter()));
    }
  }
}
