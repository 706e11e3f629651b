package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Identity;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.RepeatsOfAccount;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

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
    int[] again = new int[within.size()];
    int[] aside = new int[within.size()];
    for (RepeatsOfAccount account : byAccount(question, within, events, identities)) {
      for (int i = 0; i < again.length; i++) {
        again[i] += account.repeats().get(i).again();
        aside[i] += account.repeats().get(i).setAside();
      }
    }
    return repeats(within, again, aside);
  }

  /** The same for each account whose entities reached value, and for those without one. */
  static List<RepeatsOfAccount> byAccount(
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
    Map<Optional<String>, int[][]> counts = new HashMap<>();
    for (EntityFacts facts : first.facts().rows()) {
      TimeZero zero = zeros.get(facts.entity());
      if (zero == null) {
        continue;
      }
      int[][] own =
          counts.computeIfAbsent(
              Optional.ofNullable(facts.account()), any -> new int[2][within.size()]);
      Long instant =
          InstantAlgebra.instant(
              FactRows.qualifies(plan, facts.variant()), instants.of(facts.entity()));
      for (int i = 0; i < within.size(); i++) {
        Duration length = within.get(i);
        long end = facts.timeZero() + Micros.of(plan.window().plus(length));
        if (end > Micros.of(question.watermark())) {
          continue;
        }
        if (aside.contains(facts.entity())) {
          own[1][i]++;
        } else if (instant != null && instant < zero.instant() + Micros.of(length)) {
          own[0][i]++;
        }
      }
    }
    List<RepeatsOfAccount> accounts = new ArrayList<>();
    counts.forEach(
        (account, own) ->
            accounts.add(new RepeatsOfAccount(account, repeats(within, own[0], own[1]))));
    return accounts;
  }

  private static List<Repeats> repeats(List<Duration> within, int[] again, int[] aside) {
    return IntStream.range(0, within.size())
        .mapToObj(i -> new Repeats(within.get(i), again[i], aside[i]))
        .toList();
  }
}
