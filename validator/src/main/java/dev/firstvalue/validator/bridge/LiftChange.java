package dev.firstvalue.validator.bridge;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lift by the newer version less lift by the older on the same entities, with a paired error. The
 * influence of an entity on a lift is psi = A (R - p1)/a - (1 - A)(R - p0)/(1 - a), with A reached,
 * R retained, a the share reached, p1 and p0 the retention of the two groups; on the change it is
 * the difference of the two, summed by cluster (CR1, t on clusters - 1).
 *
 * @param from lift by the older version
 * @param to lift by the newer
 * @param error of {@code to - from}; none with one cluster
 */
record LiftChange(double from, double to, Optional<ClusterInfluence> error) {
  private static final String NO_SPREAD =
      "both versions say the same of everyone, or all are retained, or nobody is";

  /**
   * The change.
   *
   * @param all every entity
   * @param clusters the same, by cluster
   * @param least entities of each group of either version; 1 or more
   * @return nothing where a group is smaller
   */
  static Optional<LiftChange> of(Tally all, Collection<Tally> clusters, int least) {
    Optional<Groups> from = Groups.of(all, Cell::from, least);
    Optional<Groups> to = Groups.of(all, Cell::to, least);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (clusters.size() < 2 || all.entities() < 3) {
      return Optional.of(new LiftChange(from.get().lift(), to.get().lift(), Optional.empty()));
    }
    double n = all.entities();
    double[] influence = new double[Cell.COUNT];
    for (int i = 0; i < Cell.COUNT; i++) {
      Cell cell = Cell.of(i);
      influence[i] = (to.get().influence(cell) - from.get().influence(cell)) / n;
    }
    double[] sums = new double[clusters.size()];
    int next = 0;
    for (Tally cluster : clusters) {
      double sum = 0;
      for (int i = 0; i < Cell.COUNT; i++) {
        sum += cluster.of(Cell.of(i)) * influence[i];
      }
      sums[next++] = sum;
    }
    return Optional.of(
        new LiftChange(
            from.get().lift(),
            to.get().lift(),
            Optional.of(ClusterInfluence.of(sums, all.entities(), 2))));
  }

  double change() {
    return to - from;
  }

  /** The change with its interval, or the reason why it has none. */
  Estimate estimate(double level) {
    Estimate.Builder estimate = Estimate.newBuilder().setEstimate(change());
    if (error.isEmpty() || error.get().clusters() < TwoArms.MANY_CLUSTERS) {
      return estimate.setNote(TwoArms.FEW).build();
    }
    return error.get().standardError() == 0
        ? estimate.setNote(NO_SPREAD).build()
        : estimate.setInterval(Estimates.message(error.get().interval(change(), level))).build();
  }

  /** Those who reach value by one version and those who do not. */
  private record Groups(Predicate<Cell> reached, double share, double with, double without) {
    static Optional<Groups> of(Tally all, Predicate<Cell> reached, int least) {
      double n1 = count(all, reached);
      double n0 = count(all, reached.negate());
      if (n1 < least || n0 < least) {
        return Optional.empty();
      }
      return Optional.of(
          new Groups(
              reached,
              n1 / (n1 + n0),
              count(all, reached.and(Cell::retained)) / n1,
              count(all, reached.negate().and(Cell::retained)) / n0));
    }

    double lift() {
      return with - without;
    }

    double influence(Cell cell) {
      double retained = cell.retained() ? 1 : 0;
      return reached.test(cell) ? (retained - with) / share : -(retained - without) / (1 - share);
    }

    private static double count(Tally all, Predicate<Cell> cells) {
      double count = 0;
      for (int i = 0; i < Cell.COUNT; i++) {
        count += cells.test(Cell.of(i)) ? all.of(Cell.of(i)) : 0;
      }
      return count;
    }
  }
}
