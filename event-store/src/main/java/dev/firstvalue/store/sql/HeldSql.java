package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The relations of a pass in which of no leaf is asked when it held: whether an event serves it is
 * a bit, which takes a fifth to a third less than to count each does. A dozen of them are kept in
 * one number with time zero, which is the same on all rows of an entity, more in one of their own.
 * Those of which several are asked for are counted beside. An entity with more events than are
 * counted of a leaf, in all, is not {@code settled}.
 *
 * <p>Where entities are taken to start {@code once}, {@code anchors} has a row a start event: to
 * find the first of each takes a tenth of the question. One that starts at two instants is not
 * {@code settled} then.
 */
final class HeldSql {
  private static final int FEW = 12;

  private static final long LEAVES = 1L << FEW;

  private static final int MOST = Long.SIZE - 2;

  /** What a time has to lie before so that it and few bits are one number: in 2041. */
  private static final long END_OF_TIMES = Long.MAX_VALUE / LEAVES;

  /** The instant that a row of {@code firsts} starts at, where bits are few. */
  static final String START = "bitShiftRight(firsts.start_and_held, " + FEW + ")";

  /** What a bit says: that an event of a stream lies in a range. */
  private record Bit(Stream stream, Range range) {
    static Bit of(Slot slot) {
      return new Bit(slot.stream(), slot.range());
    }
  }

  private final Pass pass;
  private final List<Slot> slots;
  private final List<Bit> bits;
  private final HitRowsSql rows;
  private final boolean once;
  private final boolean few;
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
    this.slots = pass.slots();
    this.bits = bits(slots);
    this.few = size() <= FEW && Micros.of(pass.watermark()) < END_OF_TIMES;
    boolean whether = few && slots.stream().allMatch(Slot::isFirst);
    this.alike = alike.filter(any -> whether);
    this.rows = new HitRowsSql(pass.scan());
  }

  static boolean canCount(Pass pass, boolean once) {
    List<Slot> slots = pass.slots();
    return !pass.isKeyed()
        && pass.sums().isEmpty()
        && !slots.isEmpty()
        && bits(slots).size() + (once ? 1 : 0) <= MOST
        && slots.stream().allMatch(slot -> !slot.column().timed() && isWhole(slot));
  }

  private static List<Bit> bits(List<Slot> slots) {
    return slots.stream().map(Bit::of).distinct().toList();
  }

  private int size() {
    return bits.size() + (once ? 1 : 0);
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
    Select rowsServed =
        new Select()
            .column("entity", "entity")
            .column("t", "t")
            .column(type() + serves() + ")", "served", "a bit for each leaf")
            .from(rows.select(), "rows");
    Select hits = new Select().column("entity", "entity");
    pass.carried().forEach(name -> hits.column(name, name));
    hits.column("t - t0", "age", "in microseconds")
        .column(type() + held() + ")", "held", "those inside their range");
    if (few) {
      hits.column("t0 * " + LEAVES + " + held", "start_and_held");
    }
    return hits.from(rowsServed, "served_rows")
        .join(pass.joinAnchors())
        .where("(held != 0 OR age = 0)", "of use to a leaf, or what keeps its entity in");
  }

  /**
   * The bits that a row serves: by its name where these are many, which are then looked up once.
   */
  private String serves() {
    List<String> serves = new ArrayList<>();
    SortedMap<String, Long> names = new TreeMap<>();
    for (int i = 0; i < bits.size(); i++) {
      serve(bits.get(i).stream(), "is_" + (i + 1), 1L << i, serves, names);
    }
    if (once) {
      serve(pass.witnesses().getFirst(), "is_start", startsAgain(), serves, names);
    }
    if (!names.isEmpty()) {
      serves.add(rows.numbered(names));
    }
    return String.join(" + ", serves);
  }

  private void serve(
      Stream stream, String flag, long bit, List<String> serves, SortedMap<String, Long> names) {
    if (few || stream.where().isPresent() || !pass.table().hasNumberedNames()) {
      serves.add(rows.flag(stream, flag) + " * " + bit);
    } else {
      stream.events().stream().distinct().forEach(name -> names.merge(name, bit, Long::sum));
    }
  }

  /** Those of them that lie inside their range. */
  private String held() {
    List<String> held = new ArrayList<>();
    for (Range range : bits.stream().map(Bit::range).distinct().toList()) {
      String inside = "age >= " + Micros.of(range.from()) + " AND age < " + Micros.of(range.to());
      held.add(served(inside, mask(range)));
    }
    if (once) {
      held.add(served("age != 0", startsAgain()));
    }
    return String.join(" + ", held);
  }

  Select firsts() {
    Select firsts = new Select().column("entity", "entity");
    pass.carried().stream()
        .filter(name -> !name.equals("t0"))
        .forEach(name -> firsts.column("any(hits." + name + ")", name));
    String same = "t0 is the same on each row";
    if (few) {
      firsts.column("groupBitOr(hits.start_and_held)", "start_and_held", same);
    } else {
      firsts.column("groupBitOr(hits.t0)", "t0", same).column("groupBitOr(hits.held)", "held");
    }
    slots.stream()
        .filter(slot -> !slot.isFirst())
        .forEach(
            slot ->
                firsts.column(
                    "countIf(bitTest(hits.held, " + bit(slot) + "))",
                    counted(slot),
                    "how many are asked for"));
    return firsts.column("count()", "events").from("hits").groupBy("entity");
  }

  Select instants() {
    Select instants = new Select().column(ofFirsts("entity"), "entity");
    pass.carried().stream()
        .filter(name -> !name.equals("t0"))
        .forEach(name -> instants.column(ofFirsts(name), name));
    if (few) {
      instants
          .column(ofFirsts("start_and_held"), "both")
          .column("bitShiftRight(both, " + FEW + ")", "t0")
          .column("bitAnd(both, " + (LEAVES - 1) + ")", "held");
    } else {
      instants.column("t0", "t0").column("held", "held");
    }
    for (Slot slot : slots) {
      LeafColumn column = slot.column();
      long n = ((Leaf.Nth) slot.leaf()).n();
      instants
          .column(
              slot.isFirst() ? "bitTest(held, " + bit(slot) + ")" : counted(slot),
              column.matching())
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
    return "toUInt" + Math.max(Byte.SIZE, Integer.highestOneBit(2 * size() - 1)) + "(";
  }

  /** What a row serves where a condition holds. */
  private static String served(String where, long mask) {
    return "if(" + where + ", bitAnd(served, " + mask + "), 0)";
  }

  private long mask(Range range) {
    return bits.stream()
        .filter(bit -> bit.range().equals(range))
        .mapToLong(bit -> 1L << bits.indexOf(bit))
        .sum();
  }

  /** The bit behind those of the leaves. */
  private long startsAgain() {
    return 1L << bits.size();
  }

  private static String counted(Slot slot) {
    return "counted_" + slot.number();
  }

  private int bit(Slot slot) {
    return bits.indexOf(Bit.of(slot));
  }
}
