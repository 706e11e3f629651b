package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;

/**
 * Instants that a running figure decides: totals and ratios. What happens at one instant happens
 * together, so a figure is looked at where the next instant is another.
 */
final class RunningSql {
  private static final String FOREVER = Long.toString(Long.MAX_VALUE);

  private RunningSql() {}

  /** The first instant at which the total reaches its goal. */
  static void total(Select instants, Leaf.Total total, Slot slot) {
    String amounts = "amounts_" + slot.number();
    String times = "times_" + slot.number();
    instants.column(
        "arraySort(groupArrayArrayIf(firsts.amounts, leaf = " + slot.number() + "))", amounts);
    instants.column("arrayMap(amount -> amount.1, " + amounts + ")", times);
    instants.column(
        "arrayFirstOrNull((t, next, total) -> next > t AND total >= "
            + SqlText.literal(total.reaching().stripTrailingZeros().toPlainString())
            + "::Decimal(38, "
            + Leaf.Total.PLACES
            + "), "
            + times
            + ", "
            + next(times)
            + ", arrayCumSum(amount -> amount.2, "
            + amounts
            + "))",
        slot.column().name(),
        "the running total reaches " + total.reaching().stripTrailingZeros().toPlainString());
  }

  /** The column of all instants of a stream of a ratio. */
  static String counted(Slot slot) {
    return "counted_" + slot.number();
  }

  /** The first instant at which a share is passed, or that of its one look. */
  static void ratio(Select instants, Leaf.Ratio ratio, Slot of, Slot to, Pass pass) {
    String ofs = counted(of);
    String tos = counted(to);
    if (pass.isKeyed()) {
      instants.column("groupArrayArrayIf(firsts.instants, leaf = " + of.number() + ")", ofs);
      instants.column("groupArrayArrayIf(firsts.instants, leaf = " + to.number() + ")", tos);
    }
    String above = SqlText.number(ratio.above());
    if (ratio.after().isEmpty()) {
      running(instants, ratio, of, ofs, tos, above);
      return;
    }
    String look = "look_" + of.number();
    instants.column(
        "if(notEmpty("
            + tos
            + "), "
            + HitsSql.plus("arrayMin(" + tos + ")", Micros.of(ratio.after().get()))
            + ", NULL)",
        look,
        SqlText.words(ratio.after().get()) + " after the first");
    String counted = "arrayCount(t -> t < " + look + ", ";
    instants.column(
        "if("
            + look
            + " < "
            + HitsSql.plus(of.column().origin(), Micros.of(ratio.range().to()))
            + " AND "
            + look
            + " < "
            + Micros.of(pass.watermark())
            + " AND "
            + counted
            + tos
            + ") >= "
            + ratio.from()
            + " AND "
            + counted
            + ofs
            + ") / "
            + counted
            + tos
            + ") > "
            + above
            + ", "
            + look
            + ", NULL)",
        of.column().name(),
        "the share is looked at once");
  }

  private static void running(
      Select instants, Leaf.Ratio ratio, Slot of, String ofs, String tos, String above) {
    String counts = "counts_" + of.number();
    String times = "times_" + of.number();
    instants.column(
        "arraySort(arrayConcat(arrayMap(t -> (t, 1, 0), "
            + ofs
            + "), arrayMap(t -> (t, 0, 1), "
            + tos
            + ")))",
        counts,
        "both, in the order of time");
    instants.column("arrayMap(count -> count.1, " + counts + ")", times);
    instants.column(
        "arrayFirstOrNull((t, next, of, to) -> next > t AND to >= "
            + ratio.from()
            + " AND of / to > "
            + above
            + ", "
            + times
            + ", "
            + next(times)
            + ", arrayCumSum(count -> count.2, "
            + counts
            + "), arrayCumSum(count -> count.3, "
            + counts
            + "))",
        of.column().name(),
        "the share is passed");
  }

  /** The time after each. */
  private static String next(String times) {
    return "arrayShiftLeft(" + times + ", 1, toInt64(" + FOREVER + "))";
  }
}
