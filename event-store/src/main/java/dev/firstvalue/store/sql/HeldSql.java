package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The relations of a pass in which of every leaf only is asked whether an event serves it: its
 * truth is a bit, kept in one number with time zero, which is the same on all rows of an entity:
 * that takes a fifth less than counts do. An entity with more events than are counted of a leaf, in
 * all, is not {@code settled}.
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

  /** The column of whether a row is a start. */
  private static final String STARTS = "starts";

  private final Pass pass;
  private final List<Slot> slots;
  private final List<Range> ranges;
  private final HitRowsSql rows;
  private final boolean once;

  /** The relations of a pass that {@link #canCount}. */
  HeldSql(Pass pass, boolean once) {
    this.pass = pass;
    this.once = once;
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
        && slots.stream().allMatch(slot -> isWhether(slot) && isWhole(slot));
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
    Select served = new Select().column("entity", "entity").column("t", "t");
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      List<Slot> own = slots.stream().filter(slot -> slot.range().equals(range)).toList();
      served.column(
          own.stream()
              .map(slot -> at(bit(slot), rows.flag(slot)))
              .collect(Collectors.joining(" + ", type(), ")")),
          serves(i),
          own.stream().map(HitsSql::words).collect(Collectors.joining("; ")));
    }
    if (once) {
      String starts = rows.flag(pass.witnesses().getFirst(), "is_start");
      served.column(type() + at(slots.size(), starts) + ")", STARTS, "the start");
    }
    Select hits = new Select().column("entity", "entity");
    pass.carried().forEach(name -> hits.column(name, name));
    StringBuilder held = new StringBuilder();
    for (int i = 0; i < ranges.size(); i++) {
      held.append(i == 0 ? "" : " + ")
          .append("if(age >= ")
          .append(Micros.of(ranges.get(i).from()))
          .append(" AND age < ")
          .append(Micros.of(ranges.get(i).to()))
          .append(", ")
          .append(serves(i))
          .append(", 0)");
    }
    if (once) {
      held.append(" + if(age != 0, " + STARTS + ", 0)");
    }
    return hits.column("t - t0", "age", "in microseconds")
        .column(type() + held + ")", "held", "a bit for each leaf that it serves")
        .column("t0 * " + LEAVES + " + held", "start_and_held")
        .from(served.from(rows.select(), "rows"), "served")
        .join(pass.joinAnchors())
        .where("(held != 0 OR age = 0)", "of use to a leaf, or what keeps its entity in");
  }

  Select firsts() {
    Select firsts = new Select().column("entity", "entity");
    pass.carried().stream()
        .filter(name -> !name.equals("t0"))
        .forEach(name -> firsts.column("any(hits." + name + ")", name));
    return firsts
        .column("groupBitOr(hits.start_and_held)", "start_and_held", "t0 is the same on each row")
        .column("count()", "events")
        .from("hits")
        .groupBy("entity");
  }

  Select instants() {
    Select instants = new Select().column("entity", "entity");
    pass.carried()
        .forEach(
            name ->
                instants.column(
                    name.equals("t0") ? "bitShiftRight(start_and_held, " + BITS + ")" : name,
                    name));
    instants.column("bitAnd(start_and_held, " + (LEAVES - 1) + ")", "held");
    for (Slot slot : slots) {
      LeafColumn column = slot.column();
      instants
          .column("bitTest(held, " + bit(slot) + ")", column.matching(), "1 for any")
          .column("if(" + column.matching() + ", t0, NULL)", column.name(), HitsSql.words(slot));
    }
    String settled = "events <= " + pass.leastMatching();
    return once
        ? instants
            .column(
                settled + " AND NOT bitTest(held, " + slots.size() + ")",
                "settled",
                "all are counted, and it starts at no other instant")
            .from("firsts")
        : instants.column(settled, "settled", "all are counted").from("firsts");
  }

  private String type() {
    return slots.size() + (once ? 1 : 0) <= 8 ? "toUInt8(" : "toUInt16(";
  }

  private static String at(int bit, String truth) {
    return bit == 0 ? truth : truth + " * " + (1 << bit);
  }

  private int bit(Slot slot) {
    return slots.indexOf(slot);
  }

  private static String serves(int range) {
    return "serves_" + (range + 1);
  }
}
