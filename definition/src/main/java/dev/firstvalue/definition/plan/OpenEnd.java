package dev.firstvalue.definition.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * A plan asked without the end of its window: who reached value at any time before the watermark.
 * Ranges that end with the window end with the log; a {@code within} inside the condition stays,
 * and so do outcomes.
 */
public final class OpenEnd {
  /** Longer than any log, and short enough to be added to any time in one. */
  public static final Duration NEVER = Duration.ofDays(36_500);

  private OpenEnd() {}

  /**
   * The plan with its value event asked up to the watermark. Milestones that count the same events
   * lose their end too.
   */
  public static Plan of(Plan plan) {
    SortedSet<Integer> value = plan.leavesOfValue();
    List<Leaf> leaves = new ArrayList<>();
    for (int i = 0; i < plan.leaves().size(); i++) {
      Leaf leaf = plan.leaves().get(i);
      boolean ends = value.contains(i) && leaf.range().to().equals(plan.window());
      leaves.add(ends ? leaf.in(new Range(leaf.range().from(), NEVER)) : leaf);
    }
    return new Plan(
        plan.source(),
        plan.entity(),
        plan.anchor(),
        NEVER,
        leaves,
        plan.variants(),
        plan.qualifies(),
        plan.milestones(),
        plan.outcomes(),
        plan.attributes());
  }
}
