package dev.firstvalue.experiment.sample;

import dev.firstvalue.statistics.mean.Moments;
import dev.firstvalue.statistics.mean.QuantileEstimate;
import dev.firstvalue.statistics.mean.RatioOfSums;
import dev.firstvalue.statistics.proportion.Proportion;
import dev.firstvalue.statistics.survival.TimeCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the compared entities of one arm say of a metric: counts and sums, no entities. */
public sealed interface Sample {

  /** How many entities it is read of. */
  long entities();

  /** Entities of which something holds, each one randomised by itself. */
  record Share(Proportion counts) implements Sample {
    @Override
    public long entities() {
      return counts.trials();
    }
  }

  /** An amount of entities, each one randomised by itself. */
  record Mean(Moments moments) implements Sample {
    @Override
    public long entities() {
      return moments.n();
    }
  }

  /**
   * The same of entities that belong together.
   *
   * @param clusters size, mean and spread of each group that has an entity in the arm
   * @param share whether values are 0 or 1
   */
  record Clustered(Map<String, Moments> clusters, boolean share) implements Sample {
    public Clustered {
      clusters = Map.copyOf(clusters);
    }

    @Override
    public long entities() {
      return clusters.values().stream().mapToLong(Moments::n).sum();
    }
  }

  /**
   * Two totals over an arm's entities.
   *
   * @param ratio absent where the denominators add to 0 or there is one entity
   * @param influences what each group adds to the ratio's error, where entities belong together
   */
  record Ratio(long entities, Optional<RatioOfSums> ratio, Map<String, Double> influences)
      implements Sample {
    public Ratio {
      influences = Map.copyOf(influences);
    }
  }

  /**
   * A quantile.
   *
   * @param estimate absent where the arm is too small for its interval to exist
   * @param tied whether so many entities have just this value that errors are too small
   * @param influences what each group adds to its error, where entities belong together
   */
  record Quantile(
      long entities,
      Optional<QuantileEstimate> estimate,
      boolean tied,
      Map<String, Double> influences)
      implements Sample {
    public Quantile {
      influences = Map.copyOf(influences);
    }
  }

  /**
   * Times to value, in days.
   *
   * @param horizon up to which they are compared, above 0
   * @param clusters the same by group, where entities belong together
   */
  record Times(List<TimeCount> times, double horizon, Map<String, List<TimeCount>> clusters)
      implements Sample {
    public Times {
      times = List.copyOf(times);
      clusters = Map.copyOf(clusters);
    }

    @Override
    public long entities() {
      return times.stream().mapToLong(time -> time.events() + time.censored()).sum();
    }
  }
}
