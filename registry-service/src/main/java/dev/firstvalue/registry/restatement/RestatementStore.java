package dev.firstvalue.registry.restatement;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.Restatement;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.EncodedVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restatements on {@code refs/firstvalue/restatements}, as {@code NAME/VERSION.json}. One is
 * written before the version that it is about, so that no version lacks it; what a crash leaves for
 * a version that never came is not served, and is overwritten by the version that does come.
 */
public final class RestatementStore {
  private static final String REF = "refs/firstvalue/restatements";
  private static final Logger LOG = LoggerFactory.getLogger(RestatementStore.class);

  private final GitStore store;

  /** The restatements of a repository. */
  public RestatementStore(GitStore store) {
    this.store = store;
  }

  /** Keeps restatements. */
  public void keep(List<Restatement> records, Author author) {
    if (records.isEmpty()) {
      return;
    }
    store.commit(
        REF,
        records.stream()
            .map(
                record ->
                    Edit.write(
                        path(record.getDefinition(), record.getVersion()),
                        (ProtoJson.printReport(record) + "\n").getBytes(StandardCharsets.UTF_8),
                        new Edit.Expected.Anything()))
            .toList(),
        author,
        "Restatement of " + records.getFirst().getDefinition());
  }

  /** The restatements of the versions that a name has, the newest first. */
  public List<Restatement> of(String name, RegistrySnapshot snapshot) {
    DefinitionHistory history = snapshot.definitions().get(name);
    Optional<ObjectId> tip = store.resolve(REF);
    List<Restatement> found = new ArrayList<>();
    if (history == null || tip.isEmpty()) {
      return found;
    }
    for (int version = history.versions(); version > 1; version--) {
      String meaning = history.version(version).map(EncodedVersion::meaningHash).orElse("");
      store
          .file(tip.get(), path(name, version))
          .flatMap(RestatementStore::parse)
          .filter(record -> record.getToMeaningHash().equals(meaning))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Restatement> parse(byte[] bytes) {
    Restatement.Builder record = Restatement.newBuilder();
    try {
      ProtoJson.merge(new String(bytes, StandardCharsets.UTF_8), record);
      return Optional.of(record.build());
    } catch (InvalidProtocolBufferException e) {
      LOG.error("a restatement on {} does not read, and is not served: {}", REF, e.toString());
      return Optional.empty();
    }
  }

  private static String path(String name, int version) {
    return name + "/" + version + ".json";
  }
}
