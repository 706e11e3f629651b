package dev.firstvalue.validator.discovery;

import dev.firstvalue.definition.discovery.Histogram;
import dev.firstvalue.definition.discovery.Profile;
import dev.firstvalue.statistics.Interval;
import dev.firstvalue.statistics.proportion.FourfoldTable;
import dev.firstvalue.statistics.proportion.Wilson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search. Parts 0 and 1 of the counts are the two folds, part 2 the cohorts that are never
 * searched: a candidate is picked on one fold and estimated on another, so that its estimate is not
 * the luck by which it was picked.
 */
public final class Search {
  /** So many of the preparation are shown. */
  private static final int PREPARATION = 3;

  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final int LATER = 2;

  private final Grid grid;
  private final Settings settings;
  private final Evidence first;
  private final Evidence second;
  private final Evidence later;

  /**
   * A search.
   *
   * @param histogram the counts of three parts
   * @param profiles all entities, or a sample of them by hash
   */
  public Search(Histogram histogram, List<Profile> profiles, Grid grid, Settings settings) {
    if (histogram.parts() != LATER + 1
        || histogram.features() != grid.uses().size()
        || histogram.thresholds() < grid.thresholds()
        || histogram.days() < grid.days()) {
      throw new IllegalArgumentException(
          "histogram: "
              + histogram.parts()
              + " parts, "
              + histogram.features()
              + " features, "
              + histogram.thresholds()
              + " times, "
              + histogram.days()
              + " days (expected: three parts, and what the grid asks for)");
    }
    this.grid = grid;
    this.settings = settings;
    this.first = new Evidence(histogram, profiles, FIRST);
    this.second = new Evidence(histogram, profiles, SECOND);
    this.later = new Evidence(histogram, profiles, LATER);
  }

  /** Everything. */
  public Discovery run() {
    List<Candidate> candidates = grid.candidates(Use.SEARCHED);
    Ranking ranking = new Ranking(first, candidates, settings);
    List<Direction> directions = directions();
    Optional<Candidate> winner = directions.stream().findFirst().map(Direction::winner);
    Map<Objective, Direction> best = new EnumMap<>(Objective.class);
    for (Objective objective : Objective.values()) {
      direction(first, second, settings.with(objective))
          .ifPresent(direction -> best.put(objective, direction));
    }
    Optional<Region> region =
        winner.flatMap(one -> Region.around(one, ranking.candidates(), second, settings));
    return new Discovery(
        candidates.size(),
        ranking.candidates().size(),
        directions,
        winner.flatMap(one -> later.judge(settings.objective(), one, settings.level())),
        region,
        region.flatMap(one -> second.judge(settings.objective(), one.simplest(), settings.level())),
        front(ranking.candidates()),
        best,
        settings.pairs() ? new Pairs(settings, first, second).of(ranking.candidates()) : List.of(),
        preparation());
  }

  /** Searched on the first fold and estimated on the second, then the other way round. */
  public List<Direction> directions() {
    List<Direction> directions = new ArrayList<>();
    direction(first, second, settings).ifPresent(directions::add);
    if (!directions.isEmpty()) {
      direction(second, first, settings).ifPresent(directions::add);
    }
    return directions;
  }

  /** The region alone, for the winner of the first fold. */
  public Optional<Region> region() {
    List<Candidate> ranked =
        new Ranking(first, grid.candidates(Use.SEARCHED), settings).candidates();
    return ranked.isEmpty()
        ? Optional.empty()
        : Region.around(ranked.getFirst(), ranked, second, settings);
  }

  private Optional<Direction> direction(Evidence searched, Evidence heldOut, Settings by) {
    for (Candidate candidate :
        new Ranking(searched, grid.candidates(Use.SEARCHED), by).candidates()) {
      Optional<Judged> there = searched.judge(by.objective(), candidate, by.level());
      Optional<Judged> here = heldOut.judge(by.objective(), candidate, by.level());
      if (there.isPresent() && here.isPresent()) {
        return Optional.of(new Direction(there.get(), here.get()));
      }
    }
    return Optional.empty();
  }

  /** Those that no other beats in both reach and lift, by rising reach. */
  private List<Judged> front(List<Candidate> candidates) {
    List<Candidate> byReach = new ArrayList<>(candidates);
    byReach.sort(
        Comparator.comparingLong((Candidate one) -> -first.table(one).marked())
            .thenComparing(Candidate.SIMPLEST));
    List<Judged> front = new ArrayList<>();
    double most = Double.NEGATIVE_INFINITY;
    for (Candidate candidate : byReach) {
      double lift = first.table(candidate).riskDifference().orElse(Double.NEGATIVE_INFINITY);
      if (lift > most) {
        most = lift;
        second.judge(Objective.LIFT, candidate, settings.level()).ifPresent(front::add);
      }
    }
    return front.reversed();
  }

  private List<Judged> preparation() {
    return new Ranking(first, grid.candidates(Use.PREPARATION), settings)
        .bestByFeature().stream()
            .limit(PREPARATION)
            .flatMap(
                candidate ->
                    second.judge(settings.objective(), candidate, settings.level()).stream())
            .toList();
  }

  /** Whether enough reach it, and not nearly everybody. */
  static boolean reachable(FourfoldTable table, Settings settings) {
    if (table.total() == 0) {
      return false;
    }
    Interval reach = Wilson.interval(table.markedShare().orElseThrow(), settings.level());
    return reach.low() >= settings.floor()
        && table.marked() > 0
        && table.markedShare().orElseThrow().value() <= Settings.CEILING;
  }

  /** Candidates above the floor on a fold, the best first. */
  private static final class Ranking {
    private final List<Candidate> candidates = new ArrayList<>();

    Ranking(Evidence fold, List<Candidate> all, Settings settings) {
      Map<Candidate, Double> scores = new HashMap<>();
      for (Candidate candidate : all) {
        if (reachable(fold.table(candidate), settings)) {
          fold.score(settings.objective(), candidate)
              .ifPresent(score -> scores.put(candidate, score.value()));
        }
      }
      candidates.addAll(scores.keySet());
      candidates.sort(
          Comparator.comparingDouble((Candidate one) -> -scores.getOrDefault(one, 0.0))
              .thenComparing(Candidate.SIMPLEST));
    }

    List<Candidate> candidates() {
      return candidates;
    }

    /** The best of each feature. */
    List<Candidate> bestByFeature() {
      Map<Integer, Candidate> best = new java.util.LinkedHashMap<>();
      candidates.forEach(one -> best.putIfAbsent(one.clauses().getFirst().feature(), one));
      return List.copyOf(best.values());
    }
  }
}
