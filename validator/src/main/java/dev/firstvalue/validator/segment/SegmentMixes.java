package dev.firstvalue.validator.segment;

import dev.firstvalue.statistics.strata.MantelHaenszelDifference;
import dev.firstvalue.statistics.strata.StandardisedDifference;
import dev.firstvalue.statistics.strata.Stratum;
import dev.firstvalue.validation.v1.Interval;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validation.v1.Segment;
import dev.firstvalue.validation.v1.SegmentMix;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.List;
import java.util.Optional;

/**
 * How much of the crude lift is that those who reach value are another mix of a segment's values:
 * crude less standardised = sum (n1k/n1 - v_k) p1k - sum (n0k/n0 - v_k) p0k, exactly.
 */
final class SegmentMixes {
  private final Estimates estimates;

  SegmentMixes(Estimates estimates) {
    this.estimates = estimates;
  }

  /** Nothing where no value has entities of both arms. */
  Optional<SegmentMix> of(List<Segment> values) {
    List<LiftTable> tables = values.stream().map(Segment::getTable).toList();
    List<Stratum> strata =
        tables.stream()
            .map(
                t ->
                    new Stratum(
                        t.getReachedRetained(),
                        t.getReachedLost(),
                        t.getOtherRetained(),
                        t.getOtherLost()))
            .toList();
    if (strata.isEmpty()) {
      return Optional.empty();
    }
    Optional<StandardisedDifference> standardised =
        StandardisedDifference.of(strata, StandardisedDifference.Mix.EVERYONE);
    Optional<MantelHaenszelDifference> common = MantelHaenszelDifference.of(strata);
    if (standardised.isEmpty() || common.isEmpty()) {
      return Optional.empty();
    }
    double crude = standardised.get().crude();
    return Optional.of(
        SegmentMix.newBuilder()
            .setCrude(crude)
            .setStandardised(standardised.get().difference())
            .setMixEffect(standardised.get().mixEffect())
            .setMantelHaenszel(common.get().difference())
            .setUnsupported(standardised.get().unsupported())
            .setReversed(isReversed(crude, tables, values, common.get()))
            .build());
  }

  /**
   * The signs differ, and one of the two differences is clear of 0: two differences about 0 differ
   * in sign every other time.
   */
  private boolean isReversed(
      double crude, List<LiftTable> tables, List<Segment> values, MantelHaenszelDifference common) {
    List<Double> lifts =
        values.stream()
            .filter(Segment::hasDifference)
            .map(value -> value.getDifference().getEstimate())
            .toList();
    boolean everyValue = lifts.size() > 1 && lifts.stream().allMatch(lift -> lift * crude < 0);
    dev.firstvalue.statistics.Interval adjusted = common.interval(estimates.level());
    boolean clear =
        adjusted.low() > 0
            || adjusted.high() < 0
            || excludesZero(estimates.difference(supported(tables)).getInterval());
    return clear && (crude * common.difference() < 0 || everyValue);
  }

  private static boolean excludesZero(Interval interval) {
    return interval.getLow() > 0 || interval.getHigh() < 0;
  }

  /** The sum of the tables that have entities of both arms. */
  private static LiftTable supported(List<LiftTable> tables) {
    LiftTable.Builder sum = LiftTable.newBuilder();
    for (LiftTable table : tables) {
      if (Estimates.reached(table) > 0 && Estimates.others(table) > 0) {
        sum.setReachedRetained(sum.getReachedRetained() + table.getReachedRetained())
            .setReachedLost(sum.getReachedLost() + table.getReachedLost())
            .setOtherRetained(sum.getOtherRetained() + table.getOtherRetained())
            .setOtherLost(sum.getOtherLost() + table.getOtherLost());
      }
    }
    return sum.build();
  }
}
