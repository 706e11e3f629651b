package dev.firstvalue.registry.audit;

import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Map<Origin, List<AuditChange>> open = new HashMap<>();
  private final List<AuditEntry.Builder> ended = new ArrayList<>();
  private final Map<AuditEntry, AuditEntry.Builder> refusals = new HashMap<>();

  /** Commits of requests that have no entry in the chain yet. */
  private final Set<String> ours = new HashSet<>();

  /** Commits of this process that no request asked for: their entries are made from themselves. */
  private final Set<String> unasked = new HashSet<>();

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

  /**
   * The queue at a moment.
   *
   * @param ended entries, in the order in which they ended
   * @param ours commits of requests whose entries are among these or still to come
   * @param unasked commits of this process that no request asked for
   */
  record Taken(List<AuditEntry> ended, Set<String> ours, Set<String> unasked) {
    static final Taken NOTHING = new Taken(List.of(), Set.of(), Set.of());
  }

  /** Takes out what ended; it comes back by {@link #putBack}, or its commits are forgotten. */
  synchronized Taken take() {
    Taken taken =
        new Taken(
            ended.stream().map(AuditEntry.Builder::build).toList(),
            Set.copyOf(ours),
            Set.copyOf(unasked));
    ended.clear();
    refusals.clear();
    return taken;
  }

  synchronized void putBack(Taken taken) {
    List<AuditEntry.Builder> later = List.copyOf(ended);
    ended.clear();
    refusals.clear();
    taken.ended().forEach(entry -> add(entry.toBuilder()));
    later.forEach(this::add);
  }

  synchronized void written(Taken taken) {
    for (AuditEntry entry : taken.ended()) {
      entry.getChangesList().forEach(change -> ours.remove(change.getAfter()));
    }
    unasked.removeAll(taken.unasked());
  }
}
