package dev.firstvalue.validator.segment;

import dev.firstvalue.statistics.PValue;
import dev.firstvalue.statistics.cluster.ClusterHeterogeneity;
import dev.firstvalue.statistics.cluster.ClusterInfluence;
import dev.firstvalue.statistics.multiplicity.AdjustedPValues;
import dev.firstvalue.statistics.proportion.PooledZ;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.strata.GailSimon;
import dev.firstvalue.statistics.strata.RandomEffects;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.SegmentConsistency;
import dev.firstvalue.validation.v1.SegmentFamily;
import dev.firstvalue.validator.account.OneDifference;
import dev.firstvalue.validator.account.TwoArms;
import dev.firstvalue.validator.estimate.Estimates;
import dev.firstvalue.validator.estimate.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether lift is one over the values of a segment. Values below the least cell are counted, not
 * compared; a value of which everybody or nobody was retained has no variance and is left out of Q.
 * Where entities share accounts errors are over accounts, and Q takes it that an account may have
 * entities of several values; the mean and Gail and Simon's test do not.
 */
final class SegmentFamilies {
  /** Lift above 0 has to be shown in values that hold so large a share of the eligible. */
  private static final double COVERED = 0.8;

  private final Estimates estimates;

  SegmentFamilies(Estimates estimates) {
    this.estimates = estimates;
  }

  /**
   * One value of a segment.
   *
   * @param row what the report says of it
   * @param accounts its entities by account, where any holds several
   */
  record Value(Segment row, Optional<TwoArms> accounts) {
    int eligible() {
      return row.getReachability().getEligible();
    }

    boolean isCompared() {
      return row.hasDifference();
    }

    double difference() {
      return row.getDifference().getEstimate();
    }

    /** Its entities by account; those of a value whose accounts hold one each are all alone. */
    TwoArms arms() {
      return accounts.orElseGet(
          () -> {
            TwoArms arms = new TwoArms();
            LiftTable table = row.getTable();
            arms.add(null, true, true, table.getReachedRetained());
            arms.add(null, true, false, table.getReachedLost());
            arms.add(null, false, true, table.getOtherRetained());
            arms.add(null, false, false, table.getOtherLost());
            return arms;
          });
    }

    /** Two-sided: pooled z, over accounts t; 1 where nothing varies, and over too few accounts. */
    double pValue() {
      return accounts
          .map(arms -> arms.errorOfDifference().flatMap(error -> error.pValue(difference())))
          .orElseGet(
              () ->
                  PooledZ.test(reached(row.getTable()), others(row.getTable()))
                      .map(PooledZ.ZTest::twoSided))
          .map(PValue::value)
          .orElse(1.0);
    }

    /** Of the difference; 0 where nothing varies, and over too few accounts. */
    double variance() {
      return accounts
          .map(arms -> arms.errorOfDifference().map(ClusterInfluence::standardError).orElse(0.0))
          .map(error -> error * error)
          .orElseGet(
              () ->
                  Math.pow(
                      PooledZ.standardError(reached(row.getTable()), others(row.getTable())), 2));
    }
  }

  /** The values of one segment, some of them compared, and what the comparison says. */
  record Compared(List<Segment> values, SegmentFamily family) {
    Compared {
      values = List.copyOf(values);
    }
  }

  /** Compares the values of a segment. */
  Compared compare(String name, List<Value> values) {
    List<Value> compared = values.stream().filter(Value::isCompared).toList();
    double[] adjusted =
        compared.isEmpty()
            ? new double[0]
            : AdjustedPValues.holm(compared.stream().mapToDouble(Value::pValue).toArray());
    List<Value> varying = compared.stream().filter(value -> value.variance() > 0).toList();
    SegmentFamily.Builder family =
        SegmentFamily.newBuilder()
            .setName(name)
            .setCompared(compared.size())
            .setTooFew(values.size() - compared.size());
    List<Double> shrunken = varying.size() < 2 ? List.of() : heterogeneity(varying, family);
    judge(values, compared, adjusted, family);
    new SegmentMixes(estimates)
        .of(values.stream().map(Value::row).toList())
        .ifPresent(family::setMix);
    List<Segment> written = new ArrayList<>();
    for (Value value : values) {
      Segment.Builder row = value.row().toBuilder();
      int place = compared.indexOf(value);
      if (place >= 0) {
        row.setAdjustedPValue(adjusted[place]);
      }
      int drawn = varying.indexOf(value);
      if (drawn >= 0 && !shrunken.isEmpty()) {
        row.setShrunken(shrunken.get(drawn));
      }
      written.add(row.build());
    }
    return new Compared(written, family.build());
  }

