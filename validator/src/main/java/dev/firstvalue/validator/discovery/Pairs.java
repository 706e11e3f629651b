package dev.firstvalue.validator.discovery;

import dev.firstvalue.statistics.cluster.ClusterInfluence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conjunctions of two: a beam of the best single clauses, each with every other clause of another
 * feature and the same window. What is found on one fold has to hold on the other: better than
 * either clause alone by more than the standard error of the difference, both on the same entities.
 */
final class Pairs {
  /** So many single clauses, of different features, are extended. */
  private static final int BEAM = 5;

  private final Settings settings;
  private final Evidence searched;
  private final Evidence heldOut;

  Pairs(Settings settings, Evidence searched, Evidence heldOut) {
    this.settings = settings;
    this.searched = searched;
    this.heldOut = heldOut;
  }

  /**
   * The conjunctions that held up, the largest gain first.
   *
   * @param ranked single clauses above the floor on the searched fold, the best first
   */
  List<Pair> of(List<Candidate> ranked) {
    List<Pair> pairs = new ArrayList<>();
    Set<Integer> features = new HashSet<>();
    Set<Set<Clause>> seen = new HashSet<>();
    for (Candidate base : ranked) {
      if (features.size() < BEAM && features.add(base.clauses().getFirst().feature())) {
        best(base, ranked)
            .filter(pair -> seen.add(Set.copyOf(pair.clauses())))
            .flatMap(this::tested)
            .ifPresent(pairs::add);
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::gain).reversed());
    return pairs;
  }

  private Optional<Candidate> best(Candidate base, List<Candidate> others) {
    Candidate best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Candidate other : others) {
      Clause more = other.clauses().getFirst();
      if (other.days() == base.days() && more.feature() != base.clauses().getFirst().feature()) {
        Candidate pair = base.and(more);
        if (Search.reachable(searched.table(pair), settings)) {
          double score =
              searched
                  .score(settings.objective(), pair)
                  .map(Score::value)
                  .orElse(Double.NEGATIVE_INFINITY);
          if (score > most) {
            most = score;
            best = pair;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Better than either clause alone, by more than the error of that difference. */
  private Optional<Pair> tested(Candidate pair) {
    if (heldOut.units().clusters() < Region.LEAST_CLUSTERS) {
      return Optional.empty();
    }
    Objective objective = settings.objective();
    Optional<Score> both = heldOut.score(objective, pair);
    double gain = Double.POSITIVE_INFINITY;
    double error = 0;
    for (Clause clause : pair.clauses()) {
      Candidate alone = new Candidate(List.of(clause), pair.days());
      Optional<Score> one =
          objective.score(heldOut.sampled(alone), heldOut.strata(objective, alone));
      if (both.isEmpty() || one.isEmpty()) {
        return Optional.empty();
      }
      double more = both.get().value() - one.get().value();
      double apart = error(pair, both.get(), alone, one.get());
      if (more <= apart) {
        return Optional.empty();
      }
      if (more < gain) {
        gain = more;
        error = apart;
      }
    }
    double least = gain;
    double of = error;
    return heldOut
        .judge(objective, pair, settings.level())
        .map(judged -> new Pair(judged, least, of));
  }

  private double error(Candidate pair, Score both, Candidate alone, Score one) {
    double[] apart = heldOut.byCluster(pair, both);
    double[] less = heldOut.byCluster(alone, one);
    for (int cluster = 0; cluster < apart.length; cluster++) {
      apart[cluster] -= less[cluster];
    }
    return ClusterInfluence.of(apart, heldOut.units().size(), 2).standardError();
  }
}
