package dev.firstvalue.registry.git;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Throws away loose objects of derived data that do not hold what their name says.
 *
 * <p>Deriving the data again makes the same objects, and Git does not write an object that seems to
 * be there: without this, a damaged index would stay damaged for ever.
 */
final class DamagedObjects {
  private final Repository git;
  private final ObjectReader reader;

  private DamagedObjects(Repository git, ObjectReader reader) {
    this.git = git;
    this.reader = reader;
  }

  /** Looks at everything that a commit of derived data names. */
  static void discard(Repository git, ObjectId commit) throws IOException {
    try (ObjectReader reader = git.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      DamagedObjects objects = new DamagedObjects(git, reader);
      if (objects.keep(commit, Constants.OBJ_COMMIT)) {
        objects.discardTree(walk.parseCommit(commit).getTree());
      }
    }
    // Forget which objects were seen.
    git.getObjectDatabase().close();
  }

  private void discardTree(ObjectId tree) throws IOException {
    if (!keep(tree, Constants.OBJ_TREE)) {
      return;
    }
    CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, tree);
    for (; !entries.eof(); entries.next()) {
      if (entries.getEntryFileMode().equals(FileMode.TREE)) {
        discardTree(entries.getEntryObjectId());
      } else {
        keep(entries.getEntryObjectId(), Constants.OBJ_BLOB);
      }
    }
  }

  /** Whether an object holds what its name says; its loose file is removed if not. */
  @CanIgnoreReturnValue
  private boolean keep(ObjectId id, int type) throws IOException {
    if (readable(id, type)) {
      return true;
    }
    Path objects = git.getDirectory().toPath().resolve("objects");
    Files.deleteIfExists(
        objects.resolve(id.name().substring(0, 2)).resolve(id.name().substring(2)));
    return false;
  }

  private boolean readable(ObjectId id, int type) {
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return formatter.idFor(type, reader.open(id, type).getBytes()).equals(id);
    } catch (IOException e) {
      // That it does not read is the answer.
      return false;
    }
  }
}
