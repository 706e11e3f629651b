package dev.firstvalue.experiment.plan;

import java.util.Map;

/**
 * By what factor the difference of each arm from the control varies more than that of as many
 * independent entities would, because errors go by cluster: what planning counts as the design
 * effect, as the experiment's own entities show it.
 *
 * @param byArm each at least 1, by the name of an arm; 1 of those that it does not have
 */
public record DesignEffects(Map<String, Double> byArm) {
  /** Of entities that were randomised each by itself. */
  public static final DesignEffects NONE = new DesignEffects(Map.of());

  public DesignEffects {
    byArm = Map.copyOf(byArm);
    byArm.forEach(
        (arm, effect) -> {
          if (!(effect >= 1)) {
            throw new IllegalArgumentException(
                "design effect of " + arm + ": " + effect + " (expected: at least 1)");
          }
        });
  }

  /** That of an arm. */
  double of(String arm) {
    return byArm.getOrDefault(arm, 1.0);
  }

  /** That of the arm of whom least is known. */
  double largest() {
    return byArm.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }
}
