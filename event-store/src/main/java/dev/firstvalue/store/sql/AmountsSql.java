package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the events of each exposed entity add up to, where a key tells copies of an event apart: a
 * second pass, over the events of the amounts. A row is an entity with {@code amount_0 …} in
 * millionths, as whole numbers of 128 bits.
 */
final class AmountsSql {
  private static final String MILLION = "toDecimal128('1000000', 0)";

  private AmountsSql() {}

  /**
   * The amounts of {@code anchors}.
   *
   * @param beside the pass over the events of conditions, which reads the same anchors
   */
  static Select of(List<Leaf.Total> amounts, Pass pass, HitsSql beside) {
    List<LeafColumn> columns = columns(amounts);
    long longest = 0;
    for (Leaf.Total amount : amounts) {
      longest = Math.max(longest, Micros.of(amount.range().to()));
    }
    Pass own =
        new Pass(
            pass.table(),
            pass.owners(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            columns,
            List.of(),
            List.of("exposed_at"),
            "exposed_at",
            "exposed_at + " + longest,
            pass.watermark(),
            Optional.empty(),
            Optional.empty(),
            pass.limits(),
            pass.bucket());
    Select once =
        new Select()
            .column("entity", "entity")
            .column("leaf", "leaf")
            .column("key", "key")
            .column(
                "if(isNull(key), sum(added.amount), min((t, added.amount)).2)",
                "once",
                "a key counts once, at its earliest; of copies at one instant the least")
            .from(beside.beside(own).select(), "added")
            .where("leaf > 0", "")
            .groupBy("entity, leaf, key");
    Select totals = new Select().column("entity", "entity");
    for (Slot slot : own.slots()) {
      totals.column(
          inMillionths("sumIf(once, leaf = " + slot.number() + ")"),
          slot.column().name(),
          HitsSql.words(slot) + ", in millionths");
    }
    return totals.from(once, "events").groupBy("entity");
  }

  /** The columns of amounts. */
  static List<LeafColumn> columns(List<Leaf.Total> amounts) {
    List<LeafColumn> columns = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      columns.add(new LeafColumn(name(i), amounts.get(i), "exposed_at"));
    }
    return columns;
  }

  /** Whether a total adds whole numbers, which need no decimals until they are summed. */
  static boolean isInteger(Slot slot) {
    return slot.leaf() instanceof Leaf.Total total && total.value().type() == Type.INT;
  }

  /** Whether every row adds the same. */
  static boolean isLiteral(Slot slot) {
    return slot.leaf() instanceof Leaf.Total total
        && total.value() instanceof Expression.IntLiteral;
  }

  /** The column of {@code hits} of what a row adds. */
  static String added(Slot slot) {
    return "added_" + slot.number();
  }

  /** The amount out of the rows of {@code hits}, where every row counts. */
  static String sum(Slot slot) {
    String flag = slot.column().name();
    if (slot.leaf() instanceof Leaf.Total total
        && total.value() instanceof Expression.IntLiteral(long each)) {
      return "toInt128(countIf(" + flag + ")) * " + each + " * 1000000";
    }
    return isInteger(slot)
        ? "sumIf(toInt128(" + added(slot) + "), " + flag + ") * 1000000"
        : inMillionths("sumIf(" + added(slot) + ", " + flag + ")");
  }

  /** A sum of decimals as a whole number. */
  private static String inMillionths(String sum) {
    return "toInt128(" + sum + " * " + MILLION + ")";
  }

  /** The column of an amount. */
  static String name(int index) {
    return "amount_" + index;
  }
}
