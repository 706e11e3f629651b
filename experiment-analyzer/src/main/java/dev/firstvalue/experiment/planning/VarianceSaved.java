package dev.firstvalue.experiment.planning;

import dev.firstvalue.experiment.adjustment.NumberCovariate.Group;
import dev.firstvalue.statistics.adjustment.PairedMoments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The share of the variance of a mean that a number takes with it by regression: the squared
 * correlation, and by cluster one less the squares of the clusters' sums of residuals over those of
 * their sums of deviations. Whose number is not known is taken at the mean, as in the report.
 */
final class VarianceSaved {
  private VarianceSaved() {}

  /** Below 1; empty where nothing varies. */
  static Optional<Double> of(List<Group> groups, boolean clustered) {
    double sum = 0;
    long known = 0;
    for (Group group : groups) {
      if (group.number().isPresent()) {
        sum += group.number().getAsDouble() * group.count();
        known += group.count();
      }
    }
    if (known == 0) {
      return Optional.empty();
    }
    double mean = sum / known;
    PairedMoments all =
        groups.stream()
            .map(
                group ->
                    new PairedMoments(
                        group.count(),
                        group.values().mean(),
                        group.number().orElse(mean),
                        group.values().centredSquares(),
                        0,
                        0))
            .reduce(PairedMoments::with)
            .orElseThrow();
    if (!(all.xx() > 0) || !(all.yy() > 0)) {
      return Optional.empty();
    }
    return clustered
        ? byCluster(groups, all, mean)
        : Optional.of(all.xy() / all.xx() * (all.xy() / all.yy()));
  }

  private static Optional<Double> byCluster(List<Group> groups, PairedMoments all, double mean) {
    Map<String, Double> deviations = new HashMap<>();
    Map<String, Double> residuals = new HashMap<>();
    for (Group group : groups) {
      double off = group.values().mean() - all.meanY();
      double told = all.xy() / all.xx() * (group.number().orElse(mean) - all.meanX());
      deviations.merge(group.cluster(), group.count() * off, Double::sum);
      residuals.merge(group.cluster(), group.count() * (off - told), Double::sum);
    }
    double plain = squares(deviations);
    return plain > 0 ? Optional.of(1 - squares(residuals) / plain) : Optional.empty();
  }

  private static double squares(Map<String, Double> sums) {
    return sums.values().stream().mapToDouble(sum -> sum * sum).sum();
  }
}
