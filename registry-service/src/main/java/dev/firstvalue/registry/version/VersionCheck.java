package dev.firstvalue.registry.version;

import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;

/** Holds the saved index of versions against one that is derived anew from the history of main. */
public final class VersionCheck {
  private VersionCheck() {}

  /** How the index stands. */
  public sealed interface Result {
    /** There is nothing on main. */
    record Nothing() implements Result {}

    /** There is no index, or none that reads; it is derived at the next start. */
    record Absent() implements Result {}

    /**
     * It was compared.
     *
     * @param definitions how many names main has ever had
     * @param behind whether main has moved on since it was saved
     * @param differences what it says otherwise than main, one a name
     */
    record Compared(int definitions, boolean behind, List<String> differences) implements Result {
      /** Copies the list. */
      public Compared {
        differences = List.copyOf(differences);
      }
    }
  }

  /**
   * Compares.
   *
   * @throws IOException if main itself cannot be read
   */
  public static Result of(GitStore store, DefinitionLanguage language) throws IOException {
    Optional<ObjectId> main = store.resolve(GitStore.MAIN);
    if (main.isEmpty()) {
      return new Result.Nothing();
    }
    Optional<VersionState> saved = new VersionIndex(store, language).load();
    if (saved.isEmpty() || saved.get().commit().isEmpty()) {
      return new Result.Absent();
    }
    VersionState index = saved.get();
    VersionState derived =
        Derivation.advance(
                store.git(), language, VersionState.empty(), index.commit().orElseThrow())
            .orElseThrow();
    Set<String> names = new TreeSet<>(index.histories().keySet());
    names.addAll(derived.histories().keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String indexed = told(index.histories().get(name));
      String expected = told(derived.histories().get(name));
      if (!indexed.equals(expected)) {
        differences.add(name + ": the index has " + indexed + ", main has " + expected);
      }
    }
    return new Result.Compared(
        derived.histories().size(), !index.commit().equals(main), differences);
  }

  /** All of a history but its revisions, which a rewrite of main sets apart. */
  private static String told(@org.jspecify.annotations.Nullable DefinitionHistory history) {
    if (history == null) {
      return "nothing";
    }
    StringBuilder told = new StringBuilder(history.standing().name());
    for (EncodedVersion entry : history.entries()) {
      told.append(' ')
          .append(entry.etag())
          .append(' ')
          .append(entry.meaningHash(), "sha256:".length(), "sha256:".length() + 12)
          .append(' ')
          .append(entry.contentHash(), "sha256:".length(), "sha256:".length() + 12);
    }
    return told.toString();
  }
}
