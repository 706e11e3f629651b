package dev.firstvalue.experiment.adjustment;

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
   * Entities alike.
   *
   * @param cluster empty where errors go by entity
   * @param number absent where it is not known
   * @param count at least 1
   */
  public record Group(
      String arm, String cluster, boolean activated, OptionalDouble number, long count) {}

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