  /** Sets what Q, the random effects and Gail and Simon say; gives each lift drawn to the mean. */
  private List<Double> heterogeneity(List<Value> varying, SegmentFamily.Builder family) {
    double[] effects = varying.stream().mapToDouble(Value::difference).toArray();
    double[] variances = varying.stream().mapToDouble(Value::variance).toArray();
    RandomEffects random = RandomEffects.of(effects, variances);
    if (varying.stream().anyMatch(value -> value.accounts().isPresent())) {
      oneSize(varying).ifPresent(test -> set(test, family));
    } else {
      random.heterogeneity().pValue().ifPresent(p -> family.setPValue(p.value()));
      family.setQ(random.heterogeneity().q()).setISquared(random.heterogeneity().iSquared());
    }
    family
        .setTauSquared(random.tauSquared())
        .setOppositePValue(GailSimon.of(effects, variances).pValue().value())
        .setMean(
            Estimate.newBuilder()
                .setEstimate(random.mean())
                .setInterval(Estimates.message(random.interval(estimates.level()))));
    return random.shrunken();
  }

  private static Optional<ClusterHeterogeneity> oneSize(List<Value> varying) {
    return OneDifference.of(varying.stream().map(Value::arms).toList());
  }

  private static void set(ClusterHeterogeneity test, SegmentFamily.Builder family) {
    double q = test.wald();
    family
        .setQ(q)
        .setISquared(q == 0 ? 0 : Math.max(0, (q - test.numerator()) / q))
        .setPValue(test.pValue().value());
  }

  private void judge(
      List<Value> values, List<Value> compared, double[] adjusted, SegmentFamily.Builder family) {
    double alpha = 1 - estimates.level();
    long eligible = values.stream().mapToLong(Value::eligible).sum();
    long shown = 0;
    for (int i = 0; i < adjusted.length; i++) {
      Value value = compared.get(i);
      if (adjusted[i] < alpha && value.difference() > 0) {
        shown += value.eligible();
      }
    }
    long below =
        compared.stream()
            .map(value -> value.row().getDifference())
            .filter(lift -> lift.hasInterval() && lift.getInterval().getHigh() < 0)
            .count();
    boolean opposite = family.hasOppositePValue() && family.getOppositePValue() <= alpha;
    if (compared.size() < 2) {
      family
          .setConsistency(SegmentConsistency.SEGMENT_CONSISTENCY_UNDECIDED)
          .setSentence("Fewer than two values have enough entities to compare");
    } else if (below > 0 || opposite) {
      family
          .setConsistency(SegmentConsistency.SEGMENT_CONSISTENCY_INCONSISTENT)
          .setSentence(
              below > 0
                  ? "Those who reach value stay less often in "
                      + (below == 1 ? "one value" : below + " values")
                  : "Lift goes in opposite directions");
    } else {
      double share = (double) shown / eligible;
      family
          .setConsistency(
              share >= COVERED
                  ? SegmentConsistency.SEGMENT_CONSISTENCY_CONSISTENT
                  : SegmentConsistency.SEGMENT_CONSISTENCY_UNDECIDED)
          .setSentence(
              String.format(
                  Locale.ROOT,
                  "Lift is shown in values that hold %s of the eligible (expected: at least %s),"
                      + " and below 0 in none",
                  Words.percent(share),
                  Words.percent(COVERED)));
    }
  }

  private static Proportion reached(LiftTable table) {
    return new Proportion(table.getReachedRetained(), Estimates.reached(table));
  }

  private static Proportion others(LiftTable table) {
    return new Proportion(table.getOtherRetained(), Estimates.others(table));
  }
}
