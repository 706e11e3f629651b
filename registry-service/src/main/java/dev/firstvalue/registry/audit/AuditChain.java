package dev.firstvalue.registry.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.git.OtherWriters;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.StoredAuditBatch;
import dev.firstvalue.registry.v1.StoredAuditTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The trail on disk: {@code refs/firstvalue/audit}, a commit a batch. Each holds the entries of its
 * batch alone ({@code entries.json}), with the hash of the commit before, and who may call ({@code
 * tokens.json}); plain {@code git log -p} on the ref reads it all.
 *
 * <p>Links are added by compare-and-set, so that a command beside the server may add one too. A
 * commit names its parent by its hash: nothing before the newest can change without changing it.
 */
final class AuditChain {
  static final String REF = "refs/firstvalue/audit";

  private static final String ENTRIES = "entries.json";
  private static final String TOKENS = "tokens.json";
  private static final int ATTEMPTS = 100;

  private final GitStore store;

  AuditChain(GitStore store) {
    this.store = store;
  }

  /**
   * A batch in its place.
   *
   * @param parents how many commits it goes on from; 0 or 1
   */
  record Link(ObjectId commit, Optional<ObjectId> parent, int parents, StoredAuditBatch batch) {
    /** The number of the entry that comes next. */
    long nextNumber() {
      return batch.getFirstNumber() + batch.getEntriesCount();
    }
  }

  /** What is to be added. */
  record Draft(StoredAuditBatch.Builder batch, Optional<StoredAuditTokens> tokens) {}

  /** Makes a draft that goes on from a link, again when another one was faster. */
  interface Drafting {
    /** Empty where there is nothing to add. */
    Optional<Draft> after(Optional<Link> tip) throws IOException;
  }

  /** The newest commit of the chain. */
  Optional<ObjectId> head() {
    return store.resolve(REF);
  }

  Optional<Link> tip() throws IOException {
    Optional<ObjectId> head = head();
    return head.isPresent() ? Optional.of(link(head.get())) : Optional.empty();
  }

  /**
   * A link.
   *
   * @throws IOException if the commit is none
   */
  Link link(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(store.git())) {
      RevCommit commit = walk.parseCommit(id);
      StoredAuditBatch.Builder batch = StoredAuditBatch.newBuilder();
      if (!read(walk.getObjectReader(), commit, ENTRIES, batch)) {
        throw new IOException(id.name() + " has no " + ENTRIES);
      }
      return new Link(
          commit.copy(),
          commit.getParentCount() == 0 ? Optional.empty() : Optional.of(commit.getParent(0).copy()),
          commit.getParentCount(),
          batch.build());
    }
  }

  /** Who may call, as the newest link has it. */
  StoredAuditTokens tokens() throws IOException {
    StoredAuditTokens.Builder tokens = StoredAuditTokens.newBuilder();
    Optional<ObjectId> head = head();
    if (head.isPresent()) {
      try (RevWalk walk = new RevWalk(store.git())) {
        read(walk.getObjectReader(), walk.parseCommit(head.get()), TOKENS, tokens);
      }
    }
    return tokens.build();
  }

  /** Adds a link; returns whether there was one to add. */
  boolean append(Drafting drafting) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Link> tip = tip();
      Optional<Draft> draft = drafting.after(tip);
      if (draft.isEmpty()) {
        return false;
      }
      if (store.move(REF, tip.map(Link::commit).orElse(null), written(tip, draft.get()), false)) {
        return true;
      }
      OtherWriters.letFinish(attempt);
    }
    throw new IOException(REF + " was locked or moved " + ATTEMPTS + " times");
  }

  private ObjectId written(Optional<Link> tip, Draft draft) throws IOException {
    StoredAuditBatch.Builder batch = draft.batch();
    long next = tip.map(Link::nextNumber).orElse(1L);
    batch.setPrevious(tip.map(link -> link.commit().name()).orElse("")).setFirstNumber(next);
    for (AuditEntry.Builder entry : batch.getEntriesBuilderList()) {
      entry.setNumber(next++);
    }
    try (ObjectReader reader = store.git().newObjectReader();
        ObjectInserter inserter = store.git().newObjectInserter()) {
      TreeFormatter tree = new TreeFormatter();
      tree.append(
          ENTRIES, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes(batch)));
      Optional<ObjectId> tokens =
          draft.tokens().isPresent()
              ? Optional.of(inserter.insert(Constants.OBJ_BLOB, bytes(draft.tokens().get())))
              : tip.isPresent() ? blob(reader, tip.get().commit(), TOKENS) : Optional.empty();
      if (tokens.isPresent()) {
        tree.append(TOKENS, FileMode.REGULAR_FILE, tokens.get());
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      tip.ifPresent(link -> commit.setParentId(link.commit()));
      PersonIdent author =
          new PersonIdent(
              "Firstvalue", "firstvalue@localhost", store.clock().instant(), ZoneOffset.UTC);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("Audit trail: " + batch.getEntriesCount() + " entries\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static byte[] bytes(com.google.protobuf.MessageOrBuilder message) {
    return (ProtoJson.printReport(message) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static boolean read(
      ObjectReader reader, RevCommit commit, String path, Message.Builder into) throws IOException {
    try (TreeWalk file = TreeWalk.forPath(reader, path, commit.getTree())) {
      if (file == null) {
        return false;
      }
      byte[] bytes = reader.open(file.getObjectId(0), Constants.OBJ_BLOB).getBytes();
      ProtoJson.merge(new String(bytes, StandardCharsets.UTF_8), into);
      return true;
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(path + " of " + commit.name() + " does not read", e);
    }
  }

  private Optional<ObjectId> blob(ObjectReader reader, ObjectId commit, String path)
      throws IOException {
    try (RevWalk walk = new RevWalk(reader);
        TreeWalk file = TreeWalk.forPath(reader, path, walk.parseCommit(commit).getTree())) {
      return file == null ? Optional.empty() : Optional.of(file.getObjectId(0));
    }
  }
}
