package dev.firstvalue.store.load;

import java.time.Instant;

/**
 * One link on its way into {@link LogTable#IDENTITIES}.
 *
 * @param alias the id that stands for another; not empty
 * @param canonical the id it stands for; not empty
 * @param at when the link was made, cut to microseconds
 */
public record IdentityRow(String alias, String canonical, Instant at) {

  public IdentityRow {
    if (alias.isEmpty() || canonical.isEmpty()) {
      throw new IllegalArgumentException("identity: without alias or canonical (expected: both)");
    }
  }
}
