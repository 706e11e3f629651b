package dev.firstvalue.registry.proposal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.ProposedFile;
import dev.firstvalue.registry.v1.StoredProposal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposals on {@code refs/firstvalue/proposals}: {@code 7/proposal.json} and the proposed files
 * under {@code 7/files/}, both written in one commit, so that a record never lacks its content.
 * Every change is a commit; plain {@code git log -p} on the ref tells a proposal's whole story.
 *
 * <p>Nothing is removed when a proposal ends. Thread-safe.
 */
final class ProposalStore {
  static final String REF = "refs/firstvalue/proposals";

  private static final Logger LOG = LoggerFactory.getLogger(ProposalStore.class);

  private final GitStore store;
  private final Map<Integer, ObjectId> trees = new HashMap<>();
  private Optional<ObjectId> commit = Optional.empty();
  private SortedMap<Integer, StoredProposal> proposals = new TreeMap<>();

  ProposalStore(GitStore store) {
    this.store = store;
  }

  /** Every proposal as it is kept now, by number. */
  synchronized SortedMap<Integer, StoredProposal> all() {
    Optional<ObjectId> now = store.resolve(REF);
    if (now.isPresent() && !now.equals(commit)) {
      try {
        read(now.get());
        commit = now;
      } catch (IOException e) {
        throw GitStore.damaged(store.directory(), e);
      }
    }
    return proposals;
  }

  private void read(ObjectId tip) throws IOException {
    SortedMap<Integer, StoredProposal> next = new TreeMap<>(proposals);
    try (ObjectReader reader = store.git().newObjectReader();
        RevWalk walk = new RevWalk(reader);
        TreeWalk root = new TreeWalk(reader)) {
      root.addTree(walk.parseCommit(tip).getTree());
      while (root.next()) {
        String name = root.getPathString();
        ObjectId tree = root.getObjectId(0);
        if (!name.matches("[1-9][0-9]{0,8}")) {
          LOG.warn("{}:{} is no proposal of ours", REF, name);
          continue;
        }
        int number = Integer.parseInt(name);
        if (!tree.equals(trees.get(number))) {
          proposal(reader, number, tree).ifPresent(found -> next.put(number, found));
          trees.put(number, tree);
        }
      }
    }
    proposals = Collections.unmodifiableSortedMap(next);
  }

  private static Optional<StoredProposal> proposal(ObjectReader reader, int number, ObjectId tree)
      throws IOException {
    try (TreeWalk file = TreeWalk.forPath(reader, "proposal.json", tree)) {
      if (file != null) {
        byte[] bytes = reader.open(file.getObjectId(0), Constants.OBJ_BLOB).getBytes();
        StoredProposal.Builder found = StoredProposal.newBuilder();
        ProtoJson.merge(new String(bytes, StandardCharsets.UTF_8), found);
        if (found.getProposal().getNumber() == number) {
          return Optional.of(found.build());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.error("proposal {} does not read, and is not served: {}", number, e.toString());
      return Optional.empty();
    }
    LOG.error("proposal {} has no record of its own number, and is not served", number);
    return Optional.empty();
  }

  /**
   * Keeps an edition of a proposal.
   *
   * @param before the edition that it follows
   * @param contents the proposed files by path; empty to keep those that are there
   */
  synchronized void save(
      StoredProposal next,
      Optional<StoredProposal> before,
      SortedMap<String, ByteString> contents,
      Author author,
      String message) {
    String folder = next.getProposal().getNumber() + "/";
    List<Edit> edits = new ArrayList<>();
    edits.add(
        Edit.write(
            folder + "proposal.json",
            bytes(next),
            before
                .<Edit.Expected>map(
                    known -> new Edit.Expected.Content(ContentHash.of(bytes(known))))
                .orElseGet(Edit.Expected.Absent::new)));
    if (!contents.isEmpty()) {
      Set<String> gone = new HashSet<>();
      before.ifPresent(
          known -> known.getProposal().getFilesList().forEach(file -> gone.add(file.getPath())));
      gone.removeAll(contents.keySet());
      gone.forEach(
          path -> edits.add(Edit.remove(folder + "files/" + path, new Edit.Expected.Anything())));
      contents.forEach(
          (path, content) ->
              edits.add(
                  Edit.write(
                      folder + "files/" + path,
                      content.toByteArray(),
                      new Edit.Expected.Anything())));
    }
    store.commit(REF, edits, author, message);
  }

  /** The content of a proposed file. */
  synchronized ByteString content(int number, ProposedFile file) {
    ObjectId tip = commit.orElseThrow();
    return store
        .file(tip, number + "/files/" + file.getPath())
        .map(ByteString::copyFrom)
        .orElseThrow(
            () ->
                GitStore.damaged(
                    store.directory(),
                    new IOException("proposal " + number + " lacks its file " + file.getPath())));
  }

  private static byte[] bytes(StoredProposal proposal) {
    return (ProtoJson.printReport(proposal) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
