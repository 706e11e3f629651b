package dev.firstvalue.registry.version;

import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.v1.Quarantined;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the first-parent history of main and tells versions from revisions.
 *
 * <p>A definition means what its file says under the event model of the same commit, so a commit
 * that changes the model reads every definition again. A file that cannot be used is quarantined:
 * its versions stay as they are, and the walk goes on.
 */
final class Derivation {
  static final String MODEL = "event-model.yaml";
  static final String DEFINITIONS = "definitions";

  private static final Pattern DEFINITION =
      Pattern.compile(DEFINITIONS + "/([a-z][a-z0-9-]{0,62})\\.yaml");
  private static final int LARGEST_DOCUMENT_BYTES = 1 << 20;
  private static final Logger LOG = LoggerFactory.getLogger(Derivation.class);

  private final ObjectReader reader;
  private final DefinitionLanguage language;
  private final SortedMap<String, DefinitionHistory> histories;
  private final SortedMap<String, Quarantined> quarantined;
  private final SortedMap<Long, VersionState.Model> models;
  private final long rewrittenAt;
  private VersionState.@Nullable Model model;
  private Moment.Place place;

  private Derivation(ObjectReader reader, DefinitionLanguage language, VersionState from) {
    this.reader = reader;
    this.language = language;
    this.histories = new TreeMap<>(from.histories());
    this.quarantined = new TreeMap<>(from.quarantined());
    this.models = new TreeMap<>(from.models());
    this.model = from.model().orElse(null);
    this.rewrittenAt = from.rewrittenAt();
    this.place = new Moment.Place(from.revision(), from.knownSince());
  }

  /**
   * The state at a commit of main.
   *
   * @param from an earlier state of the same history
   * @return empty if {@code from} is not in the first-parent history of the commit
   */
  static Optional<VersionState> advance(
      Repository git, DefinitionLanguage language, VersionState from, ObjectId main)
      throws IOException {
    try (ObjectReader reader = git.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      ObjectId known = from.commit().orElse(null);
      Deque<RevCommit> path = new ArrayDeque<>();
      RevCommit commit = walk.parseCommit(main);
      while (!commit.equals(known)) {
        path.push(commit);
        if (commit.getParentCount() == 0) {
          break;
        }
        commit = walk.parseCommit(commit.getParent(0));
      }
      if (known != null && !commit.equals(known)) {
        return Optional.empty();
      }
      RevTree before = known == null ? null : commit.getTree();
      Derivation derivation = new Derivation(reader, language, from);
      while (!path.isEmpty()) {
        RevCommit next = path.pop();
        derivation.goTo(next);
        if (before == null || !before.equals(next.getTree())) {
          derivation.step(before, next);
        }
        before = next.getTree();
      }
      return Optional.of(derivation.state(main));
    }
  }

  /** The name of the definition that belongs at a path; empty if none does. */
  static String name(String path) {
    Matcher matcher = DEFINITION.matcher(path);
    return matcher.matches() ? matcher.group(1) : "";
  }

  private VersionState state(ObjectId main) {
    return new VersionState(
        Optional.of(main.copy()),
        place.revision(),
        rewrittenAt,
        place.knownSince(),
        models,
        histories,
        quarantined);
  }

  private void goTo(RevCommit commit) {
    Instant time = commit.getCommitterIdent().getWhenAsInstant();
    place =
        new Moment.Place(
            place.revision() + 1, time.isAfter(place.knownSince()) ? time : place.knownSince());
  }

  private void step(@Nullable RevTree before, RevCommit commit) throws IOException {
    List<File> changed = changed(before, commit.getTree());
    CommitFacts facts = CommitFacts.of(commit);
    boolean another = false;
    for (File file : changed) {
      if (file.path().equals(MODEL)) {
        another = takeModel(file, facts);
      }
    }
    // Under another model every definition may mean something else.
    for (File file : another ? all(commit.getTree(), changed) : changed) {
      if (!file.path().equals(MODEL)) {
        takeDefinition(file, facts);
      }
    }
  }

  /** Every definition of a tree, and those that went. */
  private List<File> all(RevTree tree, List<File> changed) throws IOException {
    List<File> all = new ArrayList<>(changed.stream().filter(File::gone).toList());
    all.addAll(changed(null, tree));
    return all;
  }

