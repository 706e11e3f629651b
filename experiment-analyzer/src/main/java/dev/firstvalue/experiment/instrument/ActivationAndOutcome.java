package dev.firstvalue.experiment.instrument;

/**
 * How many entities were activated, of how many an outcome holds, and of how many both.
 *
 * @param both activated and the outcome holds
 */
record ActivationAndOutcome(long entities, long activated, long holds, long both) {

  /** So many entities alike. */
  static ActivationAndOutcome of(boolean activated, boolean holds, long entities) {
    return new ActivationAndOutcome(
        entities,
        activated ? entities : 0,
        holds ? entities : 0,
        activated && holds ? entities : 0);
  }

  ActivationAndOutcome with(ActivationAndOutcome other) {
    return new ActivationAndOutcome(
        entities + other.entities,
        activated + other.activated,
        holds + other.holds,
        both + other.both);
  }

  double activatedShare() {
    return (double) activated / entities;
  }

  double holdsShare() {
    return (double) holds / entities;
  }
}
