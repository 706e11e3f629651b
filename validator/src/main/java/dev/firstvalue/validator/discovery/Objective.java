package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.strata.Stratum;
import dev.firstvalue.statistics.strata.VolumeDecomposition;
import java.util.List;
import java.util.Optional;

/** What the best candidate has most of. */
public enum Objective {
  /** Retention of those who reach it less that of the others: the risk difference. */
  LIFT,
  /** Reach times risk difference: the most that retention could fall without it. */
  HEADROOM,
  /** Youden's J: sensitivity + specificity - 1. */
  YOUDEN,
  /** The correlation of reaching it and being retained. */
  PHI,
  /** The risk difference beyond what any event this common shows, given how active people were. */
  VOLUME;

  /** Whether cells of units alike in volume are needed. */
  boolean readsCells() {
    return this == VOLUME;
  }

  /**
   * The score, empty where somebody has to be on either side and nobody is.
   *
   * @param table all units
   * @param cells the same units by cell; only read for {@link #VOLUME}
   */
  Optional<Score> score(FourfoldTable table, List<Stratum> cells) {
    if (table.marked() == 0 || table.others() == 0 || table.total() < 2) {
      return Optional.empty();
    }
    double positive = (double) table.markedPositive() + table.otherPositive();
    if (positive == 0 || positive == table.total()) {
      return Optional.empty();
    }
    return switch (this) {
      case LIFT -> Optional.of(lift(table));
      case HEADROOM -> Optional.of(headroom(table));
      case YOUDEN -> Optional.of(youden(table));
      case PHI -> Optional.of(phi(table));
      case VOLUME ->
          cells.isEmpty()
              ? Optional.empty()
              : VolumeDecomposition.of(cells)
                  .filter(VolumeDecomposition::compares)
                  .map(split -> new Score(split.excess(), split.standardError(), split::influence));
    };
  }

  private static Score lift(FourfoldTable t) {
    double reach = (double) t.marked() / t.total();
    double with = t.positivePredictiveValue().orElseThrow().value();
    double without = t.positiveAmongOthers().orElseThrow().value();
    return Score.of(
        with - without,
        t,
        (marked, positive) ->
            marked ? (positive - with) / reach : -(positive - without) / (1 - reach));
  }

  private static Score headroom(FourfoldTable t) {
    double reach = (double) t.marked() / t.total();
    double rate = t.positiveShare().orElseThrow().value();
    double without = t.positiveAmongOthers().orElseThrow().value();
    return Score.of(
        rate - without,
        t,
        (marked, positive) -> positive - rate - (marked ? 0 : (positive - without) / (1 - reach)));
  }

  private static Score youden(FourfoldTable t) {
    double rate = t.positiveShare().orElseThrow().value();
    double sensitivity = t.sensitivity().orElseThrow().value();
    double falseAlarm = 1 - t.specificity().orElseThrow().value();
    return Score.of(
        sensitivity - falseAlarm,
        t,
        (marked, positive) ->
            positive * ((marked ? 1 : 0) - sensitivity) / rate
                - (1 - positive) * ((marked ? 1 : 0) - falseAlarm) / (1 - rate));
  }

  /**
   * The influence of a correlation: product of the standardised, less phi times half the squares.
   */
  private static Score phi(FourfoldTable t) {
    double reach = (double) t.marked() / t.total();
    double rate = t.positiveShare().orElseThrow().value();
    double phi = t.phi().orElseThrow();
    return Score.of(
        phi,
        t,
        (marked, positive) -> {
          double a = ((marked ? 1 : 0) - reach) / Math.sqrt(reach * (1 - reach));
          double r = (positive - rate) / Math.sqrt(rate * (1 - rate));
          return a * r - phi / 2 * (a * a + r * r);
        });
  }
}
