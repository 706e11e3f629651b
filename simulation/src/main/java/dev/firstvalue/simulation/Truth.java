package dev.firstvalue.simulation;

import com.google.gson.GsonBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a simulated product was made of: the quantities that reports estimate, computed from the
 * probabilities of the model and not from rows. They hold for the users and accounts that count:
 * not staff, not imported.
 *
 * @param reach by value event, the probability of reaching it in its window. Named as definitions
 *     of the repository of examples are {@code lessons-completed}, {@code lesson-begun} and {@code
 *     team-learning}; the others are {@code app-opened-once} and {@code report-viewed} in a week,
 *     {@code two-classes} created in a week, and {@code value-by-role}: for teachers a class, for
 *     others what {@code lessons-completed} says
 * @param reachBySegment by plan, the probability of reaching {@code lessons-completed}
 * @param milestones by milestone, the probability of reaching it in the first week
 * @param lift what goes with reaching {@code lessons-completed}, and what it causes
 * @param placeboDifference the difference in retention between those who viewed a report and those
 *     who did not: an event that neither causes nor tells anything
 * @param timeToValue of {@code lessons-completed}, over everyone
 * @param experiment what the checklist does to {@code lessons-completed}
 * @param churn the probability of deleting the account in the first week
 */
public record Truth(
    Map<String, Double> reach,
    Map<String, Double> reachBySegment,
    Map<String, Double> milestones,
    Lift lift,
    double placeboDifference,
    TimeToValue timeToValue,
    Experiment experiment,
    double churn) {

  public Truth {
    reach = sorted(reach);
    reachBySegment = sorted(reachBySegment);
    milestones = sorted(milestones);
  }

  /**
   * Retention from day 7 to day 30.
   *
   * @param difference what a table of two rows shows
   * @param ratio the same as a ratio
   * @param causalEffect what value itself adds
   * @param confounding the rest of the difference: who reaches value wants to learn more anyway
   */
  public record Lift(
      double retainedIfReached,
      double retainedIfNot,
      double difference,
      double ratio,
      double causalEffect,
      double confounding) {}

  /**
   * Time to value.
   *
   * @param medianSeconds from sign-up, over everyone, reached or not
   * @param reachedWithinDays the probability of having reached it by day 1, 3 and 7
   */
  public record TimeToValue(double medianSeconds, Map<String, Double> reachedWithinDays) {
    public TimeToValue {
      reachedWithinDays = sorted(reachedWithinDays);
    }
  }

  /**
   * An experiment.
   *
   * @param arms by arm, the probability of qualifying within 7 days of exposure
   * @param difference of {@code checklist} from {@code control}
   */
  public record Experiment(String name, Map<String, Double> arms, double difference) {
    public Experiment {
      arms = sorted(arms);
    }
  }

  /** The truth as JSON, indented, ending with a line feed. */
  public String json() {
    return new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n";
  }

  private static Map<String, Double> sorted(Map<String, Double> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
