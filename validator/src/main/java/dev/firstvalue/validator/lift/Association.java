package dev.firstvalue.validator.lift;

import dev.firstvalue.statistics.IntervalMethod;
import dev.firstvalue.statistics.distribution.Normal;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.proportion.ScoreOddsRatio;
import dev.firstvalue.statistics.proportion.Wilson;
import dev.firstvalue.validation.v1.Estimate;
import dev.firstvalue.validation.v1.Lift;
import dev.firstvalue.validation.v1.LiftTable;
import dev.firstvalue.validator.estimate.Estimates;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How reaching value goes with being retained, in every way that a 2×2 table says it. Where a
 * denominator is zero the number is absent and its note says which group is empty.
 */
final class Association {
  /** Fisher's z wants a large table: at least so many in each cell. */
  private static final int LARGE = 5;

  private final FourfoldTable table;
  private final double level;

  private Association(FourfoldTable table, double level) {
    this.table = table;
    this.level = level;
  }

  /** Adds everything to the lift that has this table. */
  static void add(Lift.Builder lift, double level) {
    LiftTable cells = lift.getTable();
    new Association(
            new FourfoldTable(
                cells.getReachedRetained(),
                cells.getReachedLost(),
                cells.getOtherRetained(),
                cells.getOtherLost()),
            level)
        .addTo(lift);
  }

  private void addTo(Lift.Builder lift) {
    lift.setOddsRatio(oddsRatio())
        .setPositivePredictiveValue(share(table.positivePredictiveValue(), "nobody reached value"))
        .setNegativePredictiveValue(
            share(table.negativePredictiveValue(), "everybody reached value"))
        .setSensitivity(share(table.sensitivity(), "nobody was retained"))
        .setSpecificity(share(table.specificity(), "everybody was retained"))
        .setPhi(phi())
        .setHeadroom(headroom())
        .setNote(degenerate());
  }

  /** What is wrong with the table as a whole. */
  private String degenerate() {
    if (table.total() == 0) {
      return "nobody is eligible";
    }
    if (table.marked() == 0) {
      return "nobody reached value";
    }
    if (table.others() == 0) {
      return "everybody reached value";
    }
    long retained = table.markedPositive() + table.otherPositive();
    return retained == 0
        ? "nobody was retained"
        : retained == table.total() ? "everybody was retained" : "";
  }

  private Estimate share(Optional<Proportion> share, String empty) {
    return share
        .map(
            known ->
                Estimate.newBuilder()
                    .setEstimate(known.value())
                    .setInterval(Estimates.message(Wilson.interval(known, level)))
                    .build())
        .orElseGet(() -> absent(table.total() == 0 ? "nobody is eligible" : empty));
  }

  private Estimate oddsRatio() {
    if (!degenerate().isEmpty()) {
      return absent(degenerate());
    }
    Estimate.Builder estimate =
        Estimate.newBuilder()
            .setInterval(
                Estimates.message(
                    ScoreOddsRatio.miettinenNurminen(
                        table.positivePredictiveValue().orElseThrow(),
                        table.positiveAmongOthers().orElseThrow(),
                        level)));
    OptionalDouble odds = table.oddsRatio();
    if (odds.isPresent() && Double.isFinite(odds.getAsDouble())) {
      estimate.setEstimate(odds.getAsDouble());
    } else {
      estimate.setNote("a cell is empty: only a lower limit exists");
    }
    return estimate.build();
  }

  private Estimate phi() {
    if (!degenerate().isEmpty()) {
      return absent(degenerate());
    }
    Estimate.Builder estimate = Estimate.newBuilder();
    table.phi().ifPresent(estimate::setEstimate);
    if (Math.min(
            Math.min(table.markedPositive(), table.markedNegative()),
            Math.min(table.otherPositive(), table.otherNegative()))
        < LARGE) {
      return estimate.setNote("a cell holds fewer than " + LARGE + ": no interval holds").build();
    }
    table
        .phiInterval(level)
        .ifPresent(interval -> estimate.setInterval(Estimates.message(interval)));
    return estimate.build();
  }

  private Estimate headroom() {
    OptionalDouble headroom = table.headroom();
    if (headroom.isEmpty()) {
      return absent(degenerate());
    }
    Estimate.Builder estimate = Estimate.newBuilder().setEstimate(headroom.getAsDouble());
    OptionalDouble error = table.headroomStandardError();
    if (error.isPresent() && error.getAsDouble() > 0) {
      double half = Normal.twoSidedCritical(level) * error.getAsDouble();
      estimate.setInterval(
          Estimates.message(
              new dev.firstvalue.statistics.Interval(
                  headroom.getAsDouble() - half,
                  headroom.getAsDouble() + half,
                  level,
                  IntervalMethod.DELTA)));
    } else {
      estimate.setNote("nothing varies: no interval exists");
    }
    return estimate.build();
  }

  private static Estimate absent(String why) {
    return Estimate.newBuilder().setNote(why).build();
  }
}
