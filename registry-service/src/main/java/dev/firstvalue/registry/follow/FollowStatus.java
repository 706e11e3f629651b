package dev.firstvalue.registry.follow;

import java.time.Instant;
import java.util.Optional;

/**
 * How a registry stands with the repository that it follows.
 *
 * @param remote where that is, without user and password
 * @param state whether what is served is what the remote has
 * @param since since when it is in this state
 * @param lastSuccess when it was last seen to be as the remote; empty if never
 * @param problem why it is not, in a sentence without a full stop; empty where it is
 * @param failures how many looks at the remote failed since the start
 */
public record FollowStatus(
    String remote,
    State state,
    Instant since,
    Optional<Instant> lastSuccess,
    String problem,
    long failures) {
  /** Whether what is served is what the remote has. In every state what is there is served. */
  public enum State {
    /** The remote was not looked at yet. */
    WAITING,
    /** It is what the remote had at the last look. */
    CURRENT,
    /** The remote cannot be reached or read. */
    UNREACHABLE,
    /** The remote's main does not go on from ours: it was rewritten, and is not taken over. */
    REWRITTEN
  }

  /** Whether what is served may be older than what the remote has. */
  public boolean stale() {
    return state != State.CURRENT;
  }

  FollowStatus current(Instant now) {
    return new FollowStatus(
        remote,
        State.CURRENT,
        state == State.CURRENT ? since : now,
        Optional.of(now),
        "",
        failures);
  }

  FollowStatus failed(State next, String why, Instant now) {
    return new FollowStatus(
        remote, next, state == next ? since : now, lastSuccess, why, failures + 1);
  }
}
