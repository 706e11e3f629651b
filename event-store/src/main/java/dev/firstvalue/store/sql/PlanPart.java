package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Plan;
import java.util.SortedSet;

/**
 * One plan of those that a statement asks, and what is asked of it.
 *
 * @param plan the plan; its leaves are those of all plans
 * @param wanted which columns of {@code facts} are asked for
 * @param prefix what the names of its own columns begin with; nothing where it is the only plan
 */
record PlanPart(Plan plan, Wanted wanted, String prefix) {

  /** What the columns of a plan are called in front. */
  static String prefix(int plan, int plans) {
    return plans == 1 ? "" : "plan_" + (plan + 1) + "_";
  }

  /** The name of a column of its own. */
  String column(String name) {
    return prefix + name;
  }

  /** The indices of the leaves that matter. */
  SortedSet<Integer> leaves() {
    return wanted.leaves(plan);
  }
}
