package dev.firstvalue.registry.version;

import java.time.Instant;

/**
 * From one commit of main on, so much of a name's history is known.
 *
 * @param revision the registry's revision that the commit made; at least 1
 * @param knownSince the commit's time, or an earlier commit's if that is later: a clock that steps
 *     back makes nothing unknown again
 * @param entries how many of the history's entries are known; at least 1
 * @param standing how the name stands
 */
public record Moment(long revision, Instant knownSince, int entries, Standing standing) {
  public Moment {
    if (revision < 1 || entries < 1) {
      throw new IllegalArgumentException(
          "moment: revision " + revision + ", entries " + entries + " (expected: at least 1 each)");
    }
  }

  /** A place in the history of main: what every change of one commit has in common. */
  record Place(long revision, Instant knownSince) {
    /** The moment at which so many entries are known. */
    Moment moment(int entries, Standing standing) {
      return new Moment(revision, knownSince, entries, standing);
    }
  }
}
