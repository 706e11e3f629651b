package dev.firstvalue.validator.account;

/**
 * What an entity of each cell of a 2×2 adds to an estimate, on the scale of the estimate: psi/N.
 * Over all entities it adds up to 0.
 */
public record CellInfluence(
    double reachedRetained, double reachedLost, double otherRetained, double otherLost) {

  /** What so many entities of each cell, in this order, add together. */
  double of(long[] cells) {
    return cells[0] * reachedRetained
        + cells[1] * reachedLost
        + cells[2] * otherRetained
        + cells[3] * otherLost;
  }

  /** The same for an estimate of which this one is multiplied. */
  public CellInfluence times(double factor) {
    return new CellInfluence(
        factor * reachedRetained, factor * reachedLost, factor * otherRetained, factor * otherLost);
  }
}
