package dev.firstvalue.registry.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a ref has beyond a commit, along first parents.
 *
 * @param commits the oldest first, their text parsed
 * @param goesOn whether the commit is among those before; if not, there are none of these
 */
record RefPath(List<RevCommit> commits, boolean goesOn) {
  RefPath {
    commits = List.copyOf(commits);
  }

  /**
   * From a commit to a tip.
   *
   * @param from empty: from the beginning
   */
  static RefPath between(RevWalk walk, Optional<ObjectId> from, ObjectId tip) throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    RevCommit commit = walk.parseCommit(tip);
    while (from.isEmpty() || !commit.equals(from.get())) {
      commits.add(commit);
      if (commit.getParentCount() == 0) {
        if (from.isPresent()) {
          return new RefPath(List.of(), false);
        }
        break;
      }
      commit = walk.parseCommit(commit.getParent(0));
    }
    Collections.reverse(commits);
    return new RefPath(commits, true);
  }
}
