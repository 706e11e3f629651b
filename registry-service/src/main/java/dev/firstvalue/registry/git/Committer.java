package dev.firstvalue.registry.git;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * One commit on its way: objects first, then the ref, again from the new tip when it was outrun.
 */
final class Committer {
  /**
   * Somebody else has to win this often in a row before we give up; each winner made progress. The
   * waits together are longer than it takes until the lock of a killed writer counts as such.
   */
  private static final int ATTEMPTS = 300;

  private final GitStore store;
  private final String ref;
  private final List<Edit> edits;
  private final PersonIdent author;
  private final String message;

  Committer(GitStore store, String ref, List<Edit> edits, Author author, String message) {
    this.store = store;
    this.ref = ref;
    this.edits = List.copyOf(edits);
    this.author =
        new PersonIdent(author.name(), author.email(), store.clock().instant(), ZoneOffset.UTC);
    this.message =
        store
            .journal()
            .flatMap(journal -> journal.trailer(ref))
            .map(line -> signed(message, line))
            .orElseGet(() -> message.strip() + "\n");
  }

  /** Adds a commit to the branch. */
  ObjectId append() throws IOException {
    try (ObjectReader reader = store.git().newObjectReader();
        ObjectInserter inserter = store.git().newObjectInserter()) {
      SortedMap<String, @Nullable ObjectId> blobs = blobs(inserter);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        ObjectId tip = store.resolve(ref).orElse(null);
        RevTree tree = tip == null ? null : tree(reader, tip);
        for (Edit edit : edits) {
          check(reader, tree, edit);
        }
        ObjectId edited = new TreeEditor(reader, inserter).apply(tree, blobs);
        if (tip != null && edited.equals(tree)) {
          return tip;
        }
        ObjectId commit = inserter.insert(builder(tip, edited));
        inserter.flush();
        if (move(tip, commit)) {
          return commit;
        }
        OtherWriters.letFinish(attempt);
      }
    }
    throw new IOException(
        ref
            + " was locked or moved "
            + ATTEMPTS
            + " times; if no Git process runs, remove "
            + store.directory().resolve(ref + ".lock"));
  }

  /** Trailers are one paragraph, the last. */
  private static String signed(String message, String trailer) {
    String text = message.strip();
    boolean trailers = text.contains("\n\n") && !FooterLine.fromMessage(text).isEmpty();
    return text + (trailers ? "\n" : "\n\n") + trailer + "\n";
  }

  private boolean move(@Nullable ObjectId tip, ObjectId commit) throws IOException {
    Optional<RefJournal> journal = store.journal();
    journal.ifPresent(told -> told.moves(ref, commit));
    boolean moved;
    try {
      moved = store.move(ref, tip, commit, false);
    } catch (IOException | RuntimeException e) {
      journal.ifPresent(told -> told.unsure(ref, commit));
      throw e;
    }
    journal.ifPresent(
        told -> {
          if (moved) {
            told.moved(ref, Optional.ofNullable(tip), commit);
          } else {
            told.stayed(ref, commit);
          }
        });
    return moved;
  }

  /** Puts a commit without parents in the place of the ref's. */
  void replace(boolean keepFiles) throws IOException {
    try (ObjectReader reader = store.git().newObjectReader();
        ObjectInserter inserter = store.git().newObjectInserter()) {
      ObjectId tip = store.resolve(ref).orElse(null);
      RevTree tree = tip != null && keepFiles ? tree(reader, tip) : null;
      ObjectId edited = new TreeEditor(reader, inserter).apply(tree, blobs(inserter));
      ObjectId commit = inserter.insert(builder(null, edited));
      inserter.flush();
      if (!store.move(ref, tip, commit, true)) {
        throw new IOException(ref + " moved under its only writer");
      }
    }
  }

  private SortedMap<String, @Nullable ObjectId> blobs(ObjectInserter inserter) throws IOException {
    SortedMap<String, @Nullable ObjectId> blobs = new TreeMap<>();
    for (Edit edit : edits) {
      ByteString content = edit.content().orElse(null);
      blobs.put(
          edit.path(),
          content == null ? null : inserter.insert(Constants.OBJ_BLOB, content.toByteArray()));
    }
    return blobs;
  }

  private CommitBuilder builder(@Nullable ObjectId parent, ObjectId tree) {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    if (parent != null) {
      commit.setParentId(parent);
    }
    commit.setAuthor(author);
    commit.setCommitter(author);
    commit.setMessage(message);
    return commit;
  }

  private static RevTree tree(ObjectReader reader, ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      RevCommit parsed = walk.parseCommit(commit);
      return parsed.getTree();
    }
  }

  private void check(ObjectReader reader, @Nullable RevTree tree, Edit edit) throws IOException {
    switch (edit.expected()) {
      case Edit.Expected.Anything anything -> {}
      case Edit.Expected.Absent absent ->
          hash(reader, tree, edit.path())
              .ifPresent(
                  found -> {
                    throw changed(edit.path(), "absent", found);
                  });
      case Edit.Expected.Content content -> {
        String found = hash(reader, tree, edit.path()).orElse("absent");
        if (!found.equals(content.contentHash())) {
          throw changed(edit.path(), content.contentHash(), found);
        }
      }
    }
  }

  private static Optional<String> hash(ObjectReader reader, @Nullable RevTree tree, String path)
      throws IOException {
    if (tree == null) {
      return Optional.empty();
    }
    try (TreeWalk found = TreeWalk.forPath(reader, path, tree)) {
      return found == null
          ? Optional.empty()
          : Optional.of(
              ContentHash.of(reader.open(found.getObjectId(0), Constants.OBJ_BLOB).getBytes()));
    }
  }

  private static FirstvalueException changed(String path, String expected, String found) {
    return new FirstvalueException(
        ErrorCode.DEFINITION_CHANGED,
        path,
        "somebody else changed the file meanwhile: expected " + expected + ", found " + found,
        "Read the newest version, repeat the change on it, and publish again",
        Map.of("path", path, "expected", expected, "found", found));
  }
}
