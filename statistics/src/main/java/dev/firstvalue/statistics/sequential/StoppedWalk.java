package dev.firstvalue.statistics.sequential;

import dev.firstvalue.statistics.distribution.GaussPanels;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.List;

/**
 * Brownian motion, watched at given times and stopped when it leaves a corridor: the recursive
 * integration of Armitage, McPherson and Rowe 1969.
 */
final class StoppedWalk {

  /**
   * Beyond this many standard deviations nothing is left to integrate, and boundaries mean nothing.
   */
  static final double FARTHEST = 8;

  /** A single step of more than this many standard deviations is not followed. */
  private static final double NEGLIGIBLE = 12;

  private static final int MOST_PANELS = 250;

  private final List<Double> times;
  private final boolean twoSided;
  private final double drift;
  private double[] places = {0};
  private double[] masses = {1};
  private int look;

  StoppedWalk(List<Double> times, boolean twoSided) {
    this(times, twoSided, 0);
  }

  /** With a drift: the mean at time 1. */
  StoppedWalk(List<Double> times, boolean twoSided, double drift) {
    this.times = times;
    this.twoSided = twoSided;
    this.drift = drift;
  }

  /**
   * From where a walk with this drift was when it was watched last: {@code looks} are behind it.
   */
  StoppedWalk(List<Double> times, boolean twoSided, double drift, int looks, double place) {
    this(times, twoSided, drift);
    this.look = looks;
    this.places = new double[] {place};
  }

  /** Probability of going on until the next look and then being above z standard deviations. */
  double exitAbove(double z) {
    return exit(z, 1);
  }

  /** Probability of going on until the next look and then being below -z standard deviations. */
  double exitBelow(double z) {
    return exit(z, -1);
  }

  private double exit(double z, int side) {
    double time = times.get(look) - (look == 0 ? 0 : times.get(look - 1));
    double step = Math.sqrt(time);
    double bound = z * Math.sqrt(times.get(look));
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      double steps = (bound - side * (places[i] + drift * time)) / step;
      if (steps < NEGLIGIBLE) {
        sum += masses[i] * Normal.upperTail(steps);
      }
    }
    return sum;
  }

  /** Goes on past the next look with what is below z, and above -z if two-sided. */
  void goOn(double z) {
    double root = Math.sqrt(times.get(look));
    double before = look == 0 ? 0 : times.get(look - 1);
    double time = times.get(look) - before;
    double step = Math.sqrt(time);
    look++;
    if (look == times.size()) {
      return;
    }
    double next = Math.sqrt(times.get(look) - times.get(look - 1));
    double high = Math.min(z, FARTHEST) * root;
    double low = twoSided ? -high : Math.min(high, 0) - FARTHEST * root;
    int panels = (int) Math.ceil((high - low) / (2.5 * Math.min(step, next)));
    GaussPanels grid = new GaussPanels(low, high, Math.clamp(panels, 1, MOST_PANELS));
    double[] newMasses = new double[grid.size()];
    double[] newPlaces = new double[grid.size()];
    for (int j = 0; j < newPlaces.length; j++) {
      newPlaces[j] = grid.point(j);
      double density = 0;
      for (int i = 0; i < places.length; i++) {
        double steps = (newPlaces[j] - places[i] - drift * time) / step;
        if (Math.abs(steps) < NEGLIGIBLE) {
          density += masses[i] * Normal.density(steps);
        }
      }
      newMasses[j] = grid.weight(j) * density / step;
    }
    places = newPlaces;
    masses = newMasses;
  }
}
