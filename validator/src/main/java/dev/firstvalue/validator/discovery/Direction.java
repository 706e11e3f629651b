package dev.firstvalue.validator.discovery;

/**
 * One way round: searched on one fold, estimated on the other.
 *
 * @param searched the winner on the fold on which it won: too good, because it was picked there
 * @param heldOut the same candidate on the other fold
 */
public record Direction(Judged searched, Judged heldOut) {

  /** The candidate that won. */
  public Candidate winner() {
    return searched.candidate();
  }

  /** By how much the search flatters its winner. */
  public double optimism() {
    return searched.score() - heldOut.score();
  }
}
