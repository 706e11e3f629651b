package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code hits}: one scan of the events that a question names, joined to {@code anchors}.
 *
 * <p>Rows are made narrow before the join: what the leaves ask of an event becomes a flag each. A
 * row of the relation is an event with the flags {@code leaf_1 …}, or, where keys have to be told
 * apart, an event and one leaf (or step of one) that it serves, with its key, its group and what it
 * adds; key NULL counts every row. Events that serve nothing mostly go, but for the start. Leaves
 * of which every row counts are not in it where {@link Pass#plainScan()} reads them by themselves.
 */
final class HitsSql {
  /** Of so many leaves it pays to ask whether a row serves any; of more, most rows do. */
  private static final int FEW = 16;

  private final Scan scan;
  private final Pass pass;
  private final Map<String, Carried> startReads;
  private final Map<String, String> reads = new LinkedHashMap<>();
  private final HitRowsSql rows;
  private final List<List<Slot>> places;
  private Optional<Select> plain = Optional.empty();

  HitsSql(Pass pass) {
    this(pass.scan(), new LinkedHashMap<>());
  }

  private HitsSql(Scan scan, Map<String, Carried> startReads) {
    this.scan = scan;
    this.pass = scan.pass();
    this.startReads = startReads;
    this.rows = new HitRowsSql(scan);
    this.places = Places.of(scan.slots());
  }

  /** Another pass over the same {@code anchors}, which carry what either of them reads. */
  HitsSql beside(Pass other) {
    return new HitsSql(other.scan(), startReads);
  }

  /** What {@code anchors} has to carry for {@link #select()}; known once that has been called. */
  List<Carried> startReads() {
    return List.copyOf(startReads.values());
  }

  /**
   * The rows of {@link Pass#plainScan()}: an event with a flag for each of its slots; known once
   * {@link #select()} has been called.
   */
  Optional<Select> plain() {
    return plain;
  }

  Select select() {
    Select hits = new Select().column("entity", "entity");
    pass.carried().forEach(name -> hits.column(name, name));
    hits.column("t", "t");
    scan.slots().forEach(this::readBySteps);
    reads.forEach((sql, name) -> hits.column(sql, name, "read by a sequence"));
    if (scan.isKeyed()) {
      served(hits);
    } else {
      for (Slot slot : scan.slots()) {
        hits.column(flag(slot), slot.flag(), words(slot));
      }
      for (Slot slot : pass.summed()) {
        hits.column(flag(slot), slot.column().name(), words(slot));
        if (!AmountsSql.isLiteral(slot)) {
          String added = AmountsSql.isInteger(slot) ? value(slot) : amount(slot);
          hits.column("ifNull(" + added + ", 0)", AmountsSql.added(slot));
        }
      }
    }
    hits.from(rows.select(), "rows")
        .join(pass.joinAnchors())
        .where("t >= " + pass.from(), "")
        .where("t < " + pass.to(), "");
    if (scan.isKeyed() || scan.slots().size() + pass.summed().size() <= FEW) {
      useful(hits);
    }
    if (scan.keepsAll()) {
      plain = pass.plainScan().map(others -> new HitsSql(others, startReads).select());
    }
    return scan.isKeyed() ? oneRowALeaf(hits) : hits;
  }

  /** The leaves that a row serves: one a place, and where there are several places all of them. */
  private void served(Select hits) {
    for (int place = 0; place < places.size(); place++) {
      hits.column(number(places.get(place)), name(place), "0 for none");
    }
    if (places.size() == 1) {
      List<String> parts = parts(0);
      for (int part = 1; part < parts.size(); part++) {
        hits.column(parts.get(part), partNames().get(part));
      }
      return;
    }
    String all =
        IntStream.range(0, places.size())
            .mapToObj(place -> "(" + String.join(", ", parts(place)) + ")")
            .collect(Collectors.joining(", "));
    hits.column(
        "arrayFilter(leaf -> leaf.1 != 0, [" + all + "])",
        "served",
        String.join(", ", partNames()) + " of each");
  }

  /** The number of the slot that a row serves of those of a place; 0 for none. */
  private String number(List<Slot> place) {
    String choice =
        place.stream()
            .map(slot -> flag(slot) + ", " + slot.number())
            .collect(Collectors.joining(", "));
    return (place.size() == 1 ? "if(" : "multiIf(") + choice + ", 0)";
  }

  private String name(int place) {
    return places.size() == 1 ? "leaf" : "place_" + (place + 1);
  }

  /** What is known of a row that serves a leaf. */
  private List<String> partNames() {
    List<String> names = new ArrayList<>(List.of("leaf"));
    if (pass.tellsApart()) {
      names.add("key");
    }
    if (pass.isGrouped()) {
      names.add("grp");
    }
    if (totals()) {
      names.add("amount");
    }
    return names;
  }

  /** The same of a row and a place. */
  private List<String> parts(int place) {
    List<String> parts = new ArrayList<>(List.of(name(place)));
    if (pass.tellsApart()) {
      parts.add(chosen(place, this::key));
    }
    if (pass.isGrouped()) {
      parts.add(chosen(place, this::group));
    }
    if (totals()) {
      parts.add("ifNull(" + chosen(place, this::amount) + ", 0)");
    }
    return parts;
  }

  /** What the slot says that a row serves, of those of a place; it does not matter for none. */
  private String chosen(int place, Function<Slot, String> sql) {
    Map<String, List<Slot>> saying = new LinkedHashMap<>();
    for (Slot slot : places.get(place)) {
      saying.computeIfAbsent(sql.apply(slot), any -> new ArrayList<>()).add(slot);
    }
    List<String> choice = new ArrayList<>();
    saying.forEach(
        (said, slots) -> {
          if (choice.size() < 2 * (saying.size() - 1)) {
            choice.add(name(place) + " IN " + FirstsSql.numbers(slots));
          }
          choice.add(said);
        });
    return choice.size() == 1 ? choice.getFirst() : "multiIf(" + String.join(", ", choice) + ")";
  }

  /** Drops rows that are of no use, if it is known which rows keep their entities in. */
  private void useful(Select hits) {
    List<String> useful = new ArrayList<>();
    if (scan.isKeyed()) {
      IntStream.range(0, places.size()).forEach(place -> useful.add(name(place) + " != 0"));
    } else {
      scan.slots().forEach(slot -> useful.add(slot.flag()));
      pass.summed().forEach(slot -> useful.add(slot.column().name()));
    }
    if (scan.keepsAll()) {
      if (pass.witnessAt().isEmpty()) {
        return;
      }
      useful.add("t = " + pass.witnessAt().get());
    }
    hits.where(
        useful.size() == 1 ? useful.getFirst() : "(" + String.join(" OR ", useful) + ")",
        "of use to a leaf" + (scan.keepsAll() ? ", or what keeps its entity in" : ""));
  }

  /**
   * The clause, not the function: in two columns of one SELECT the function can be two functions,
   * and give every pair.
   */
  private Select oneRowALeaf(Select hits) {
    Select each = places.size() == 1 ? hits : new Select().column("entity", "entity");
    if (places.size() > 1) {
      pass.carried().forEach(name -> each.column(name, name));
      each.column("t", "t");
      List<String> names = partNames();
      for (int part = 0; part < names.size(); part++) {
        each.column("hit." + (part + 1), names.get(part));
      }
      reads.values().forEach(name -> each.column(name, name));
      each.from(hits, "joined").arrayJoin("LEFT ARRAY JOIN served AS hit");
    }
    if (!pass.tellsApart()) {
      each.column(Unknown.of(Type.STRING), "key");
    }
    if (pass.table().shape().crowded()) {
      // Every key of an entity is kept until its events are known to be too many.
      each.then("LIMIT " + (pass.mostMatching() + 1) + " BY entity, leaf");
    }
    return each;
  }

  private boolean totals() {
    return !pass.slotsOf(Leaf.Total.class).isEmpty();
  }

  /** Adds what sequences read of a row. */
  private void readBySteps(Slot slot) {
    if (slot.leaf() instanceof Leaf.Chain chain) {
      ChainSql.reads(chain, slot.index()).forEach(this::read);
    }
  }

  /** The keys of the group of a row; none of leaves without groups. */
  private String group(Slot slot) {
    return slot.leaf().per().isEmpty()
        ? "CAST([], 'Array(String)')"
        : slot.leaf().per().stream()
            .map(key -> "assumeNotNull(" + group(key) + ")")
            .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A key of a group, as text; NULL where it is unknown. */
  private String group(Expression key) {
    return rows.late(Keys.text(key, ExpressionSql.of(key, pass.table().rows())), "key_");
  }

  /** What a row has of a total. */
  private String value(Slot slot) {
    String sql = ExpressionSql.of(((Leaf.Total) slot.leaf()).value(), pass.table().rows());
    return AmountsSql.isLiteral(slot) ? sql : rows.late(sql, "row_");
  }

  /** What the row adds, cut toward zero: text is cut exactly, a double is not. */
  private String amount(Slot slot) {
    if (!(slot.leaf() instanceof Leaf.Total)) {
      return "CAST(0, 'Nullable(Decimal(38, " + Leaf.Total.PLACES + "))')";
    }
    String value = value(slot);
    return "if(abs("
        + value
        + ") <= "
        + Leaf.LARGEST_SUMMAND
        + ", "
        + (AmountsSql.isInteger(slot)
            ? "toDecimal128(" + value
            : "toDecimal128OrNull(toString(" + value + ")")
        + ", "
        + Leaf.Total.PLACES
        + "), NULL)";
  }

  /** The column of what a sequence reads of a row. */
  private String read(Expression expression) {
    return reads.computeIfAbsent(
        ExpressionSql.of(expression, new LateScope()), any -> "read_" + (reads.size() + 1));
  }

  /** The columns that sequences read, in order; known once {@link #select()} has been called. */
  List<String> reads() {
    return List.copyOf(reads.values());
  }

  /** Where among {@link #reads()} stands what a sequence reads of the rows of a link. */
  List<Integer> places(Leaf.Chain chain, int link) {
    List<String> names = reads();
    return ChainSql.reads(chain, link).stream()
        .map(expression -> names.indexOf(read(expression)))
        .toList();
  }

  /**
   * Whether the row serves the leaf: asked of the event alone, then of its distance to the origin.
   */
  private String flag(Slot slot) {
    List<String> after = new ArrayList<>();
    slot.stream()
        .where()
        .filter(StartReads::in)
        .ifPresent(where -> after.add(ExpressionSql.of(where, new LateScope())));
    slot.distinct().ifPresent(distinct -> after.add("isNotNull(" + key(slot) + ")"));
    slot.leaf().per().forEach(key -> after.add("isNotNull(" + group(key) + ")"));
    if (slot.leaf() instanceof Leaf.Total) {
      after.add(
          AmountsSql.isInteger(slot)
              ? "abs(" + value(slot) + ") <= " + Leaf.LARGEST_SUMMAND
              : "isNotNull(" + amount(slot) + ")");
    }
    List<String> all = new ArrayList<>(List.of(rows.flag(slot)));
    all.addAll(after);
    Range range = slot.range();
    if (!range.from().isZero() || !slot.column().origin().equals(pass.from())) {
      all.add("t >= " + plus(slot.column().origin(), Micros.of(range.from())));
    }
    String end = plus(slot.column().origin(), Micros.of(range.to()));
    if (!end.equals(pass.to())) {
      all.add("t < " + end);
    }
    String sql = String.join(" AND ", all);
    return scan.isKeyed() ? "ifNull(" + sql + ", false)" : sql;
  }

  /** What tells rows of the leaf apart: NULL where each of them counts. */
  private String key(Slot slot) {
    if (slot.distinct().isPresent()) {
      Expression distinct = slot.distinct().get();
      Scope scope = StartReads.in(distinct) ? new LateScope() : pass.table().rows();
      String text = Keys.text(distinct, ExpressionSql.of(distinct, scope));
      return StartReads.in(distinct) ? text : rows.late(text, "key_");
    }
    return pass.tellsApart(slot)
        ? rows.late(pass.table().eventId().orElseThrow(), "key_")
        : Unknown.of(Type.STRING);
  }

  static String plus(String origin, long micros) {
    return micros == 0 ? origin : origin + " + " + micros;
  }

  /** Which events serve a slot, and when. */
  static String words(Slot slot) {
    return String.join(", ", slot.stream().events())
        + " from "
        + SqlText.words(slot.range().from())
        + " to "
        + SqlText.words(slot.range().to());
  }

  /** Names behind the join, where both the row and its entity's start are at hand. */
  private final class LateScope implements Scope {
    @Override
    public String property(Expression.Property property) {
      return rows.late(pass.table().rows().property(property), "row_");
    }

    @Override
    public String startProperty(Expression.StartProperty property) {
      return startRead(pass.table().starts().startProperty(property), property.name());
    }

    @Override
    public String present(Expression property) {
      return property instanceof Expression.StartProperty own
          ? "ifNull("
              + startRead(pass.table().starts().present(own), "has " + own.name())
              + ", false)"
          : rows.late(pass.table().rows().present(property), "row_");
    }

    @Override
    public String column(Expression.EventColumn column) {
      return rows.late(pass.table().rows().column(column), "row_");
    }

    private String startRead(String sql, String words) {
      return startReads
          .computeIfAbsent(
              sql,
              any ->
                  new Carried("start_" + (startReads.size() + 1), sql, "start.properties " + words))
          .name();
    }
  }
}
