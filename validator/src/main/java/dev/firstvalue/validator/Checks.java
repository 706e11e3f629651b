package dev.firstvalue.validator;

import java.util.List;

/**
 * What is asked besides a report to see whether it would be overturned. Each takes as long as the
 * report or longer.
 *
 * @param otherRules whether the report is made again with aliases not followed, and with repeated
 *     event ids counted, where the event model has them
 * @param negativeControls names of events of the catalog that cannot matter
 */
public record Checks(boolean otherRules, List<String> negativeControls) {
  /** None. */
  public static final Checks NONE = new Checks(false, List.of());

  public Checks {
    negativeControls = List.copyOf(negativeControls);
  }
}
