package dev.firstvalue.registry.audit;

import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What a commit is about, by what it changes. */
final class CommitSubject {
  private static final int NAMED = 5;
  private static final String PROPOSALS = "refs/firstvalue/proposals";

  private CommitSubject() {}

  /** The paths of main that it changes, or the proposal; empty for the other refs. */
  static String of(Repository git, String ref, RevCommit commit) throws IOException {
    if (ref.equals(PROPOSALS)) {
      List<String> paths = changed(git, commit, false);
      return paths.isEmpty() ? "" : "proposal " + paths.getFirst();
    }
    if (!ref.equals(GitStore.MAIN)) {
      return "";
    }
    List<String> paths = changed(git, commit, true);
    return paths.size() <= NAMED
        ? String.join(" ", paths)
        : String.join(" ", paths.subList(0, NAMED)) + " and more";
  }

  private static List<String> changed(Repository git, RevCommit commit, boolean recursive)
      throws IOException {
    List<String> paths = new ArrayList<>();
    try (RevWalk walk = new RevWalk(git);
        TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      if (commit.getParentCount() == 0) {
        tree.addTree(new EmptyTreeIterator());
      } else {
        tree.addTree(walk.parseCommit(commit.getParent(0)).getTree());
      }
      tree.addTree(commit.getTree());
      tree.setRecursive(recursive);
      tree.setFilter(TreeFilter.ANY_DIFF);
      while (paths.size() <= NAMED && tree.next()) {
        paths.add(tree.getPathString());
      }
    }
    return paths;
  }
}
