package dev.firstvalue.validator.proof;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.strata.MantelHaenszelDifference;
import dev.firstvalue.statistics.strata.VolumeDecomposition;
import dev.firstvalue.validator.ladder.Rung;
import dev.firstvalue.validator.ladder.Step;

/** The rows of the ladder as reports print them, and two beside the last. */
enum LadderRow {
  ANY_TIME("reached at any time"),
  FIXED_WINDOW("reached in the first week (crude)"),
  ALIVE_AT_END("the same among those still active"),
  SAME_DAY("same day, same activity"),
  KNOWN_AT_START("adjusted for the plan"),
  VOLUME_ADJUSTED("adjusted for volume and plan"),
  VOLUME_ONLY("beside it: for volume alone"),
  WITHIN_CELLS("beside it: average difference within cells of volume and plan");

  private static final double LEVEL = 0.95;

  /** An estimate with its interval of 95 %. */
  record Estimate(double value, Interval interval) {}

  private final String words;

  LadderRow(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  Estimate of(People people) {
    return switch (this) {
      case ANY_TIME -> printed(people, Step.ANY_TIME);
      case FIXED_WINDOW -> printed(people, Step.FIXED_WINDOW);
      case ALIVE_AT_END -> printed(people, Step.ALIVE_AT_END);
      case SAME_DAY -> printed(people, Step.SAME_DAY);
      case KNOWN_AT_START -> printed(people, Step.KNOWN_AT_START);
      case VOLUME_ADJUSTED -> printed(people, Step.VOLUME_ADJUSTED);
      case VOLUME_ONLY -> {
        VolumeDecomposition split =
            VolumeDecomposition.of(people.byVolume().strata()).orElseThrow();
        double half = Normal.twoSidedCritical(LEVEL) * split.standardError();
        yield new Estimate(
            split.excess(),
            new Interval(
                split.excess() - half, split.excess() + half, LEVEL, IntervalMethod.NORMAL));
      }
      case WITHIN_CELLS -> {
        MantelHaenszelDifference within =
            MantelHaenszelDifference.of(people.byVolumeAndPlan().strata()).orElseThrow();
        yield new Estimate(within.difference(), within.interval(LEVEL));
      }
    };
  }

  private static Estimate printed(People people, Step step) {
    Rung rung = people.ladder().rung(step);
    return new Estimate(rung.difference().orElseThrow(), rung.interval().orElseThrow());
  }
}
