package dev.firstvalue.definition.bind;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.plan.Range;
import java.util.List;

/**
 * Where a condition stands.
 *
 * @param range when its events count
 * @param qualifies inside a value event, not in a milestone or an outcome
 * @param insideUnless inside an {@code unless}
 * @param group the keys of the groups that it is evaluated in; none outside groups
 */
record ConditionPlace(
    Range range, boolean qualifies, boolean insideUnless, List<Expression> group) {

  static ConditionPlace ofQualifies(Range range) {
    return new ConditionPlace(range, true, false, List.of());
  }

  static ConditionPlace besideQualifies(Range range) {
    return new ConditionPlace(range, false, false, List.of());
  }

  ConditionPlace in(Range narrower) {
    return new ConditionPlace(narrower, qualifies, insideUnless, group);
  }

  /** Inside each group of events with equal keys. */
  ConditionPlace insideGroup(List<Expression> per) {
    return new ConditionPlace(range, qualifies, insideUnless, per);
  }

  /** Inside the {@code unless} of a condition that stands here. */
  ConditionPlace vetoing() {
    return new ConditionPlace(range, qualifies, true, group);
  }
}
