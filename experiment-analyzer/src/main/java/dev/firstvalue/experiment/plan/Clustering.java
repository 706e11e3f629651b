package dev.firstvalue.experiment.plan;

import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.v1.ExperimentSpec;
import java.util.Locale;
import java.util.Optional;

/** What was randomised, and what errors go by. */
public final class Clustering {
  private Clustering() {}

  /** The unit: {@code user} or {@code account}. */
  public static String unit(Trial trial) {
    ExperimentSpec spec = trial.document().getSpec();
    return spec.getUnit().isEmpty() ? entity(trial) : spec.getUnit();
  }

  /**
   * What errors are clustered by, where it is more than the entity that is counted: the plan's
   * cluster, or else what was randomised.
   */
  public static Optional<String> of(Trial trial) {
    ExperimentSpec spec = trial.document().getSpec();
    String cluster = spec.getCluster().isEmpty() ? unit(trial) : spec.getCluster();
    return cluster.equals(entity(trial)) ? Optional.empty() : Optional.of(cluster);
  }

  /** Whether users are counted whose accounts were randomised. */
  public static boolean accountsWereRandomised(Trial trial) {
    return !unit(trial).equals(entity(trial));
  }

  /** What is counted: {@code user} or {@code account}. */
  public static String entity(Trial trial) {
    EntityKind entity = trial.plan().definition().entity();
    return entity.name().toLowerCase(Locale.ROOT);
  }
}
