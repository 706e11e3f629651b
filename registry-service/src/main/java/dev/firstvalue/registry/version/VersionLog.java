package dev.firstvalue.registry.version;

import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of a repository, kept in step with its main. Not thread-safe: its owner calls it
 * from one thread at a time.
 *
 * <p>Only the writer saves the index and the tags; a reader derives the same state in memory.
 */
public final class VersionLog {
  private static final Logger LOG = LoggerFactory.getLogger(VersionLog.class);

  private final GitStore store;
  private final DefinitionLanguage language;
  private final VersionIndex index;
  private final ActiveTags tags;
  private VersionState state;
  private VersionState saved;

  private VersionLog(GitStore store, DefinitionLanguage language) {
    this.store = store;
    this.language = language;
    this.index = new VersionIndex(store, language);
    this.tags = new ActiveTags(store);
    this.saved = start();
    this.state = saved;
  }

  /** Reads the index, and derives what it does not say. */
  public static VersionLog open(GitStore store, DefinitionLanguage language) {
    VersionLog log = new VersionLog(store, language);
    log.follow();
    return log;
  }

  /** What the index says; where there is none, the beginning of the history that main has now. */
  private VersionState start() {
    return index.load().orElseGet(() -> VersionState.emptyFrom(Rewrites.last(store)));
  }

  /** The state as of the last {@link #follow}. */
  public VersionState state() {
    return state;
  }

  /** Takes in what has been committed to main since, and returns the state. */
  public VersionState follow() {
    Optional<ObjectId> main = store.resolve(GitStore.MAIN);
    if (main.isPresent() && state.commit().isEmpty()) {
      // A repository that was empty may have been filled from one that has an index.
      saved = start();
      state = saved;
    }
    if (main.isPresent() && !main.equals(state.commit())) {
      state = derive(main.get());
    }
    // The tags first: as long as they fail, and after a crash before the index is saved, both are
    // done again.
    if (store.writable() && !saved.commit().equals(state.commit()) && tags.follow(saved, state)) {
      index.save(saved, state);
      saved = state;
    }
    return state;
  }

  private VersionState derive(ObjectId main) {
    try {
      Optional<VersionState> next = Derivation.advance(store.git(), language, state, main);
      if (next.isPresent()) {
        return next.get();
      }
      LOG.warn("main was rewritten: {} does not follow from {}", main.name(), state.commit());
      saved = VersionState.empty();
      // Readers order what they have seen by the revision, so it never falls.
      if (store.writable()) {
        Rewrites.add(store, state.revision());
      }
      return Derivation.advance(
              store.git(), language, VersionState.emptyFrom(state.revision()), main)
          .orElseThrow();
    } catch (IOException e) {
      throw GitStore.damaged(store.directory(), e);
    }
  }
}
