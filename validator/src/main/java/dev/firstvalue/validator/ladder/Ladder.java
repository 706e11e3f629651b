package dev.firstvalue.validator.ladder;

import dev.firstvalue.statistics.Check;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.validator.account.TwoArms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The bias ladder of one definition: the same lift asked six ways, each with an interval. Counts
 * in, estimates out: nothing here knows of a store, and equal counts in any order give equal bits.
 *
 * @param rungs in the order of {@link Step}
 * @param volumeCut the volume above which the last row tells nobody apart: the 99th percentile
 * @param clusters over how many accounts intervals are, where accounts hold several entities
 */
public record Ladder(List<Rung> rungs, int volumeCut, OptionalInt clusters) {
  /** What a row says where an arm is empty. */
  static final String NOTHING_TO_COMPARE = "there is nothing to compare";

  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /**
   * The ladder of these units.
   *
   * @param anyTime who ever reached value, of the same units
   * @param level above 0.5 and below 1
   */
  public static Ladder of(TwoArms anyTime, Units units, double level) {
    Check.level(level);
    return new Ladder(
        List.of(
            plain(Step.ANY_TIME, anyTime, level),
            plain(Step.FIXED_WINDOW, units.fixed(), level),
            plain(Step.ALIVE_AT_END, units.alive(), level),
            SameDay.of(units, level),
            KnownAtStart.of(units, level),
            VolumeAdjusted.of(units, level)),
        units.volumeCut(),
        units.fixed().clusters());
  }

  /** The same ladder; a row that compares fewer entities than {@code least} gives no number. */
  Ladder withoutSmallCells(int least) {
    return new Ladder(
        rungs.stream().map(rung -> rung.withoutSmallCells(least)).toList(), volumeCut, clusters);
  }

  /** The row of a step. */
  public Rung rung(Step step) {
    return rungs.stream().filter(rung -> rung.step() == step).findFirst().orElseThrow();
  }

  private static Rung plain(Step step, TwoArms arms, double level) {
    FourfoldTable table = arms.table();
    OptionalDouble difference = table.riskDifference();
    if (difference.isEmpty()) {
      return Rung.absent(step, table.total(), empty(table));
    }
    Optional<Interval> interval = arms.interval(level);
    return new Rung(
        step,
        difference,
        interval,
        table.total(),
        table.marked(),
        table.others(),
        OptionalDouble.empty(),
        interval.isPresent() ? "" : fewClusters());
  }

  /** Why a table compares nothing. */
  static String empty(FourfoldTable table) {
    String why =
        table.total() == 0
            ? "nobody is left to look at"
            : table.marked() == 0 ? "nobody reached value" : "everybody reached value";
    return why + ": " + NOTHING_TO_COMPARE;
  }

  static String fewClusters() {
    return "fewer than " + TwoArms.MANY_CLUSTERS + " independent accounts: no interval holds";
  }
}
