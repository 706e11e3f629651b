package dev.firstvalue.registry.operation;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.ProposedFile;
import dev.firstvalue.registry.v1.Restatement;
import dev.firstvalue.registry.v1.StoredProposal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Whether the records of proposals, with their approvals, and of restatements read, and a
 * proposal's files hold what their hashes say. A server does not serve what does not, and says so
 * in its log alone.
 */
final class EvidenceRecords {
  private static final String PROPOSALS = "refs/firstvalue/proposals";
  private static final String RESTATEMENTS = "refs/firstvalue/restatements";
  private static final Pattern PROPOSAL = Pattern.compile("([1-9][0-9]{0,8})/proposal\\.json");
  private static final Pattern FILE = Pattern.compile("[1-9][0-9]{0,8}/files/.+");
  private static final Pattern RESTATEMENT =
      Pattern.compile("([a-z][a-z0-9-]{0,62})/([1-9][0-9]{0,8})\\.json");

  private final List<String> broken = new ArrayList<>();
  private int proposals;
  private int restatements;

  private EvidenceRecords() {}

  /**
   * What was found.
   *
   * @param broken ref and path of each file that is not as it was kept
   */
  record Result(int proposals, int restatements, List<String> broken) {
    Result {
      broken = List.copyOf(broken);
    }
  }

  static Result of(GitStore store) throws IOException {
    EvidenceRecords records = new EvidenceRecords();
    records.proposals(files(store, PROPOSALS));
    records.restatements(files(store, RESTATEMENTS));
    return new Result(records.proposals, records.restatements, records.broken);
  }

  private static SortedMap<String, byte[]> files(GitStore store, String ref) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    Optional<ObjectId> tip = store.resolve(ref);
    if (tip.isPresent()) {
      try (ObjectReader reader = store.git().newObjectReader();
          RevWalk walk = new RevWalk(reader);
          TreeWalk tree = new TreeWalk(reader)) {
        tree.addTree(walk.parseCommit(tip.get()).getTree());
        tree.setRecursive(true);
        while (tree.next()) {
          files.put(
              tree.getPathString(),
              reader.open(tree.getObjectId(0), Constants.OBJ_BLOB).getBytes());
        }
      }
    }
    return files;
  }

  private void proposals(SortedMap<String, byte[]> files) {
    files.forEach(
        (path, bytes) -> {
          Matcher name = PROPOSAL.matcher(path);
          if (name.matches()) {
            proposals++;
            StoredProposal.Builder record = StoredProposal.newBuilder();
            if (reads(bytes, record)
                && record.getProposal().getNumber() == Integer.parseInt(name.group(1))) {
              contents(files, name.group(1), record.getProposal().getFilesList());
              return;
            }
          }
          if (!FILE.matcher(path).matches()) {
            broken.add(PROPOSALS + ":" + path);
          }
        });
  }

  private void contents(SortedMap<String, byte[]> files, String number, List<ProposedFile> said) {
    for (ProposedFile file : said) {
      String path = number + "/files/" + file.getPath();
      byte[] bytes = files.getOrDefault(path, new byte[0]);
      if (!file.getContentHash().equals(ContentHash.of(bytes))) {
        broken.add(PROPOSALS + ":" + path);
      }
    }
  }

  private void restatements(SortedMap<String, byte[]> files) {
    files.forEach(
        (path, bytes) -> {
          restatements++;
          Matcher name = RESTATEMENT.matcher(path);
          Restatement.Builder record = Restatement.newBuilder();
          if (!name.matches()
              || !reads(bytes, record)
              || !record.getDefinition().equals(name.group(1))
              || record.getVersion() != Integer.parseInt(name.group(2))) {
            broken.add(RESTATEMENTS + ":" + path);
          }
        });
  }

  private static boolean reads(byte[] bytes, Message.Builder into) {
    try {
      ProtoJson.merge(new String(bytes, StandardCharsets.UTF_8), into);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
