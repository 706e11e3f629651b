package dev.firstvalue.simulation.world;

/**
 * A kind of people, alike but for chance.
 *
 * @param share of everybody
 * @param pro the probability of the plan pro
 * @param activity the mean number of events in the first week, Poisson
 * @param haste 1 spreads them evenly over the week; more brings them forward, each event at the
 *     power {@code haste} of a uniform share of the week
 * @param sharing the share of events that are notes shared, each by itself
 * @param stays the probability of an event from day 7 to day 30 without value
 */
record Persona(
    double share, double pro, double activity, double haste, double sharing, double stays) {
  private static final double MORE_ACTIVE = 1.3;
  private static final double MORE_SHARING = 0.4;
  private static final double MORE_STAYING = 0.2;

  Persona part(double part) {
    return new Persona(share * part, pro, activity, haste, sharing, stays);
  }

  Persona onPro(double probability) {
    return new Persona(share, probability, activity, haste, sharing, stays);
  }

  Persona sharing(double other) {
    return new Persona(share, pro, activity, haste, other, stays);
  }

  Persona staying(double other) {
    return new Persona(share, pro, activity, haste, sharing, other);
  }

  /** Those who do more, share more of it and stay more often. */
  Persona favoured() {
    return new Persona(
        share, pro, activity * MORE_ACTIVE, haste, MORE_SHARING, stays + MORE_STAYING);
  }
}
