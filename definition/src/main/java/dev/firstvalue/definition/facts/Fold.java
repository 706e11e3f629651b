package dev.firstvalue.definition.facts;

import java.util.List;

/**
 * Counts of facts by the values of keys. Several folds of one question are one pass over the log.
 */
public record Fold(List<FactKey> keys) {
  public Fold {
    keys = List.copyOf(keys);
  }

  /** A fold by these keys. */
  public static Fold by(FactKey... keys) {
    return new Fold(List.of(keys));
  }
}
