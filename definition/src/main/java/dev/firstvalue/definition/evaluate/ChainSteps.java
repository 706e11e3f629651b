package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Leaf;
import java.util.List;

/**
 * How far the chains of one entity and group come.
 *
 * @param ends for each link, the events with which a chain up to it ends; none where no chain comes
 *     so far
 */
public record ChainSteps(List<List<Event>> ends) {
  public ChainSteps {
    ends = ends.stream().map(List::copyOf).toList();
  }

  /**
   * The chains of what is counted of one leaf.
   *
   * @param counted the leaf's {@link Firsts} in one group, each with its copies of one instant
   */
  public static ChainSteps of(Leaf.Chain chain, List<List<Hits.Row>> counted, Question question) {
    Log log = new Log(question.plan().source(), question.watermark(), List.of(), List.of());
    return new ChainSteps(Chains.ends(chain, counted, log));
  }

  /** How many links the longest chain fills. */
  public int reached() {
    return (int) ends.stream().takeWhile(events -> !events.isEmpty()).count();
  }
}
