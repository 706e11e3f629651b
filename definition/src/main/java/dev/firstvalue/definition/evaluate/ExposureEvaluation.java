package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's question answered over logs in memory, relation by relation.
 *
 * @param exposures the first exposures
 * @param anchors the entities' own starts
 * @param fromStart the instants of the leaves from each entity's own start
 * @param fromExposure those from its first exposure
 */
public record ExposureEvaluation(
    Exposures exposures,
    Anchors anchors,
    LeafInstants fromStart,
    LeafInstants fromExposure,
    ExposureFactRows facts) {

  /** Answers the question where nobody has two ids. */
  public static ExposureEvaluation of(
      ExposureQuestion question, List<Event> events, List<Exposure> exposed) {
    return of(question, events, exposed, List.of());
  }

  /** Answers the question; the order of events, exposures and identities does not matter. */
  public static ExposureEvaluation of(
      ExposureQuestion question,
      List<Event> events,
      List<Exposure> exposed,
      List<Identity> identities) {
    Plan plan = question.plan().definition();
    Log log = new Log(plan.source(), question.watermark(), events, identities);
    Exposures exposures = Exposures.of(question, exposed, log);
    Anchors anchors = Anchors.of(plan, log);
    LeafInstants fromStart = Evaluation.instants(plan.leaves(), Evaluation.zeros(anchors), log);
    LeafInstants fromExposure =
        Evaluation.instants(
            plan.leaves().stream()
                .map(leaf -> within(question.plan().window(), plan.window(), leaf))
                .toList(),
            zeros(exposures, anchors),
            log);
    return new ExposureEvaluation(
        exposures,
        anchors,
        fromStart,
        fromExposure,
        ExposureFactRows.of(plan, exposures, anchors, fromStart, fromExposure, log));
  }

  /**
   * A leaf with the experiment's window in the place of the definition's. A leaf whose own window
   * is shorter than the definition's keeps it, but not beyond the experiment's. Leaves of outcomes,
   * which no fact of an experiment reads, stay as they are.
   */
  public static Leaf within(Duration experiment, Duration definition, Leaf leaf) {
    Range range = leaf.range();
    if (range.from().isPositive()) {
      return leaf;
    }
    boolean whole = range.to().equals(definition);
    Range shown =
        Range.within(whole || range.to().compareTo(experiment) > 0 ? experiment : range.to());
    return leaf.in(shown);
  }

  private static Map<String, TimeZero> zeros(Exposures exposures, Anchors anchors) {
    Map<String, TimeZero> zeros = new HashMap<>();
    for (Exposures.Row row : exposures.rows().values()) {
      Anchors.@Nullable Row anchor = anchors.rows().get(row.entity());
      zeros.put(
          row.entity(), new TimeZero(row.exposedAt(), anchor == null ? null : anchor.start()));
    }
    return zeros;
  }
}
