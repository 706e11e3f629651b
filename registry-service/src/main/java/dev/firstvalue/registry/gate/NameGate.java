package dev.firstvalue.registry.gate;

import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names are reserved for ever: what readers knew by a name never means something else. */
public final class NameGate {
  private NameGate() {}

  /**
   * Objects to a name that is retired or deleted and comes back with a meaning that it never had.
   *
   * @param history of the name; null if it never had a version
   */
  public static List<Objection> check(Candidate candidate, @Nullable DefinitionHistory history) {
    if (history == null
        || history.standing().served()
        || history.meaning(candidate.meaningHash()).isPresent()) {
      return List.of();
    }
    String ended = history.standing() == Standing.DELETED ? "deleted" : "retired";
    return List.of(
        new Objection(
            GateName.NAME,
            candidate.name(),
            "the name was "
                + ended
                + " after version "
                + history.versions()
                + " and comes back with another meaning",
            "Take a new name, or restore one of the versions with `firstvalue revert "
                + candidate.name()
                + " --to N`"));
  }
}
