package dev.firstvalue.registry.operation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Reads every object that a ref leads to and hashes it again, as {@code git fsck} does; no Git has
 * to be installed for it.
 */
final class ObjectCheck {
  /** An object and how one gets to it. */
  private record Place(ObjectId id, int type, String name) {}

  private final ObjectReader reader;
  private final ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
  private final Set<ObjectId> seen = new HashSet<>();
  private final Deque<Place> ahead = new ArrayDeque<>();
  private final List<String> problems = new ArrayList<>();

  private ObjectCheck(ObjectReader reader) {
    this.reader = reader;
  }

  /**
   * What was found.
   *
   * @param objects how many were read, good and bad
   * @param problems one a bad object, with a way to it
   */
  record Result(int objects, List<String> problems) {
    Result {
      problems = List.copyOf(problems);
    }
  }

  static Result of(Repository git) throws IOException {
    try (ObjectReader reader = git.newObjectReader()) {
      ObjectCheck check = new ObjectCheck(reader);
      for (Ref ref : git.getRefDatabase().getRefs()) {
        ObjectId id = ref.getObjectId();
        if (id == null) {
          check.problems.add(ref.getName() + " names nothing");
        } else if (!ref.isSymbolic()) {
          check.add(id, Constants.OBJ_BAD, ref.getName());
        }
      }
      while (!check.ahead.isEmpty()) {
        check.look(check.ahead.pop());
      }
      return new Result(check.seen.size(), check.problems);
    }
  }

  private void add(ObjectId id, int type, String name) {
    if (seen.add(id)) {
      ahead.push(new Place(id.copy(), type, name));
    }
  }

  private void look(Place place) {
    try {
      var loader =
          place.type() == Constants.OBJ_BAD
              ? reader.open(place.id())
              : reader.open(place.id(), place.type());
      byte[] bytes = loader.getBytes();
      if (!formatter.idFor(loader.getType(), bytes).equals(place.id())) {
        problems.add(described(place, "does not hold what its name says"));
        return;
      }
      switch (loader.getType()) {
        case Constants.OBJ_COMMIT -> {
          RevCommit commit = RevCommit.parse(bytes);
          add(commit.getTree(), Constants.OBJ_TREE, place.name() + ":");
          for (RevCommit parent : commit.getParents()) {
            add(parent, Constants.OBJ_COMMIT, place.name());
          }
        }
        case Constants.OBJ_TREE -> {
          CanonicalTreeParser tree = new CanonicalTreeParser(null, reader, place.id());
          for (; !tree.eof(); tree.next()) {
            FileMode mode = tree.getEntryFileMode();
            if (!mode.equals(FileMode.GITLINK)) {
              String name = place.name().endsWith(":") ? place.name() : place.name() + "/";
              add(tree.getEntryObjectId(), mode.getObjectType(), name + tree.getEntryPathString());
            }
          }
        }
        case Constants.OBJ_TAG ->
            add(RevTag.parse(bytes).getObject(), Constants.OBJ_BAD, place.name());
        default -> {
          // A blob leads nowhere.
        }
      }
    } catch (MissingObjectException e) {
      problems.add(described(place, "is missing"));
    } catch (CorruptObjectException e) {
      problems.add(described(place, "is damaged: " + reason(e)));
    } catch (IOException e) {
      problems.add(described(place, "cannot be read: " + reason(e)));
    }
  }

  private static String described(Place place, String problem) {
    return place.name() + ": object " + place.id().name() + " " + problem;
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
