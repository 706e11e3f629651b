package dev.firstvalue.definition.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why one entity counts, or what it is missing.
 *
 * @param entity its id
 * @param watermark the end of what is known, in microseconds since 1970, UTC
 * @param standing what comes of it
 * @param start its time zero; absent for who has not started
 * @param qualifies the value event that is asked of it; absent for who has not started
 * @param milestones the ladder before value, by name; empty for who has not started
 * @param outcomes the signs of retention, the primary one first; empty for who has not started
 * @param events its events that the definition names, in the order of time
 */
public record Explanation(
    String entity,
    long watermark,
    Standing standing,
    Optional<Start> start,
    Optional<Clause> qualifies,
    List<Milestone> milestones,
    List<Outcome> outcomes,
    List<TimelineEvent> events) {
  public Explanation {
    milestones = List.copyOf(milestones);
    outcomes = List.copyOf(outcomes);
    events = List.copyOf(events);
  }

  /**
   * Time zero.
   *
   * @param timeZero microseconds since 1970, UTC
   * @param windowEnds microseconds since 1970, UTC
   * @param variant the name of the variant that decides; absent for the default
   * @param notNew why it is not verified to be new
   */
  public record Start(
      long timeZero, long windowEnds, Optional<String> variant, Optional<String> notNew) {}

  /** A milestone. */
  public record Milestone(String name, Clause clause) {}

  /**
   * A sign of retention.
   *
   * @param begins the beginning of its own window, in microseconds since 1970, UTC; the clause has
   *     the end
   */
  public record Outcome(String name, long begins, Clause clause) {}
}
