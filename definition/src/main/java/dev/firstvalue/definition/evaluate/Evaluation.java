package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A question answered over a log in memory, relation by relation. */
public record Evaluation(
    Anchors anchors, Hits hits, Firsts firsts, LeafInstants instants, FactRows facts) {

  /** Answers the question where nobody has two ids. */
  public static Evaluation of(Question question, List<Event> events) {
    return of(question, events, List.of());
  }

  /** Answers the question; the order of events and identities does not matter. */
  public static Evaluation of(Question question, List<Event> events, List<Identity> identities) {
    Plan plan = question.plan();
    Log log = new Log(plan.source(), question.watermark(), events, identities);
    Anchors anchors = Anchors.of(plan, log).in(question);
    Map<String, TimeZero> zeros = zeros(anchors);
    Hits hits = Hits.of(plan.leaves(), zeros, log);
    Firsts firsts = Firsts.of(hits);
    LeafInstants instants = LeafInstants.of(hits, plan.leaves(), zeros, question.limits(), log);
    return new Evaluation(
        anchors,
        hits,
        firsts,
        instants,
        FactRows.of(
            plan,
            anchors,
            instants,
            SetAside.of(hits, plan.leaves(), plan.leavesAsked(), question.limits()),
            log));
  }

  static Map<String, TimeZero> zeros(Anchors anchors) {
    Map<String, TimeZero> zeros = new HashMap<>();
    for (Anchors.Row row : anchors.rows().values()) {
      zeros.put(row.entity(), new TimeZero(row.timeZero(), row.start()));
    }
    return zeros;
  }
}
