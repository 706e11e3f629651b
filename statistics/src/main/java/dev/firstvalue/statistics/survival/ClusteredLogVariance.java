package dev.firstvalue.statistics.survival;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The variance over clusters of log S(t) for every step of a Kaplan-Meier curve: the sum of squares
 * over clusters of what their units add to log S (the infinitesimal jackknife; R's {@code
 * survfit(cluster = )}). A unit adds H(u) while it is watched, H the sum of d/(Y(Y - d)), and from
 * its event on 1/(Y - d) less, d events and Y at risk.
 *
 * <p>Of a cluster with r units left and a sum f of those that have gone it is r H + f, so that
 * three running sums give all steps in one pass: of r², of r f and of f².
 */
final class ClusteredLogVariance {
  private static final Comparator<Exit> IN_ORDER =
      Comparator.comparingDouble((Exit exit) -> exit.units().time())
          .thenComparingInt(Exit::cluster)
          .thenComparingLong(exit -> exit.units().events())
          .thenComparingLong(exit -> exit.units().censored());

  private final double[] clusters;
  private final long[] left;
  private final double[] gone;
  private double leftSquared;
  private double leftTimesGone;
  private double goneSquared;

  /** Units of a cluster that leave at one time. */
  private record Exit(int cluster, TimeCount units) {}

  private ClusteredLogVariance(List<ClusterTimes> all) {
    clusters = all.stream().mapToDouble(each -> (double) each.clusters()).toArray();
    left = all.stream().mapToLong(ClusterTimes::size).toArray();
    gone = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      leftSquared += clusters[i] * left[i] * left[i];
    }
  }

  /** Of the curve of all units, step by step; infinite once it is 0. */
  static double[] of(List<ClusterTimes> all, KaplanMeier curve) {
    return new ClusteredLogVariance(all).steps(exits(all), curve.steps());
  }

  private static List<Exit> exits(List<ClusterTimes> all) {
    List<Exit> exits = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (TimeCount units : all.get(i).units()) {
        exits.add(new Exit(i, units));
      }
    }
    exits.sort(IN_ORDER);
    return exits;
  }

  private double[] steps(List<Exit> exits, List<KaplanMeier.Step> steps) {
    double[] variances = new double[steps.size()];
    double hazard = 0;
    int next = 0;
    for (int i = 0; i < variances.length; i++) {
      KaplanMeier.Step step = steps.get(i);
      while (exits.get(next).units().time() < step.time()) {
        leave(exits.get(next++), hazard, 0);
      }
      double others = (double) step.atRisk() - step.events();
      if (others == 0) {
        variances[i] = Double.POSITIVE_INFINITY; // nobody is left, so it is the last step
        break;
      }
      hazard += step.events() / (step.atRisk() * others);
      while (next < exits.size() && exits.get(next).units().time() == step.time()) {
        leave(exits.get(next++), hazard, 1 / others);
      }
      variances[i] = hazard * (hazard * leftSquared + 2 * leftTimesGone) + goneSquared;
    }
    return variances;
  }

  private void leave(Exit exit, double hazard, double jump) {
    int i = exit.cluster();
    add(i, -clusters[i]);
    long events = exit.units().events();
    long units = events + exit.units().censored();
    left[i] -= units;
    gone[i] += units * hazard - events * jump;
    add(i, clusters[i]);
  }

  private void add(int cluster, double times) {
    leftSquared += times * left[cluster] * left[cluster];
    leftTimesGone += times * left[cluster] * gone[cluster];
    goneSquared += times * gone[cluster] * gone[cluster];
  }
}
