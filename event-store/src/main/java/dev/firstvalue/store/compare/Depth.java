package dev.firstvalue.store.compare;

import java.util.Map;

/**
 * How much of a case is compared. A store needs far longer to understand a long statement than to
 * answer it, so that many cases of which little is asked find more in an hour than a few of which
 * everything is.
 */
public enum Depth {
  /** The five relations. */
  RELATIONS(false, false, false),
  /** The facts of the experiment too. */
  EXPERIMENT(true, false, false),
  /** The relations, and the facts of several definitions asked together. */
  SEVERAL(false, true, false),
  /** All of that, counts, quality, extent, and what is said of one entity's events. */
  EVERYTHING(true, true, true);

  /** Every eighth case. */
  private static final int EXPERIMENTS = 8;

  /** Every sixtieth, and none of those. */
  private static final int SETS = 60;

  /** Every hundred and twentieth: compiling its expressions takes as long as ten other cases. */
  private static final int ALL = 120;

  private final boolean experiment;
  private final boolean several;
  private final boolean counts;

  Depth(boolean experiment, boolean several, boolean counts) {
    this.experiment = experiment;
    this.several = several;
    this.counts = counts;
  }

  /** The depth that a case has by its number, the same whenever it is compared. */
  public static Depth of(long number) {
    if (Math.floorMod(number, ALL) == 0) {
      return EVERYTHING;
    }
    if (Math.floorMod(number, SETS) == SETS / 2) {
      return SEVERAL;
    }
    return Math.floorMod(number, EXPERIMENTS) == 0 ? EXPERIMENT : RELATIONS;
  }

  boolean asksForExperiment() {
    return experiment;
  }

  boolean asksForSeveral() {
    return several;
  }

  boolean asksForCounts() {
    return counts;
  }

  /**
   * Expressions are compiled to machine code from the first block on where everything is asked, and
   * not at all elsewhere: compiling takes longer than a small log.
   */
  Map<String, String> settings() {
    return counts
        ? Map.of("min_count_to_compile_expression", "0")
        : Map.of("compile_expressions", "0", "compile_aggregate_expressions", "0");
  }
}
