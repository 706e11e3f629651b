package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.experiment.adjustment.NumberCovariate.Group;
import dev.firstvalue.experiment.contrast.ClusterContrast;
import dev.firstvalue.experiment.sample.Sample;
import dev.firstvalue.experiment.v1.AdjustedComparison;
import dev.firstvalue.statistics.adjustment.LinAdjustment;
import dev.firstvalue.statistics.mean.Moments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The mean of a metric in one arm against that in the control, with one number taken out by Lin's
 * adjustment. Who has no value is given the mean, which is the same for both arms and tells
 * nothing.
 */
final class LinContrast {
  private final AdjustedContrast contrast;
  private final boolean clustered;

  LinContrast(AdjustedContrast contrast, boolean clustered) {
    this.contrast = contrast;
    this.clustered = clustered;
  }

  /**
   * The comparison, without the names of the arms.
   *
   * @param groups the entities of every arm: the mean of the number is that of all
   */
  AdjustedComparison.Builder of(List<Group> groups, String arm, String control) {
    AdjustedComparison.Builder one = AdjustedComparison.newBuilder();
    List<Group> known = groups.stream().filter(group -> group.number().isPresent()).toList();
    if (known.isEmpty()) {
      return one.setNote("nobody has a known value");
    }
    double[] numbers = known.stream().mapToDouble(group -> number(group, 0)).distinct().toArray();
    if (numbers.length == 1) {
      return one.setNote(
          numbers[0] == 0
              ? "everybody has 0: there is nothing to take out"
              : "everybody has the same value: there is nothing to take out");
    }
    double mean =
        known.stream().mapToDouble(group -> number(group, 0) * group.count()).sum()
            / known.stream().mapToLong(Group::count).sum();
    List<LinAdjustment.Row> first = rows(groups, arm, mean);
    List<LinAdjustment.Row> second = rows(groups, control, mean);
    if (first.isEmpty() || second.isEmpty()) {
      return one.setNote("an arm has nothing that it could be taken out of");
    }
    Optional<LinAdjustment> test = LinAdjustment.of(first, second);
    if (test.isEmpty()) {
      return one.setNote("the covariate does not vary in an arm, or single values decide");
    }
    Sample.Clustered ours = values(groups, arm);
    Sample.Clustered theirs = values(groups, control);
    return clustered
        ? contrast.byCluster(
            one,
            test.get().difference(),
            test.get().scores(),
            plain(ours, theirs),
            ours.entities() + theirs.entities(),
            Math.min(ours.clusters().size(), theirs.clusters().size()))
        : contrast.byEntity(
            one,
            test.get().difference(),
            test.get().standardError(),
            (double) test.get().degreesOfFreedom(),
            Math.sqrt(varianceOfMean(ours) + varianceOfMean(theirs)));
  }

  private static double number(Group group, double unknown) {
    return group.number().orElse(unknown);
  }

  private static List<LinAdjustment.Row> rows(List<Group> groups, String arm, double mean) {
    List<LinAdjustment.Row> rows = new ArrayList<>();
    for (Group group : groups) {
      if (group.arm().equals(arm)) {
        rows.add(new LinAdjustment.Row(group.cluster(), group.values(), number(group, mean)));
      }
    }
    return rows;
  }

  /** An arm by cluster; without clusters under one name. */
  private static Sample.Clustered values(List<Group> groups, String arm) {
    Map<String, Moments> clusters = new TreeMap<>();
    for (Group group : groups) {
      if (group.arm().equals(arm)) {
        clusters.merge(group.cluster(), group.values(), Moments::with);
      }
    }
    return new Sample.Clustered(clusters, false);
  }

  /** What clusters add to the difference without the number. */
  private static Map<String, Double> plain(Sample.Clustered ours, Sample.Clustered theirs) {
    Map<String, Double> scores = new HashMap<>(ClusterContrast.residuals(ours, 1));
    ClusterContrast.residuals(theirs, -1)
        .forEach((cluster, score) -> scores.merge(cluster, score, Double::sum));
    return scores;
  }

  private static double varianceOfMean(Sample.Clustered arm) {
    Moments all = arm.clusters().values().iterator().next();
    return all.variance().orElseThrow() / all.n();
  }
}
