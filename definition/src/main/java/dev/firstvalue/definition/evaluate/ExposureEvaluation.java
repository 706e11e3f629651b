package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Exposure;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Range;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment's question answered over logs in memory, relation by relation.
 *
 * @param exposures the first exposures
 * @param anchors the entities' own starts
 * @param fromStart the instants of the leaves from each entity's own start
 * @param hits what serves the leaves from each entity's first exposure
 * @param firsts what counts of that
 * @param fromExposure the instants of the leaves from there
 * @param readings what is read beside the value event
 */
public record ExposureEvaluation(
    Exposures exposures,
    Anchors anchors,
    LeafInstants fromStart,
    Hits hits,
    Firsts firsts,
    LeafInstants fromExposure,
    Readings readings,
    ExposureFactRows facts) {

  /**
   * What the experiment reads beside the value event.
   *
   * @param hits what serves the leaves of its conditions
   * @param instants when they hold
   * @param amounts what events add up to
   * @param past how many events there are before first exposure
   */
  public record Readings(Hits hits, LeafInstants instants, Amounts amounts, Pasts past) {}

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
    List<Leaf> shown = leaves(question.plan());
    Map<String, TimeZero> starts = Evaluation.zeros(anchors);
    Map<String, TimeZero> zeros = zeros(exposures, anchors);
    Hits hitsFromStart = Hits.of(plan.leaves(), starts, log);
    Hits hitsFromExposure = Hits.of(shown, zeros, log);
    LeafInstants fromStart =
        LeafInstants.of(hitsFromStart, plan.leaves(), starts, question.limits(), log);
    LeafInstants fromExposure =
        LeafInstants.of(hitsFromExposure, shown, zeros, question.limits(), log);
    Readings readings = readings(question, exposures, zeros, log);
    Set<String> aside = new HashSet<>();
    aside.addAll(
        SetAside.of(hitsFromStart, plan.leaves(), plan.leavesOfValue(), question.limits()));
    aside.addAll(SetAside.of(hitsFromExposure, shown, plan.leavesOfValue(), question.limits()));
    List<Leaf> read = question.plan().readings().leaves();
    aside.addAll(SetAside.of(readings.hits(), read, indices(read), question.limits()));
    return new ExposureEvaluation(
        exposures,
        anchors,
        fromStart,
        hitsFromExposure,
        Firsts.of(hitsFromExposure),
        fromExposure,
        readings,
        ExposureFactRows.of(
            question.plan(),
            exposures,
            anchors,
            new ExposureFactRows.Instants(fromStart, fromExposure, readings),
            aside,
            log));
  }

  private static Readings readings(
      ExposureQuestion question, Exposures exposures, Map<String, TimeZero> zeros, Log log) {
    List<Leaf> leaves = question.plan().readings().leaves();
    Hits hits = Hits.of(leaves, zeros, log);
    return new Readings(
        hits,
        LeafInstants.of(hits, leaves, zeros, question.limits(), log),
        Amounts.of(question.plan().readings().amounts(), zeros, log),
        Pasts.of(question.plan(), exposures, log));
  }

  private static List<Integer> indices(List<?> list) {
    return IntStream.range(0, list.size()).boxed().toList();
  }

  /** The leaves of the definition as they are asked from first exposure on. */
  public static List<Leaf> leaves(ExposurePlan plan) {
    return plan.definition().leaves().stream()
        .map(leaf -> within(plan.window(), plan.definition().window(), leaf))
        .toList();
  }

  /**
   * A leaf with the experiment's window in the place of the definition's. A leaf whose own window
   * is shorter than the definition's keeps it, but not beyond the experiment's. Leaves of outcomes
   * stay as they are: an experiment reads its own, after first exposure.
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
