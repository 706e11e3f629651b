package dev.firstvalue.registry.history;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Something that somebody did or heard. */
sealed interface Happening {
  /**
   * A version or revision of a definition as somebody saw it.
   *
   * @param writtenBy the id of the write that made it
   */
  record Seen(int version, int revision, String commit, String writtenBy) {}

  /** A write that was acknowledged: it was in the registry by this revision. */
  record Acknowledged(String id, long revision) implements Happening {}

  /**
   * An answer to a reader.
   *
   * @param atLeast the highest revision that was acknowledged to anybody before it asked
   */
  record Read(String reader, String name, Seen seen, long revision, long atLeast)
      implements Happening {}

  /** A watch that begins or goes on; {@code after} is -1 where it begins with the state. */
  record Watching(String watcher, long after) implements Happening {}

  /** A whole revision that a watcher heard; without names it is a bookmark. */
  record Heard(String watcher, long revision, boolean state, NavigableMap<String, Seen> names)
      implements Happening {
    Heard(String watcher, long revision, boolean state, Map<String, Seen> names) {
      this(watcher, revision, state, new TreeMap<>(names));
    }
  }
}
