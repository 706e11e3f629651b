package dev.firstvalue.definition.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a {@link Fold}: how many entities have each combination of values. Only
 * combinations that occur are there; their order is not defined.
 */
public record Counts(Fold fold, List<Row> rows) {
  public Counts {
    rows = List.copyOf(rows);
  }

  /**
   * One combination.
   *
   * @param values a Boolean, Long or String for each key of the fold, in its order; null is unknown
   * @param count at least 1
   */
  public record Row(List<@Nullable Object> values, long count) {
    public Row {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }
}
