package dev.firstvalue.registry.push;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.owner.CodeOwners;
import dev.firstvalue.registry.publish.Draft;
import dev.firstvalue.registry.publish.Drafts;
import dev.firstvalue.registry.publish.Submission;
import dev.firstvalue.registry.v1.ProposedContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * What a pushed commit changes since it parted from main.
 *
 * @param files the documents that differ, each with the hash of the file that it was made to
 * @param passedOver paths that differ and are no documents: they are not proposed
 * @param restate the trailer {@code Restate:} of the commit; empty for none
 */
record PushedChange(
    Author author,
    String title,
    String description,
    String restate,
    List<ProposedContent> files,
    List<String> passedOver) {
  private static final int MOST_FILES = 100;
  private static final int LARGEST_FILE = 1 << 20;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_DESCRIPTION = 10_000;

  PushedChange {
    files = List.copyOf(files);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Reads a commit.
   *
   * @throws PushRefusal if it has nothing in common with main, changes no document, removes one, or
   *     holds what is no plain file of a fitting size
   */
  static PushedChange of(GitStore store, ObjectId pushed) throws IOException, PushRefusal {
    try (RevWalk walk = new RevWalk(store.git())) {
      RevCommit tip = walk.parseCommit(pushed);
      RevCommit base = base(store, walk, tip);
      List<ProposedContent> files = new ArrayList<>();
      List<String> passedOver = new ArrayList<>();
      try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
        tree.addTree(base.getTree());
        tree.addTree(tip.getTree());
        tree.setRecursive(true);
        tree.setFilter(TreeFilter.ANY_DIFF);
        while (tree.next()) {
          String path = tree.getPathString();
          if (Repository.kindAt(path).isEmpty() && !path.equals(CodeOwners.FILE)) {
            passedOver.add(path);
          } else if (files.size() == MOST_FILES) {
            throw new PushRefusal(
                "more than " + MOST_FILES + " documents differ from main", "Push fewer at a time");
          } else {
            files.add(file(store, tree, path));
          }
        }
      }
      if (files.isEmpty()) {
        throw new PushRefusal(
            "no document differs from main",
            "Change event-model.yaml, policy.yaml, CODEOWNERS, or a file of definitions/ or"
                + " experiments/");
      }
      placed(files);
      List<String> restate = tip.getFooterLines("Restate");
      PersonIdent author = tip.getAuthorIdent();
      return new PushedChange(
          new Author(plain(author.getName()), plain(author.getEmailAddress())),
          title(tip),
          description(tip),
          restate.isEmpty() ? "" : restate.getLast().strip(),
          files,
          passedOver);
    }
  }

  private static RevCommit base(GitStore store, RevWalk walk, RevCommit tip)
      throws IOException, PushRefusal {
    Optional<ObjectId> main = store.resolve(GitStore.MAIN);
    if (main.isPresent()) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(tip);
      walk.markStart(walk.parseCommit(main.get()));
      RevCommit base = walk.next();
      if (base != null) {
        RevCommit parsed = walk.parseCommit(base);
        walk.parseBody(tip);
        return parsed;
      }
    }
    throw new PushRefusal(
        "the commit has no ancestor on the registry's main",
        "Clone the registry, and make the change there");
  }

  private static ProposedContent file(GitStore store, TreeWalk tree, String path)
      throws IOException, PushRefusal {
    FileMode mode = tree.getFileMode(1);
    if (mode.equals(FileMode.MISSING)) {
      throw new PushRefusal(
          path + " is removed, and nothing is deleted here",
          "Write `status: RETIRED` into a definition that is not to be served any more");
    }
    if (!mode.equals(FileMode.REGULAR_FILE) && !mode.equals(FileMode.EXECUTABLE_FILE)) {
      throw new PushRefusal(path + " is no plain file", "Push no symbolic links and submodules");
    }
    ObjectLoader content = store.git().open(tree.getObjectId(1), Constants.OBJ_BLOB);
    if (content.getSize() > LARGEST_FILE) {
      throw new PushRefusal(path + " is larger than 1 MiB", "Make it smaller");
    }
    boolean is = !tree.getFileMode(0).equals(FileMode.MISSING);
    return ProposedContent.newBuilder()
        .setName(path)
        .setContent(ByteString.copyFrom(content.getBytes(LARGEST_FILE)))
        .setBaseHash(
            is
                ? ContentHash.of(
                    store.git().open(tree.getObjectId(0), Constants.OBJ_BLOB).getBytes())
                : "")
        .build();
  }

  /** A document says itself where it belongs, and has to lie there. */
  private static void placed(List<ProposedContent> files) throws PushRefusal {
    for (ProposedContent file : files) {
      Drafts read =
          Drafts.read(List.of(new Submission(file.getName(), file.getContent(), Optional.empty())));
      for (Draft draft : read.byPath().values()) {
        if (!draft.path().equals(file.getName())) {
          throw new PushRefusal(
              file.getName() + " holds what belongs at " + draft.path(),
              "Let metadata.name be the file's name");
        }
      }
    }
  }

  private static String title(RevCommit tip) {
    String title = plain(tip.getShortMessage());
    return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
  }

  private static String description(RevCommit tip) {
    String text = tip.getFullMessage();
    int first = text.indexOf('\n');
    String rest = first < 0 ? "" : text.substring(first).strip();
    return rest.substring(0, Math.min(rest.length(), LONGEST_DESCRIPTION));
  }

  /** Text of a commit as one line that a record can hold. */
  private static String plain(String text) {
    String line = text.replaceAll("[\\p{Cntrl}<>]", " ").strip();
    return line.isEmpty() ? "unnamed" : line;
  }
}
