package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The relations of a pass in which of no leaf is asked when it held: whether an event serves it is
 * a bit, kept in one number with time zero, which is the same on all rows of an entity: that takes
 * a fifth less than to count each does. Those of which several are asked for are counted beside. An
 * entity with more events than are counted of a leaf, in all, is not {@code settled}.
 *
 * <p>Where entities are taken to start {@code once}, {@code anchors} has a row a start event: to
 * find the first of each takes a tenth of the question. One that starts at two instants is not
 * {@code settled} then.
 */
final class HeldSql {
  private static final int BITS = 12;

  private static final int LEAVES = 1 << BITS;

  /** What a time has to lie before so that it and the bits are one number: in 2041. */
  private static final long END_OF_TIMES = Long.MAX_VALUE / LEAVES;

  /** The instant that a row of {@code firsts} starts at. */
  static final String START = "bitShiftRight(firsts.start_and_held, " + BITS + ")";

  private final Pass pass;
  private final List<Slot> slots;
  private final List<Range> ranges;
  private final HitRowsSql rows;
  private final boolean once;
  private final Optional<List<String>> alike;

  /**
   * The relations of a pass that {@link #canCount}.
   *
   * @param alike what entities are grouped by besides what they hold, so that {@code instants} has
   *     a row for so many {@code entities}: {@link AlikeSql}
   */
  HeldSql(Pass pass, boolean once, Optional<List<String>> alike) {
    this.pass = pass;
    this.once = once;
    this.alike = alike.filter(any -> pass.slots().stream().allMatch(Slot::isFirst));
    this.slots = pass.slots();
    this.ranges = slots.stream().map(Slot::range).distinct().toList();
    this.rows = new HitRowsSql(pass.scan());
  }

  static boolean canCount(Pass pass, boolean once) {
    List<Slot> slots = pass.slots();
    return !pass.isKeyed()
        && pass.sums().isEmpty()
        && Micros.of(pass.watermark()) < END_OF_TIMES
        && !slots.isEmpty()
        && slots.size() + (once ? 1 : 0) <= BITS
        && slots.stream().allMatch(slot -> !slot.column().timed() && isWhole(slot));
  }

  /** Whether one event settles what is asked of a slot. */
  static boolean isWhether(Slot slot) {
    return slot.isFirst() && !slot.column().timed();
  }

  /** Whether rows serve the slot or not whatever their entity's start says. */
  static boolean isWhole(Slot slot) {
    return slot.leaf() instanceof Leaf.Nth
        && slot.distinct().isEmpty()
        && slot.column().origin().equals("t0")
        && slot.stream().where().filter(StartReads::in).isEmpty();
  }

  Select hits() {
    List<String> serves = new ArrayList<>();
    slots.forEach(slot -> serves.add(rows.flag(slot) + " * " + (1 << bit(slot))));
    List<String> held = new ArrayList<>();
    for (Range range : ranges) {
      String inside = "age >= " + Micros.of(range.from()) + " AND age < " + Micros.of(range.to());
      held.add(served(inside, mask(range)));
    }
    if (once) {
      serves.add(rows.flag(pass.witnesses().getFirst(), "is_start") + " * " + startsAgain());
      held.add(served("age != 0", startsAgain()));
    }
    Select rowsServed =
        new Select()
            .column("entity", "entity")
            .column("t", "t")
            .column(type() + String.join(" + ", serves) + ")", "served", "a bit for each leaf")
            .from(rows.select(), "rows");
    Select hits = new Select().column("entity", "entity");
    pass.carried().forEach(name -> hits.column(name, name));
    return hits.column("t - t0", "age", "in microseconds")
        .column(type() + String.join(" + ", held) + ")", "held", "those inside their range")
        .column("t0 * " + LEAVES + " + held", "start_and_held")
        .from(rowsServed, "served_rows")
        .join(pass.joinAnchors())
        .where("(held != 0 OR age = 0)", "of use to a leaf, or what keeps its entity in");
  }

  Select firsts() {
    Select firsts = new Select().column("entity", "entity");
    pass.carried().stream()
        .filter(name -> !name.equals("t0"))
        .forEach(name -> firsts.column("any(hits." + name + ")", name));
    firsts.column(
        "groupBitOr(hits.start_and_held)", "start_and_held", "t0 is the same on each row");
    slots.stream()
        .filter(slot -> !slot.isFirst())
        .forEach(
            slot ->
                firsts.column(
                    "countIf(" + isHeld(slot) + ")", counted(slot), "how many are asked for"));
    return firsts.column("count()", "events").from("hits").groupBy("entity");
  }

  Select instants() {
    Select instants = new Select().column(ofFirsts("entity"), "entity");
    pass.carried().stream()
        .filter(name -> !name.equals("t0"))
        .forEach(name -> instants.column(ofFirsts(name), name));
    instants
        .column(ofFirsts("start_and_held"), "both")
        .column("bitShiftRight(both, " + BITS + ")", "t0")
        .column("bitAnd(both, " + (LEAVES - 1) + ")", "held");
    for (Slot slot : slots) {
      LeafColumn column = slot.column();
      long n = ((Leaf.Nth) slot.leaf()).n();
      instants
          .column(slot.isFirst() ? isHeld(slot) : counted(slot), column.matching())
          .column(
              "if(" + column.matching() + " >= " + n + ", t0, NULL)",
              column.name(),
              HitsSql.words(slot));
    }
    String settled = (isAlike() ? "max(firsts.events)" : "events") + " <= " + pass.leastMatching();
    if (once) {
      instants.column(
          settled + " AND bitAnd(held, " + startsAgain() + ") = 0",
          "settled",
          "all are counted, and it starts at no other instant");
    } else {
      instants.column(settled, "settled", "all are counted");
    }
    alike.ifPresent(
        groups -> instants.column("count()", "entities", "that are alike").groupBy(by(groups)));
    return instants.from("firsts");
  }

  /** Whether a row of {@code instants} stands for so many {@code entities} that are alike. */
  boolean isAlike() {
    return alike.isPresent();
  }

  private String ofFirsts(String column) {
    return isAlike() ? "any(firsts." + column + ")" : column;
  }

  private String by(List<String> groups) {
    List<String> all = new ArrayList<>();
    all.add("toUInt16(bitAnd(firsts.start_and_held, " + (LEAVES - 1) + "))");
    all.addAll(groups);
    return String.join(", ", all);
  }

  private String type() {
    return slots.size() + (once ? 1 : 0) <= 8 ? "toUInt8(" : "toUInt16(";
  }

  /** What a row serves where a condition holds. */
  private static String served(String where, int mask) {
    return "if(" + where + ", bitAnd(served, " + mask + "), 0)";
  }

  private int mask(Range range) {
    return slots.stream()
        .filter(slot -> slot.range().equals(range))
        .mapToInt(slot -> 1 << bit(slot))
        .sum();
  }

  /** The bit behind those of the leaves. */
  private int startsAgain() {
    return 1 << slots.size();
  }

  private String isHeld(Slot slot) {
    return "bitTest(held, " + bit(slot) + ")";
  }

  private static String counted(Slot slot) {
    return "counted_" + slot.number();
  }

  private int bit(Slot slot) {
    return slots.indexOf(slot);
  }
}
