package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.proportion.FourfoldTable;

/**
 * A candidate on the entities of one part.
 *
 * @param table reached or not, by retained or not: all entities of the part; for pairs, those of
 *     the sample
 * @param score by the search's objective
 * @param interval of the score, clustered by account where entities share one
 */
public record Judged(Candidate candidate, FourfoldTable table, double score, Interval interval) {

  /** The share that reaches it. */
  public double reach() {
    return (double) table.marked() / table.total();
  }
}
