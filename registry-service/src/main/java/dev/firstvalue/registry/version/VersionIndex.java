package dev.firstvalue.registry.version;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.proto.ProtoJson;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.v1.Quarantined;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The versions as they were derived last, so that opening a repository does not walk its history.
 *
 * <p>It is a tree on {@code refs/firstvalue/versions}, readable with plain {@code git show}:
 *
 * <pre>
 * head.json                     the commit of main it follows from, event models by revision, and what is
 *                               quarantined
 * definitions/NAME.jsonl        one line a version or revision, oldest first, for people: the newest
 * definitions/NAME.versions     the same with the documents and what was known when: a StoredHistory
 * definitions/NAME/1-16.jsonl   those before, by number, likewise with their .versions
 * </pre>
 *
 * <p>It is derived and may be deleted at any time. What does not read, does not fit main or was
 * written by another language is dropped and derived again.
 */
final class VersionIndex {
  static final String REF = "refs/firstvalue/versions";

  private static final String HEAD = "head.json";
  private static final String FORMAT = "4";
  private static final Author AUTHOR = new Author("firstvalue", "registry@firstvalue.dev");
  private static final Logger LOG = LoggerFactory.getLogger(VersionIndex.class);

  private final GitStore store;
  private final DefinitionLanguage language;

  VersionIndex(GitStore store, DefinitionLanguage language) {
    this.store = store;
    this.language = language;
  }

  /** The state that was saved last; empty if there is none that can be used. */
  Optional<VersionState> load() {
    Optional<ObjectId> ref = store.resolve(REF);
    if (ref.isEmpty()) {
      return Optional.empty();
    }
    try (ObjectReader reader = store.git().newObjectReader()) {
      Optional<VersionState> state = load(reader, ref.get());
      if (state.isPresent() && !IndexCheck.agrees(store.git(), state.get())) {
        LOG.warn("the index of versions does not agree with main and is derived again");
        return Optional.empty();
      }
      return state;
    } catch (IOException | RuntimeException e) {
      LOG.warn("the index of versions does not read and is derived again: {}", e.toString());
      return Optional.empty();
    }
  }

  private Optional<VersionState> load(ObjectReader reader, ObjectId ref) throws IOException {
    Map<String, byte[]> files = files(reader, ref);
    JsonObject head = json(files.get(HEAD));
    if (!head.get("format").getAsString().equals(FORMAT)
        || !head.get("language").getAsString().equals(language.fingerprint())) {
      LOG.info("the index of versions was written by another release and is derived again");
      return Optional.empty();
    }
    SortedMap<Long, VersionState.Model> models = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : head.getAsJsonObject("models").entrySet()) {
      ObjectId blob = ObjectId.fromString(entry.getValue().getAsString());
      models.put(Long.valueOf(entry.getKey()), model(reader, blob));
    }
    SortedMap<String, DefinitionHistory> histories = new TreeMap<>();
    for (Map.Entry<String, JsonElement> entry : head.getAsJsonObject("definitions").entrySet()) {
      String name = entry.getKey();
      DefinitionHistory history = HistoryFiles.read(name, files);
      if (!history.standing().name().equals(entry.getValue().getAsString())) {
        throw new IOException("the standing of " + name + " is not that of its versions");
      }
      histories.put(name, history);
    }
    SortedMap<String, Quarantined> quarantined = new TreeMap<>();
    for (JsonElement element : head.getAsJsonArray("quarantined")) {
      Quarantined.Builder file = Quarantined.newBuilder();
      ProtoJson.merge(element, file);
      quarantined.put(file.getPath(), file.build());
    }
    return Optional.of(
        new VersionState(
            Optional.of(ObjectId.fromString(head.get("commit").getAsString())),
            head.get("revision").getAsLong(),
            head.get("rewrittenAt").getAsLong(),
            Instant.parse(head.get("knownSince").getAsString()),
            models,
            histories,
            quarantined));
  }

  private VersionState.Model model(ObjectReader reader, ObjectId blob) throws IOException {
    byte[] bytes = reader.open(blob, Constants.OBJ_BLOB).getBytes();
    if (!(language.eventModel(Derivation.MODEL, bytes)
        instanceof Reading.Good<EventModel>(EventModel message))) {
      throw new IOException("the event model " + blob.name() + " does not read any more");
    }
    return new VersionState.Model(blob.copy(), message);
  }

  private static JsonObject json(byte @org.jspecify.annotations.Nullable [] bytes)
      throws IOException {
    if (bytes == null) {
      throw new IOException(HEAD + " is missing");
    }
    return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
  }

  private static Map<String, byte[]> files(ObjectReader reader, ObjectId commit)
      throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (RevWalk walk = new RevWalk(reader);
        TreeWalk tree = new TreeWalk(reader)) {
      tree.addTree(walk.parseCommit(commit).getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        if (!tree.getPathString().endsWith(".jsonl")) {
          files.put(
              tree.getPathString(),
              reader.open(tree.getObjectId(0), Constants.OBJ_BLOB).getBytes());
        }
      }
    }
    return files;
  }

  /**
   * Saves a state. It is a cache: what cannot be written is reported in the log and derived again
   * next time.
   *
   * @param saved the state that the index holds; {@link VersionState#empty} to write everything
   */
  void save(VersionState saved, VersionState state) {
    List<Edit> edits = new ArrayList<>();
    edits.add(Edit.write(HEAD, head(state), new Edit.Expected.Anything()));
    for (DefinitionHistory history : state.histories().values()) {
      if (!history.equals(saved.histories().get(history.name()))) {
        edits.addAll(HistoryFiles.edits(saved.histories().get(history.name()), history));
      }
    }
    String message = "Versions of " + state.commit().map(ObjectId::name).orElse("nothing");
    try {
      if (saved.commit().isEmpty()) {
        store.discardDamaged(REF);
        store.replace(REF, edits, AUTHOR, message);
      } else {
        store.amend(REF, edits, AUTHOR, message);
      }
    } catch (IOException e) {
      LOG.error("the index of versions cannot be written; `git fsck` tells more", e);
    }
  }

  private byte[] head(VersionState state) {
    JsonObject head = new JsonObject();
    head.addProperty("format", FORMAT);
    head.addProperty("language", language.fingerprint());
    state.commit().ifPresent(commit -> head.addProperty("commit", commit.name()));
    head.addProperty("revision", state.revision());
    head.addProperty("rewrittenAt", state.rewrittenAt());
    head.addProperty("knownSince", state.knownSince().toString());
    JsonObject models = new JsonObject();
    state
        .models()
        .forEach((revision, model) -> models.addProperty(revision.toString(), model.blob().name()));
    head.add("models", models);
    JsonObject definitions = new JsonObject();
    state
        .histories()
        .forEach((name, history) -> definitions.addProperty(name, history.standing().name()));
    head.add("definitions", definitions);
    JsonArray quarantined = new JsonArray();
    state.quarantined().values().forEach(file -> quarantined.add(ProtoJson.documentTree(file)));
    head.add("quarantined", quarantined);
    return (head + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
