package dev.firstvalue.validator.account;

import dev.firstvalue.definition.facts.Repeats;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Those who reached value and have been known for so long since, by account. */
public final class ReachedAccounts {
  private final Map<Optional<String>, Long> reached = new HashMap<>();

  /** Adds so many entities of one account; without an account each is a cluster of its own. */
  public void add(Optional<String> account, long entities) {
    reached.merge(account, entities, Long::sum);
  }

  /**
   * Those who came back against the others.
   *
   * @param repeats of the accounts of which somebody came back or is set aside: nothing is known of
   *     who is, and they are left out
   */
  public TwoArms returned(Map<Optional<String>, Repeats> repeats) {
    TwoArms arms = new TwoArms();
    reached.forEach(
        (account, entities) -> {
          Repeats own = repeats.get(account);
          long again = own == null ? 0 : own.again();
          long others = entities - again - (own == null ? 0 : own.setAside());
          add(arms, account, true, again);
          add(arms, account, false, others);
        });
    return arms;
  }

  private static void add(TwoArms arms, Optional<String> account, boolean again, long entities) {
    if (entities > 0) {
      arms.add(account.orElse(null), again, false, entities);
    }
  }
}
