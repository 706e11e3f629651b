package dev.firstvalue.validator.bridge;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.validator.account.TwoArms;
import java.util.Collection;
import java.util.Optional;

/**
 * The error over accounts of the factor that carries a series from the older version to the newer.
 * On its logarithm an entity adds 1[newer]/x2 - 1[older]/x1, x1 and x2 those who reach value by
 * either; added up by account, G/(G-1) times the sum of squares, t on G - 1. With accounts of one
 * entity the variance is (gained + lost)/(x1 x2) but for G/(G-1). From {@value
 * TwoArms#MANY_CLUSTERS} accounts on.
 *
 * @param value newer over older
 * @param error of its logarithm
 */
record AccountFactor(double value, ClusterInfluence error) {

  /** Empty with too few accounts, and where a version reaches nobody. */
  static Optional<AccountFactor> of(Tally all, Collection<Tally> clusters) {
    double older = (double) all.marked(true, true) + all.marked(true, false);
    double newer = (double) all.marked(true, true) + all.marked(false, true);
    if (older == 0 || newer == 0 || clusters.size() < TwoArms.MANY_CLUSTERS) {
      return Optional.empty();
    }
    double[] sums = new double[clusters.size()];
    int next = 0;
    for (Tally cluster : clusters) {
      double both = cluster.marked(true, true);
      sums[next++] =
          (both + cluster.marked(false, true)) / newer
              - (both + cluster.marked(true, false)) / older;
    }
    return Optional.of(
        new AccountFactor(newer / older, ClusterInfluence.of(sums, all.entities(), 1)));
  }

  double logVariance() {
    return error.standardError() * error.standardError();
  }

  Interval interval(double level) {
    Interval log = error.interval(Math.log(value), level);
    return new Interval(Math.exp(log.low()), Math.exp(log.high()), level, IntervalMethod.STUDENT_T);
  }
}
