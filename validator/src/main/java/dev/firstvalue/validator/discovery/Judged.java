package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.cluster.ClusteredShare;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import java.util.Optional;

/**
 * A candidate on the entities of one part. Where entities share accounts, intervals are over them.
 *
 * @param table reached or not, by retained or not: all entities of the part; for pairs, those of
 *     the sample
 * @param score by the search's objective
 * @param interval of the score
 * @param difference the interval of the risk difference
 * @param reach the share that reaches it, over accounts; empty where each holds one entity
 */
public record Judged(
    Candidate candidate,
    FourfoldTable table,
    double score,
    Interval interval,
    Interval difference,
    Optional<ClusteredShare> reach) {}
