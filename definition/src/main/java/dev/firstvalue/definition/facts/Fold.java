package dev.firstvalue.definition.facts;

import java.util.List;

/**
 * Counts of facts by the values of keys, with exact sums beside each count. Several folds of one
 * question are one pass over the log.
 */
public record Fold(List<FactKey> keys, List<FactSum> sums) {
  public Fold {
    keys = List.copyOf(keys);
    sums = List.copyOf(sums);
  }

  /** A fold that counts alone. */
  public Fold(List<FactKey> keys) {
    this(keys, List.of());
  }

  /** A fold by these keys. */
  public static Fold by(FactKey... keys) {
    return new Fold(List.of(keys));
  }
}
