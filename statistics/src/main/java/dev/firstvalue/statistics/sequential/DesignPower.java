package dev.firstvalue.statistics.sequential;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * What boundaries for planned looks do when there is an effect (Jennison and Turnbull 2000, chapter
 * 2): z at the last look has mean {@code drift}, and the walk to it is Brownian motion.
 *
 * @param stops probability of stopping for an effect at each look that is followed, on either side
 * @param power all of them together: with drift 0, the error spent
 * @param expectedInformation information fraction at which it ends on average
 */
public record DesignPower(List<Double> stops, double power, double expectedInformation) {

  public DesignPower {
    stops = List.copyOf(stops);
  }

  /** Of boundaries, one a look, under a drift of 0 or more. */
  public static DesignPower of(GroupSequential plan, double[] bounds, double drift) {
    Check.notNegative("drift", drift);
    double ofOne = drift / Math.sqrt(plan.fractions().getLast());
    return follow(plan, bounds, 0, new StoppedWalk(plan.fractions(), plan.twoSided(), ofOne), 0);
  }

  /**
   * Of the looks that are left after {@code looks} of them, given z at the last of these: the
   * conditional power of Lan and Wittes 1988, with a boundary at every look to come.
   *
   * @param looks taken, at least 1 and fewer than there are
   * @param z at the last look taken, not stopped for
   * @param drift the mean of z at the last look of all
   */
  public static DesignPower given(
      GroupSequential plan, double[] bounds, int looks, double z, double drift) {
    List<Double> times = plan.fractions();
    if (looks < 1 || looks >= times.size()) {
      throw Check.refused("looks taken", looks, "1 to " + (times.size() - 1));
    }
    double time = times.get(looks - 1);
    double place = Check.finite("z", z) * Math.sqrt(time);
    double ofOne = Check.finite("drift", drift) / Math.sqrt(times.getLast());
    StoppedWalk walk = new StoppedWalk(times, plan.twoSided(), ofOne, looks, place);
    return follow(plan, bounds, looks, walk, time);
  }

  private static DesignPower follow(
      GroupSequential plan, double[] bounds, int from, StoppedWalk walk, double information) {
    List<Double> times = plan.fractions();
    if (bounds.length != times.size()) {
      throw Check.refused("z_bounds", bounds.length + " of them", times.size() + ", one a look");
    }
    List<Double> stops = new ArrayList<>();
    double going = 1;
    for (int k = from; k < bounds.length; k++) {
      Check.finite("z_bounds[" + k + "]", bounds[k]);
      double above = walk.exitAbove(bounds[k]);
      double below = plan.twoSided() ? walk.exitBelow(bounds[k]) : 0;
      stops.add(above + below);
      information += going * (times.get(k) - (k == 0 ? 0 : times.get(k - 1)));
      going -= above + below;
      walk.goOn(bounds[k]);
    }
    return new DesignPower(stops, 1 - going, information);
  }

  /** The drift at which boundaries have this power, above the error they spend. */
  public static double drift(GroupSequential plan, double[] bounds, double power) {
    Check.openUnit("power", power);
    if (of(plan, bounds, 0).power >= power) {
      throw Check.refused("power", power, "above the error of the boundaries");
    }
    double low = 0;
    double high = 4;
    while (of(plan, bounds, high).power < power) {
      high *= 2;
    }
    for (int i = 0; i < 45; i++) {
      double middle = 0.5 * (low + high);
      if (of(plan, bounds, middle).power < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /**
   * By what factor looking costs sample size: the last look's information over that of one look
   * with the same error and power.
   */
  public static double inflation(GroupSequential plan, double[] bounds, double power) {
    double single =
        Normal.upperQuantile(plan.twoSided() ? plan.alpha() / 2 : plan.alpha())
            + Normal.quantile(power);
    return Math.pow(drift(plan, bounds, power) / single, 2);
  }
}
