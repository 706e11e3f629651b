package dev.firstvalue.definition.facts;

import java.util.List;
import java.util.Optional;

/**
 * Those of one account who came back to value.
 *
 * @param account the account on their start events; empty for those without one
 * @param repeats one count for each length of time that was asked for, in their order
 */
public record RepeatsOfAccount(Optional<String> account, List<Repeats> repeats) {
  public RepeatsOfAccount {
    repeats = List.copyOf(repeats);
  }
}
