package dev.firstvalue.validator;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether lift is one over the values of a segment. Values below the least cell are counted, not
 * compared; a value of which everybody or nobody was retained has no variance and is left out of Q.
 */
final class SegmentFamilies {
  /** Lift above 0 has to be shown in values that hold so large a share of the eligible. */
  private static final double COVERED = 0.8;

  private final Estimates estimates;

  SegmentFamilies(Estimates estimates) {
    this.estimates = estimates;
  }

  /** The values of one segment, some of them compared, and what the comparison says. */
  record Compared(List<Segment> values, SegmentFamily family) {
    Compared {
      values = List.copyOf(values);
    }
  }

  /** Compares the values of a segment. */
  Compared compare(String name, List<Segment> values) {
    List<Segment> compared = values.stream().filter(Segment::hasDifference).toList();
    double[] adjusted =
        compared.isEmpty()
            ? new double[0]
            : AdjustedPValues.holm(
                compared.stream().mapToDouble(s -> pValue(s.getTable())).toArray());
    List<Segment> varying = compared.stream().filter(s -> variance(s.getTable()) > 0).toList();
    SegmentFamily.Builder family =
        SegmentFamily.newBuilder()
            .setName(name)
            .setCompared(compared.size())
            .setTooFew(values.size() - compared.size());
    List<Double> shrunken = varying.size() < 2 ? List.of() : heterogeneity(varying, family);
    judge(values, compared, adjusted, family);
    new SegmentMixes(estimates).of(values).ifPresent(family::setMix);
    List<Segment> written = new ArrayList<>();
    for (Segment value : values) {
      Segment.Builder row = value.toBuilder();
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
  private List<Double> heterogeneity(List<Segment> varying, SegmentFamily.Builder family) {
    double[] effects = varying.stream().mapToDouble(s -> s.getDifference().getEstimate()).toArray();
    double[] variances = varying.stream().mapToDouble(s -> variance(s.getTable())).toArray();
    RandomEffects random = RandomEffects.of(effects, variances);
    random.heterogeneity().pValue().ifPresent(p -> family.setPValue(p.value()));
    family
        .setQ(random.heterogeneity().q())
        .setISquared(random.heterogeneity().iSquared())
        .setTauSquared(random.tauSquared())
        .setOppositePValue(GailSimon.of(effects, variances).pValue().value())
        .setMean(
            Estimate.newBuilder()
                .setEstimate(random.mean())
                .setInterval(Estimates.message(random.interval(estimates.level()))));
    return random.shrunken();
  }

  private void judge(
      List<Segment> values,
      List<Segment> compared,
      double[] adjusted,
      SegmentFamily.Builder family) {
    double alpha = 1 - estimates.level();
    long eligible = values.stream().mapToLong(s -> s.getReachability().getEligible()).sum();
    long shown = 0;
    for (int i = 0; i < adjusted.length; i++) {
      Segment value = compared.get(i);
      if (adjusted[i] < alpha && value.getDifference().getEstimate() > 0) {
        shown += value.getReachability().getEligible();
      }
    }
    long below =
        compared.stream().filter(s -> s.getDifference().getInterval().getHigh() < 0).count();
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

  /** Two-sided, pooled z; 1 where everybody or nobody was retained. */
  private static double pValue(LiftTable table) {
    return PooledZ.test(reached(table), others(table)).map(z -> z.twoSided().value()).orElse(1.0);
  }

  private static double variance(LiftTable table) {
    return Math.pow(PooledZ.standardError(reached(table), others(table)), 2);
  }

  private static Proportion reached(LiftTable table) {
    return new Proportion(table.getReachedRetained(), Estimates.reached(table));
  }

  private static Proportion others(LiftTable table) {
    return new Proportion(table.getOtherRetained(), Estimates.others(table));
  }
}
