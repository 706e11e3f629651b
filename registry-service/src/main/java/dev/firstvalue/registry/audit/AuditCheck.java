package dev.firstvalue.registry.audit;

import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.AuditChange;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.AuditMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Whether the trail is as it was written: every link goes on from the one before, no number is
 * missing, what the entries name is where they say, and what the commits say of the trail is in it.
 *
 * <p>Somebody who may write to the directory can make another chain that is sound in itself. That
 * it is another one is found by each commit made since, which names the link of its time, by every
 * clone of main therefore, and by a hash that the operator kept.
 */
public final class AuditCheck {
  private static final int MOST_PROBLEMS = 20;

  private final GitStore store;
  private final AuditChain chain;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> links = new HashSet<>();
  private final Map<String, Set<String>> history = new HashMap<>();

  private AuditCheck(GitStore store) {
    this.store = store;
    this.chain = new AuditChain(store);
  }

  /**
   * What was found.
   *
   * @param head the newest commit of the chain; empty where there is none
   * @param entries how many entries it has
   * @param problems none where it is sound; at most 20
   */
  public record Result(String head, long entries, List<String> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Checks the whole trail.
   *
   * @param anchor a head of before that must be in the chain
   */
  public static Result of(GitStore store, Optional<String> anchor) {
    AuditCheck check = new AuditCheck(store);
    try {
      return check.check(anchor);
    } catch (IOException e) {
      check.problem("the trail cannot be read: " + e.getMessage());
      return new Result(check.chain.head().map(ObjectId::name).orElse(""), 0, check.problems);
    }
  }

  private Result check(Optional<String> anchor) throws IOException {
    Optional<AuditChain.Link> tip = chain.tip();
    for (String ref : AuditedRefs.ALL) {
      history.put(ref, commits(ref));
    }
    tip.ifPresent(this::marks);
    long entries = tip.map(link -> link.nextNumber() - 1).orElse(0L);
    links(tip);
    if (anchor.isPresent() && !links.contains(anchor.get())) {
      problem(
          AuditText.line(anchor.get())
              + ", which was kept, is not in the chain: it was cut or made anew");
    }
    said();
    return new Result(tip.map(link -> link.commit().name()).orElse(""), entries, problems);
  }

  /** From the newest link to the first. */
  private void links(Optional<AuditChain.Link> tip) throws IOException {
    Optional<AuditChain.Link> next = tip;
    long expected = tip.map(AuditChain.Link::nextNumber).orElse(1L);
    while (next.isPresent()) {
      AuditChain.Link link = next.get();
      String name = link.commit().name();
      links.add(name);
      if (!link.batch().getPrevious().equals(link.parent().map(ObjectId::name).orElse(""))
          || link.parents() > 1) {
        problem(name + " does not go on from the commit that it was written after");
      }
      if (link.nextNumber() != expected) {
        problem(
            "entries "
                + link.nextNumber()
                + " to "
                + (expected - 1)
                + " are missing after "
                + name);
      }
      numbers(link);
      expected = link.batch().getFirstNumber();
      next =
          link.parent().isPresent()
              ? Optional.of(chain.link(link.parent().get()))
              : Optional.empty();
    }
    if (expected != 1) {
      problem(
          "entries 1 to " + (expected - 1) + " are missing: the chain was cut at its beginning");
    }
  }

  private void numbers(AuditChain.Link link) {
    long number = link.batch().getFirstNumber();
    for (AuditEntry entry : link.batch().getEntriesList()) {
      if (entry.getNumber() != number) {
        problem(link.commit().name() + ": entry " + entry.getNumber() + " stands at " + number);
      }
      number++;
      for (AuditChange change : entry.getChangesList()) {
        Set<String> known = history.get(change.getRef());
        boolean gone = known != null && !known.contains(change.getAfter());
        if (gone && entry.getDoor() != AuditDoor.AUDIT_DOOR_OUTSIDE) {
          problem(
              "entry "
                  + entry.getNumber()
                  + ": "
                  + change.getRef()
                  + " has no longer "
                  + change.getAfter());
        }
      }
    }
  }

  private void marks(AuditChain.Link tip) {
    for (AuditMark mark : tip.batch().getMarksList()) {
      Set<String> known = history.get(mark.getRef());
      if (known != null && !known.contains(mark.getCommit())) {
        problem(
            AuditText.line(mark.getRef())
                + " does not go on from "
                + mark.getCommit()
                + ", up to where it was accounted for");
      }
    }
  }

  /** Every commit names the newest link of its time. */
  private void said() throws IOException {
    try (RevWalk walk = new RevWalk(store.git())) {
      for (Map.Entry<String, Set<String>> ref : history.entrySet()) {
        for (String name : ref.getValue()) {
          RevCommit commit = walk.parseCommit(ObjectId.fromString(name));
          Origin.Said.by(commit)
              .map(Origin.Said::audit)
              .filter(audit -> !audit.isEmpty() && !links.contains(audit))
              .ifPresent(
                  audit ->
                      problem(
                          name
                              + " of "
                              + ref.getKey()
                              + " was made when the trail was at "
                              + audit
                              + ", which is not in it"));
        }
      }
    }
  }

  private Set<String> commits(String ref) throws IOException {
    Set<String> names = new HashSet<>();
    Optional<ObjectId> tip = store.resolve(ref);
    if (tip.isPresent()) {
      try (RevWalk walk = new RevWalk(store.git())) {
        RefPath.between(walk, Optional.empty(), tip.get())
            .commits()
            .forEach(commit -> names.add(commit.name()));
      }
    }
    return names;
  }

  private void problem(String text) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(text);
    }
  }
}
