package dev.firstvalue.validator.verdict;

import dev.firstvalue.definition.v1.ReachPolicy;
import dev.firstvalue.validation.v1.Reachability;
import dev.firstvalue.validator.estimate.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether reach lies where the policy wants it: judged on the interval, not on the estimate. */
final class ReachRules {
  private final ReachPolicy policy;

  ReachRules(ReachPolicy policy) {
    this.policy = policy;
  }

  List<Finding> judge(Reachability reach, Reachability firstMinutes) {
    if (!reach.hasInterval()) {
      return List.of(
          Finding.undecided(
              "sample-too-small",
              "one account holds all who are eligible: nothing tells how far other accounts"
                  + " would differ"));
    }
    List<Finding> findings = new ArrayList<>();
    double low = reach.getInterval().getLow();
    double high = reach.getInterval().getHigh();
    String found = "reach is " + Words.share(reach);
    if (high < policy.getFloor()) {
      findings.add(
          Finding.fail(
              "reach-too-low",
              found
                  + ", all of it below the floor of "
                  + Words.percent(policy.getFloor())
                  + ": too few get there to learn from. Choose an earlier or easier action, or mend"
                  + " the step where most get stuck"));
    } else if (low > policy.getCeiling()) {
      findings.add(
          Finding.fail(
              "reach-too-high",
              found
                  + ", all of it above the ceiling of "
                  + Words.percent(policy.getCeiling())
                  + ": a formality. Choose an action that shows value"));
    } else if (low < policy.getFloor()) {
      findings.add(straddles("reach-near-floor", found, "floor", policy.getFloor()));
    } else if (high > policy.getCeiling()) {
      findings.add(straddles("reach-near-ceiling", found, "ceiling", policy.getCeiling()));
    } else {
      findings.add(
          Finding.pass(
              "reach-in-band",
              String.format(
                  Locale.ROOT,
                  "%s, between the floor of %s and the ceiling of %s",
                  found,
                  Words.percent(policy.getFloor()),
                  Words.percent(policy.getCeiling()))));
    }
    early(firstMinutes).forEach(findings::add);
    return findings;
  }

  private List<Finding> early(Reachability firstMinutes) {
    double ceiling = policy.getFirstMinutes().getCeiling();
    String within = policy.getFirstMinutes().getWithin();
    String found = Words.share(firstMinutes) + " reach it in the first " + within;
    if (firstMinutes.getInterval().getLow() > ceiling) {
      return List.of(
          Finding.fail(
              "reach-too-early",
              found
                  + ", above the ceiling of "
                  + Words.percent(ceiling)
                  + ": it comes with signing up and shows no value"));
    }
    return firstMinutes.getInterval().getHigh() > ceiling
        ? List.of(
            Finding.warn(
                "reach-near-too-early",
                found + ", which may be above the ceiling of " + Words.percent(ceiling)))
        : List.of();
  }

  private static Finding straddles(String rule, String found, String bound, double value) {
    return Finding.warn(
        rule,
        found
            + ", on both sides of the "
            + bound
            + " of "
            + Words.percent(value)
            + ": more entities would tell");
  }
}
