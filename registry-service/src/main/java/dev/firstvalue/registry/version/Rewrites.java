package dev.firstvalue.registry.version;

import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * From which revision on main was rewritten, on {@code refs/firstvalue/rewrites}, a commit each. It
 * cannot be derived from main, which forgets what it was, and without it a lost index would set the
 * revision back to the number of commits: readers who have seen more would read back in time.
 */
final class Rewrites {
  static final String REF = "refs/firstvalue/rewrites";

  private static final String FILE = "revision";
  private static final Author AUTHOR = new Author("firstvalue", "registry@firstvalue.dev");

  private Rewrites() {}

  /** The revision from which on main is another history; 0 if it never was rewritten. */
  static long last(GitStore store) {
    return store
        .resolve(REF)
        .flatMap(commit -> store.file(commit, FILE))
        .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8).strip()))
        .orElse(0L);
  }

  /** Keeps that main was rewritten after a revision. */
  static void add(GitStore store, long revision) {
    store.commit(
        REF,
        List.of(
            Edit.write(
                FILE,
                (revision + "\n").getBytes(StandardCharsets.UTF_8),
                new Edit.Expected.Anything())),
        AUTHOR,
        "Main was rewritten after revision " + revision);
  }
}
