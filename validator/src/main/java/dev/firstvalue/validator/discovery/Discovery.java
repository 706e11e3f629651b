package dev.firstvalue.validator.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search comes to. Hypotheses: none of this shows what causes retention.
 *
 * @param tried how many candidates there are
 * @param compared how many of them are above the floor on the first fold
 * @param directions searched on the first fold and estimated on the second, then the other way
 *     round; fewer where no candidate is above the floor
 * @param later the first winner on the cohorts that were never searched; empty without any
 * @param region around the first winner
 * @param simplest the simplest of the region on the second fold
 * @param front the candidates that no other beats in both reach and lift on the first fold, by
 *     rising reach, as the second fold sees them
 * @param best the first way round, by each objective
 * @param pairs conjunctions that held up
 * @param preparation the best of the preparation, as the second fold sees it
 */
record Discovery(
    int tried,
    int compared,
    List<Direction> directions,
    Optional<Judged> later,
    Optional<Region> region,
    Optional<Judged> simplest,
    List<Judged> front,
    Map<Objective, Direction> best,
    List<Pair> pairs,
    List<Judged> preparation) {
  public Discovery {
    directions = List.copyOf(directions);
    front = List.copyOf(front);
    best = Map.copyOf(best);
    pairs = List.copyOf(pairs);
    preparation = List.copyOf(preparation);
  }

  /** Whether both folds have the same winner. */
  public boolean agrees() {
    return directions.size() == 2
        && directions.getFirst().winner().equals(directions.getLast().winner());
  }
}
