package dev.firstvalue.statistics.survival;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.cluster.ClusterMean;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The log-rank test of units that are alike within clusters, whose units may be in several arms:
 * observed less expected events of each arm, with the variance of what clusters add to them (the
 * score of Lin and Wei 1989; R's {@code coxph(ties = "breslow", cluster = )$rscore}), read as
 * Hotelling's T². A unit of arm k adds to arm j 1[j = k](e - H(t)) - (e p_j(t) - E_j(t)), e whether
 * its time t is that of an event, p_j the share of arm j of those at risk, H the sum of d/Y and E_j
 * that of p_j d/Y up to t, d events and Y at risk.
 *
 * <p>For {@value ClusterMean#MANY} clusters beyond the arms or more.
 */
public final class ClusteredLogRank {
  private final int contrasts;
  private final TreeMap<Double, double[]> hazards = new TreeMap<>();
  private final TreeMap<Double, double[]> shares = new TreeMap<>();
  private final double[] total;
  private final double[][] products;
  private long clusters;

  /**
   * Units of one cluster in one arm.
   *
   * @param arm from 0 on
   */
  public record ArmTime(int arm, TimeCount units) {}

  /** Of all units of each arm, two arms or more; their clusters are added then. */
  public ClusteredLogRank(List<List<TimeCount>> arms) {
    contrasts = Math.toIntExact(Check.atLeast("arms", arms.size(), 2)) - 1;
    total = new double[contrasts];
    products = new double[contrasts][contrasts];
    TreeMap<Double, double[]> leaving = new TreeMap<>();
    TreeMap<Double, Double> events = new TreeMap<>();
    double[] left = new double[arms.size()];
    for (int arm = 0; arm < arms.size(); arm++) {
      for (TimeCount count : arms.get(arm)) {
        double units = (double) count.events() + count.censored();
        left[arm] += units;
        leaving.computeIfAbsent(count.time(), any -> new double[arms.size()])[arm] += units;
        events.merge(count.time(), (double) count.events(), Double::sum);
      }
    }
    sumUp(left, leaving, events);
  }

  /** H in place 0, E of each arm behind it; and the share of each arm at event times. */
  private void sumUp(
      double[] left, SortedMap<Double, double[]> leaving, Map<Double, Double> events) {
    double[] hazard = new double[left.length + 1];
    for (Map.Entry<Double, double[]> at : leaving.entrySet()) {
      double had = events.getOrDefault(at.getKey(), 0.0);
      if (had > 0) {
        double risk = 0;
        for (double units : left) {
          risk += units;
        }
        double[] share = new double[left.length];
        hazard[0] += had / risk;
        for (int arm = 0; arm < left.length; arm++) {
          share[arm] = left[arm] / risk;
          hazard[arm + 1] += share[arm] * had / risk;
        }
        shares.put(at.getKey(), share);
        hazards.put(at.getKey(), hazard.clone());
      }
      for (int arm = 0; arm < left.length; arm++) {
        left[arm] -= at.getValue()[arm];
      }
    }
  }

  /** Adds so many clusters, each of just these units. */
  public void add(List<ArmTime> units, long alike) {
    double[] score = new double[contrasts + 1];
    for (ArmTime each : units) {
      addTo(score, each.arm(), each.units());
    }
    for (int i = 0; i < contrasts; i++) {
      double one = score[i] - score[contrasts];
      total[i] += alike * one;
      for (int j = 0; j < contrasts; j++) {
        products[i][j] += alike * one * (score[j] - score[contrasts]);
      }
    }
    clusters += alike;
  }

  private void addTo(double[] score, int arm, TimeCount units) {
    Map.Entry<Double, double[]> until = hazards.floorEntry(units.time());
    double count = (double) units.events() + units.censored();
    double[] share = units.events() > 0 ? shares.get(units.time()) : null;
    for (int j = 0; j < score.length; j++) {
      double watched = until == null ? 0 : count * until.getValue()[j + 1];
      score[j] += watched - (share == null ? 0 : units.events() * share[j]);
    }
    score[arm] += units.events() - (until == null ? 0 : count * until.getValue()[0]);
  }

  /**
   * Whether the curves are one; empty with too few clusters, or where no time tells the arms apart.
   */
  public Optional<ClusterHeterogeneity> test() {
    if (clusters < contrasts + 1L + ClusterMean.MANY) {
      return Optional.empty();
    }
    double[][] around = new double[contrasts][contrasts];
    for (int i = 0; i < contrasts; i++) {
      for (int j = 0; j < contrasts; j++) {
        around[i][j] = products[i][j] - total[i] * total[j] / clusters;
      }
    }
    return ClusterHeterogeneity.ofContrasts(total, around, clusters);
  }
}
