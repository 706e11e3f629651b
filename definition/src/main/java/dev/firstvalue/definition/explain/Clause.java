package dev.firstvalue.definition.explain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a definition, as it stands for one entity.
 *
 * @param path where it stands in the document
 * @param words what it asks for, in a few words
 * @param state whether it holds
 * @param at the instant at which it first held, in microseconds since 1970, UTC; null for never
 * @param progress how far it is; in a group, how far the nearest group is
 * @param ends the end of its window, in microseconds since 1970, UTC
 * @param group the keys of the group that decides or is nearest; empty without {@code per}, and
 *     while there is no group
 * @param unless what rules it out
 * @param parts of {@code all} and {@code any}
 */
public record Clause(
    String path,
    String words,
    State state,
    @Nullable Long at,
    Progress progress,
    long ends,
    Map<String, String> group,
    Optional<Clause> unless,
    List<Clause> parts) {

  /** Whether a condition holds. */
  public enum State {
    /** It held at its instant, and so for good. */
    HOLDS,
    /** Not yet: its window is open. */
    OPEN,
    /** It does not, and can no longer: its window is over. */
    OVER,
    /** It does not, and can no longer: what rules it out came first. */
    VETOED
  }

  public Clause {
    group = Collections.unmodifiableMap(new TreeMap<>(group));
    parts = List.copyOf(parts);
  }
}
