package dev.firstvalue.definition.facts;

import java.math.BigInteger;
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
   * @param sums one for each sum of the fold, in its order
   */
  public record Row(List<@Nullable Object> values, long count, List<BigInteger> sums) {
    public Row {
      values = Collections.unmodifiableList(new ArrayList<>(values));
      sums = List.copyOf(sums);
    }

    /** A combination of a fold without sums. */
    public Row(List<@Nullable Object> values, long count) {
      this(values, count, List.of());
    }

    /** The same combination counted in two parts. */
    public Row with(Row other) {
      List<BigInteger> both = new ArrayList<>();
      for (int i = 0; i < sums.size(); i++) {
        both.add(sums.get(i).add(other.sums.get(i)));
      }
      return new Row(values, count + other.count, both);
    }
  }
}
