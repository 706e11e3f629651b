package dev.firstvalue.experiment.metric;

import dev.firstvalue.experiment.population.ExposureCounts.Row;
import dev.firstvalue.experiment.sample.ExactSums;
import dev.firstvalue.statistics.adjustment.LinearisedRatio;
import dev.firstvalue.statistics.mean.Moments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ratio of each arm as a mean of what its entities have each by itself. */
final class LinearisedArms {
  /** Numerators, denominators, the squares of both, their products. */
  private static final int SUMS = 5;

  private final Map<String, LinearisedRatio> arms = new HashMap<>();

  /** By the rows of all who are compared. */
  LinearisedArms(List<Row> compared) {
    Map<String, ExactSums> totals = new HashMap<>();
    for (Row row : compared) {
      totals.computeIfAbsent(String.valueOf(row.arm()), any -> new ExactSums(SUMS)).add(row.row());
    }
    totals.forEach(
        (arm, sums) -> LinearisedRatio.of(sums.paired()).ifPresent(ratio -> arms.put(arm, ratio)));
  }

  /** What the entities of one row have; empty where the denominators of their arm add to 0. */
  Optional<Moments> values(Row row) {
    ExactSums sums = new ExactSums(SUMS);
    sums.add(row.row());
    return Optional.ofNullable(arms.get(String.valueOf(row.arm())))
        .map(ratio -> ratio.values(sums.paired()));
  }
}
