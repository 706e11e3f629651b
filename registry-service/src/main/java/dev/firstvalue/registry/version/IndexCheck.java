package dev.firstvalue.registry.version;

import dev.firstvalue.registry.git.ContentHash;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/**
 * Holds an index against the commit that it says it follows from: every definition there is the
 * newest that the index knows, or is quarantined, and every other name is deleted.
 */
final class IndexCheck {
  private IndexCheck() {}

  static boolean agrees(Repository git, VersionState state) throws IOException {
    ObjectId commit = state.commit().orElse(null);
    if (commit == null) {
      return state.histories().isEmpty();
    }
    Set<String> present = new TreeSet<>();
    try (ObjectReader reader = git.newObjectReader();
        RevWalk walk = new RevWalk(reader);
        TreeWalk files = new TreeWalk(reader)) {
      files.addTree(walk.parseCommit(commit).getTree());
      files.setRecursive(true);
      files.setFilter(PathFilter.create(Derivation.DEFINITIONS));
      while (files.next()) {
        String path = files.getPathString();
        String name = Derivation.name(path);
        if (name.isEmpty()) {
          continue;
        }
        present.add(name);
        if (!state.quarantined().containsKey(path)) {
          byte[] bytes = reader.open(files.getObjectId(0), Constants.OBJ_BLOB).getBytes();
          DefinitionHistory history = state.histories().get(name);
          if (history == null || !history.newest().contentHash().equals(ContentHash.of(bytes))) {
            return false;
          }
        }
      }
    }
    return state.histories().values().stream()
        .allMatch(
            history ->
                present.contains(history.name()) != (history.standing() == Standing.DELETED));
  }
}
