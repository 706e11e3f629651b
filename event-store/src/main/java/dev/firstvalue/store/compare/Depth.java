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

  /** Every fourth case. */
  private static final int EXPERIMENTS = 4;

  /** Every twelfth, and none of those. */
  private static final int SETS = 12;

  /** Every twenty-fourth. */
  private static final int ALL = 24;

  /** Of those of which more than the relations is asked, the build asks every third. */
  private static final int IN_BUILD = 3;

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

  /**
   * The depth that a case has in the build, which asks more than the relations of a third of those
   * of which {@link #of} does, and never of another.
   */
  public static Depth inBuild(long number) {
    if (Math.floorMod(number, IN_BUILD * ALL) == 0) {
      return EVERYTHING;
    }
    if (Math.floorMod(number, IN_BUILD * SETS) == IN_BUILD * SETS / 2) {
      return SEVERAL;
    }
    return Math.floorMod(number, IN_BUILD * EXPERIMENTS) == 0 ? EXPERIMENT : RELATIONS;
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