  private List<File> changed(@Nullable RevTree before, RevTree after) throws IOException {
    List<File> files = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      if (before == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(before);
      }
      walk.addTree(after);
      walk.setRecursive(true);
      walk.setFilter(
          AndTreeFilter.create(
              PathFilterGroup.createFromStrings(MODEL, DEFINITIONS), TreeFilter.ANY_DIFF));
      while (walk.next()) {
        FileMode mode = walk.getFileMode(1);
        files.add(new File(walk.getPathString(), walk.getObjectId(1), mode));
      }
    }
    return files;
  }

  /** Whether there is another model now. */
  private boolean takeModel(File file, CommitFacts commit) throws IOException {
    if (file.gone()) {
      quarantine(file, commit, "the event model is missing; the last one stays in force");
      return false;
    }
    switch (read(file, bytes -> language.eventModel(MODEL, bytes))) {
      case Reading.Good<EventModel>(EventModel message) -> {
        quarantined.remove(file.path());
        model = new VersionState.Model(file.blob(), message);
        models.put(place.revision(), model);
        return true;
      }
      case Reading.Bad<EventModel>(String message) -> {
        quarantine(file, commit, message);
        return false;
      }
    }
  }

  private void takeDefinition(File file, CommitFacts commit) throws IOException {
    String name = name(file.path());
    if (name.isEmpty()) {
      takeStray(file, commit);
      return;
    }
    DefinitionHistory before = histories.get(name);
    if (file.gone()) {
      quarantined.remove(file.path());
      if (before != null) {
        histories.put(name, before.under(Standing.DELETED, place));
      }
      return;
    }
    EventModel bound = model == null ? null : model.message();
    if (bound == null) {
      quarantine(file, commit, "there is no event model to read it with (expected: " + MODEL + ")");
      return;
    }
    byte[][] source = new byte[1][];
    Reading<Meaning> reading =
        read(
            file,
            bytes -> {
              source[0] = bytes;
              return named(name, language.definition(file.path(), bytes, bound));
            });
    switch (reading) {
      case Reading.Good<Meaning>(Meaning meaning) -> {
        quarantined.remove(file.path());
        byte[] bytes = Objects.requireNonNull(source[0]);
        String text = new String(bytes, StandardCharsets.UTF_8);
        histories.put(
            name,
            DefinitionHistory.written(
                before, name, meaning, text, ContentHash.of(bytes), commit, place));
      }
      case Reading.Bad<Meaning>(String message) -> quarantine(file, commit, message);
    }
  }

  /** A file in the folder that is no definition: a note is fine, a misnamed definition is not. */
  private void takeStray(File file, CommitFacts commit) {
    if (file.gone()) {
      quarantined.remove(file.path());
    } else if (file.path().endsWith(".yaml") || file.path().endsWith(".yml")) {
      quarantine(
          file,
          commit,
          "the file's name is no definition's (expected: "
              + DEFINITIONS
              + "/<name>.yaml with a name of lower-case letters, digits and hyphens, at most 63)");
    }
  }

  private static Reading<Meaning> named(String name, Reading<Meaning> reading) {
    if (reading instanceof Reading.Good<Meaning>(Meaning meaning)
        && !meaning.definition().getMetadata().getName().equals(name)) {
      return new Reading.Bad<>(
          "metadata.name: "
              + meaning.definition().getMetadata().getName()
              + " (expected: "
              + name
              + ", the file's name)");
    }
    return reading;
  }

  private <T> Reading<T> read(File file, Reader<T> kind) throws IOException {
    if (!file.mode().equals(FileMode.REGULAR_FILE)
        && !file.mode().equals(FileMode.EXECUTABLE_FILE)) {
      return new Reading.Bad<>("not a plain file (expected: no symbolic link and no submodule)");
    }
    ObjectLoader blob = reader.open(file.blob(), Constants.OBJ_BLOB);
    if (blob.getSize() > LARGEST_DOCUMENT_BYTES) {
      return new Reading.Bad<>(blob.getSize() + " bytes (expected: at most 1 MiB)");
    }
    byte[] bytes = blob.getBytes(LARGEST_DOCUMENT_BYTES);
    try {
      return kind.read(bytes);
    } catch (RuntimeException e) {
      // A defect of ours on one file must not take the other teams' definitions away.
      LOG.error("reading {} failed", file.path(), e);
      return new Reading.Bad<>("an error of Firstvalue's own: " + e);
    }
  }

  private void quarantine(File file, CommitFacts commit, String message) {
    quarantined.put(
        file.path(),
        Quarantined.newBuilder()
            .setPath(file.path())
            .setCommit(commit.id())
            .setMessage(message)
            .build());
  }

  /** A path that a commit changed. */
  private record File(String path, ObjectId blob, FileMode mode) {
    boolean gone() {
      return mode.equals(FileMode.MISSING);
    }
  }

  private interface Reader<T> {
    Reading<T> read(byte[] bytes);
  }
}
