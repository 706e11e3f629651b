package dev.firstvalue.validator;

import dev.firstvalue.experiment.v1.LiftReport;
import java.util.List;

/**
 * What is asked besides a report to see whether it would be overturned. The first two each take as
 * long as the report or longer.
 *
 * @param otherRules whether the report is made again with aliases not followed, where the event
 *     model has them, and with repeated event ids counted or, without such ids, with equal rows
 *     counted once
 * @param negativeControls names of events of the catalog that cannot matter
 * @param experiments reports of experiments on the same meaning of the definition
 */
public record Checks(
    boolean otherRules, List<String> negativeControls, List<LiftReport> experiments) {
  /** None. */
  public static final Checks NONE = new Checks(false, List.of());

  public Checks {
    negativeControls = List.copyOf(negativeControls);
    experiments = List.copyOf(experiments);
  }

  /** Without experiments. */
  public Checks(boolean otherRules, List<String> negativeControls) {
    this(otherRules, negativeControls, List.of());
  }
}
