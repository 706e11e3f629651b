package dev.firstvalue.registry.follow;

import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what a remote has: first its objects and refs beside ours ({@code
 * refs/firstvalue/remote/*}), then main, which only ever moves forward. A process that dies between
 * the two has fetched and moved nothing.
 */
final class RemoteMain {
  private static final String BESIDE = "refs/firstvalue/remote/";
  private static final String THEIRS = BESIDE + "main";
  private static final String AUDIT = "refs/firstvalue/audit";
  private static final RefSpec TO_THEIRS = new RefSpec("+" + GitStore.MAIN + ":" + THEIRS);

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private RemoteMain() {}

  /** What came of it. */
  sealed interface Result {
    /** Main is what the remote's is. */
    record Current() implements Result {}

    /** What the remote has of a ref that only grows does not go on from ours. */
    record Rewritten(String ref, String ours, String theirs) implements Result {}
  }

  /**
   * Fetches and moves main.
   *
   * @throws IOException if the remote cannot be reached or read, or the disk not written
   */
  static Result takeOver(GitStore store, Remote remote) throws IOException {
    Optional<ObjectId> ours = store.resolve(GitStore.MAIN);
    fetch(
        store,
        remote,
        Stream.concat(Stream.of(TO_THEIRS), evidence(ours.isEmpty()).stream()).toList());
    Optional<ObjectId> theirs = store.resolve(THEIRS);
    if (theirs.isEmpty()) {
      throw new IOException("the remote has no branch main");
    }
    if (ours.isPresent() && !goesOn(store, ours.get(), theirs.get())) {
      return new Result.Rewritten("main", ours.get().name(), theirs.get().name());
    }
    if (!ours.equals(theirs)) {
      // A remote reads its refs one after the other, and may have told what its evidence was just
      // before it wrote what this main rests on.
      fetch(store, remote, evidence(false));
    }
    Optional<ObjectId> trail = store.resolve(AUDIT);
    Optional<ObjectId> theirTrail = store.resolve(BESIDE + "audit");
    if (trail.isPresent()
        && theirTrail.isPresent()
        && !goesOn(store, trail.get(), theirTrail.get())) {
      return new Result.Rewritten("the audit trail", trail.get().name(), theirTrail.get().name());
    }
    // What main rests on first: a version never lacks its evidence.
    takeOverDerived(store, ours.isEmpty());
    if (!ours.equals(theirs)
        && !store.move(GitStore.MAIN, ours.orElse(null), theirs.get(), false)) {
      throw new IOException("main was moved by another process; a follower is its only writer");
    }
    return new Result.Current();
  }

  /** What is taken beside main: a pattern, since a forge has none of these. */
  private static List<RefSpec> evidence(boolean first) {
    List<RefSpec> specs = new ArrayList<>();
    specs.add(new RefSpec("+refs/firstvalue/*:" + BESIDE + "*"));
    // The remote is a follower too: what it has fetched is not its own.
    specs.add(new RefSpec("^refs/firstvalue/remote/*"));
    if (!first) {
      // Ours goes on by itself; theirs is written anew with every commit.
      specs.add(new RefSpec("^refs/firstvalue/versions"));
    }
    return specs;
  }

  private static void fetch(GitStore store, Remote remote, List<RefSpec> specs) throws IOException {
    try (Transport transport = Transport.open(store.git(), remote.address())) {
      remote.credentials().ifPresent(transport::setCredentialsProvider);
      transport.setTimeout(Math.toIntExact(TIMEOUT.toSeconds()));
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setCheckFetchedObjects(true);
      transport.fetch(NullProgressMonitor.INSTANCE, specs);
    }
  }

  /** Whether a commit is in the first-parent history of another, which is what versions count. */
  private static boolean goesOn(GitStore store, ObjectId ours, ObjectId theirs) throws IOException {
    try (RevWalk walk = new RevWalk(store.git())) {
      @Nullable RevCommit commit = walk.parseCommit(theirs);
      while (!commit.equals(ours)) {
        if (commit.getParentCount() == 0) {
          return false;
        }
        commit = walk.parseCommit(commit.getParent(0));
      }
      return true;
    }
  }

  /**
   * Reports and the like are the remote's. Its index of versions is taken once, at the beginning,
   * so that both count revisions alike; it is held against main before it is used.
   */
  private static void takeOverDerived(GitStore store, boolean first) throws IOException {
    for (Ref ref : store.git().getRefDatabase().getRefsByPrefix(BESIDE)) {
      String name = ref.getName().substring(BESIDE.length());
      boolean wanted =
          switch (name) {
            case "main" -> false;
            case "versions" -> first;
            // The remote is a follower too: what it has fetched is not its own.
            default -> !name.startsWith("remote/");
          };
      if (wanted) {
        String ours = "refs/firstvalue/" + name;
        store.move(ours, store.resolve(ours).orElse(null), ref.getObjectId(), true);
      }
    }
  }
}
