package dev.firstvalue.experiment.adjustment;

import dev.firstvalue.statistics.mean.Moments;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A covariate that is a number.
 *
 * @param name as the plan writes it
 * @param groups the compared entities, those alike in everything together
 */
public record NumberCovariate(String name, List<Group> groups) {
  /** Larger numbers are unknown, as everywhere. */
  private static final BigDecimal LARGEST = new BigDecimal("1e15");

  public NumberCovariate {
    groups = List.copyOf(groups);
  }

  /**
   * Entities of one arm and cluster with one number.
   *
   * @param cluster empty where errors go by entity
   * @param values how many they are, and the mean and the spread of the metric over them
   * @param number absent where it is not known
   */
  public record Group(String arm, String cluster, Moments values, OptionalDouble number) {
    /** So many entities that were all activated, or all not. */
    public static Group of(
        String arm, String cluster, boolean activated, OptionalDouble number, long count) {
      return new Group(arm, cluster, new Moments(count, activated ? 1 : 0, 0), number);
    }

    public long count() {
      return values.n();
    }
  }

  /** The number that a text is. */
  public static OptionalDouble number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.abs().compareTo(LARGEST) > 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(number.doubleValue());
    } catch (NumberFormatException e) {
      return OptionalDouble.empty(); // a text that is no number is an unknown one, as in conditions
    }
  }
}
