package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who reached value and reached it again, by the same relations read from another time zero. */
public final class Repetition {
  private Repetition() {}

  /** The leaves as they are asked after the first time, for at most so long. */
  public static List<Leaf> leaves(Plan plan, Duration longest) {
    return plan.leaves().stream()
        .map(leaf -> ExposureEvaluation.within(longest, plan.window(), leaf))
        .toList();
  }

  /** One count for each length of time, in their order. */
  static List<Repeats> of(
      Question question, List<Duration> within, List<Event> events, List<Identity> identities) {
    Plan plan = question.plan();
    Log log = new Log(plan.source(), question.watermark(), events, identities);
    Evaluation first = Evaluation.of(question, events, identities);
    Map<String, TimeZero> zeros = new HashMap<>();
    for (EntityFacts facts : first.facts().rows()) {
      Long qualifiedAt = facts.qualifiedAt();
      Anchors.Row anchor = first.anchors().rows().get(facts.entity());
      if (qualifiedAt != null && anchor != null && !facts.excluded() && facts.newnessVerified()) {
        zeros.put(facts.entity(), new TimeZero(qualifiedAt + 1, anchor.start()));
      }
    }
    Duration longest = within.stream().max(Duration::compareTo).orElse(plan.window());
    List<Leaf> leaves = leaves(plan, longest);
    Hits hits = Hits.of(leaves, zeros, log);
    LeafInstants instants = LeafInstants.of(hits, leaves, zeros, question.limits(), log);
    Set<String> aside = SetAside.of(hits, leaves, plan.leavesOfValue(), question.limits());
    List<Repeats> counts = new ArrayList<>();
    for (Duration length : within) {
      int again = 0;
      int unknown = 0;
      for (EntityFacts facts : first.facts().rows()) {
        TimeZero zero = zeros.get(facts.entity());
        long end = facts.timeZero() + Micros.of(plan.window().plus(length));
        if (zero == null || end > Micros.of(question.watermark())) {
          continue;
        }
        Long instant =
            InstantAlgebra.instant(
                FactRows.qualifies(plan, facts.variant()), instants.of(facts.entity()));
        if (aside.contains(facts.entity())) {
          unknown++;
        } else if (instant != null && instant < zero.instant() + Micros.of(length)) {
          again++;
        }
      }
      counts.add(new Repeats(length, again, unknown));
    }
    return counts;
  }
}
