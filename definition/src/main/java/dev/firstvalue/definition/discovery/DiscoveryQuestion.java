package dev.firstvalue.definition.discovery;

import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.facts.Question;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A search asked of a log. Who counts is who counts for the lift of a definition: not excluded, not
 * set aside, newness verified, and watched to the end of the outcome.
 *
 * <p>Days are whole periods of 24 hours after time zero, half-open; the first is day 0.
 *
 * @param question the start, exactly one outcome, and the attributes that are known at time zero
 * @param features what is counted, each once, at most 5,000
 * @param days how many days after time zero are looked at, 1 to 90; no later than the outcome's
 *     range begins
 * @param thresholds how many occurrences of a feature are told apart, 1 to 200
 * @param folds the parts among which entities are split by hash
 * @param holdoutFrom entities that start at or after this are a part of their own, the last one
 */
public record DiscoveryQuestion(
    Question question,
    List<Feature> features,
    int days,
    int thresholds,
    HashSplit folds,
    Optional<Instant> holdoutFrom) {
  /** The most days that can be looked at. */
  public static final int MOST_DAYS = 90;

  /** The most occurrences of a feature that can be told apart. */
  public static final int MOST_THRESHOLDS = 200;

  private static final int MOST_FEATURES = 5_000;

  public DiscoveryQuestion {
    features = List.copyOf(features);
    within("days", days, MOST_DAYS);
    within("thresholds", thresholds, MOST_THRESHOLDS);
    within("features", features.size(), MOST_FEATURES);
    if (new HashSet<>(features).size() < features.size()) {
      throw new IllegalArgumentException("features: " + features + " (expected: each once)");
    }
    if (question.plan().outcomes().size() != 1) {
      throw new IllegalArgumentException(
          "outcomes: " + question.plan().outcomes().size() + " (expected: 1)");
    }
  }

  /** How many parts there are: the folds, and the holdout, which may be empty. */
  public int parts() {
    return folds.parts() + 1;
  }

  private static void within(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + most + ")");
    }
  }
}
