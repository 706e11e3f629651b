package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What one unit adds to a Kaplan-Meier restricted mean (the infinitesimal jackknife): with A(u) the
 * area under the curve from u to the horizon, d(u) events and Y(u) at risk, sum over u up to its
 * time of A(u) d(u)/(Y(u) (Y(u) - d(u))), less A(t)/(Y(t) - d(t)) if its event is at t. Sums over
 * units are 0; sums of squares over clusters are the clustered variance of the mean.
 */
public final class RestrictedMeanInfluence {
  private final TreeMap<Double, Double> compensated = new TreeMap<>();
  private final TreeMap<Double, Double> jump = new TreeMap<>();

  /**
   * Of all units of an arm.
   *
   * @param horizon above 0
   */
  public RestrictedMeanInfluence(List<TimeCount> times, double horizon) {
    Check.positive("horizon", horizon);
    TreeMap<Double, long[]> at = new TreeMap<>();
    long left = 0;
    for (TimeCount time : times) {
      long[] cell = at.computeIfAbsent(time.time(), any -> new long[2]);
      cell[0] += time.events();
      cell[1] += time.events() + time.censored();
      left += time.events() + time.censored();
    }
    List<double[]> steps = new ArrayList<>(); // time, events, at risk, curve after
    double curve = 1;
    for (var one : at.entrySet()) {
      long events = one.getValue()[0];
      if (events > 0 && one.getKey() <= horizon) {
        curve *= 1 - (double) events / left;
        steps.add(new double[] {one.getKey(), events, left, curve});
      }
      left -= one.getValue()[1];
    }
    double[] areas = new double[steps.size()];
    double area = 0;
    double until = horizon;
    for (int i = steps.size() - 1; i >= 0; i--) {
      area += steps.get(i)[3] * (until - steps.get(i)[0]);
      until = steps.get(i)[0];
      areas[i] = area;
    }
    double sum = 0;
    for (int i = 0; i < areas.length; i++) {
      double[] step = steps.get(i);
      // Where nobody is left the curve is 0 and so is the area after it.
      double each = step[2] > step[1] ? areas[i] / (step[2] - step[1]) : 0;
      sum += each * step[1] / step[2];
      compensated.put(step[0], sum);
      jump.put(step[0], each);
    }
  }

  /** What so many units at one time add, on the scale of the mean. */
  public double of(TimeCount units) {
    var reached = compensated.floorEntry(units.time());
    double each = reached == null ? 0 : reached.getValue();
    double event = jump.getOrDefault(units.time(), 0.0);
    return units.events() * (each - event) + units.censored() * each;
  }
}
