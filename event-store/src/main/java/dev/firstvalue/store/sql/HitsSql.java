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
import java.util.stream.Collectors;

/**
 * {@code hits}: one scan of the events that a question names, joined to {@code anchors}.
 *
 * <p>Rows are made narrow before the join: what the leaves ask of an event becomes a flag each. A
 * row of the relation is an event with the flags {@code leaf_1 …}, or, where keys have to be told
 * apart, an event and one leaf (or step of one) that it serves, with its key, its group and what it
 * adds; key NULL counts every row. Events that serve nothing mostly go, but for the start.
 */
final class HitsSql {
  /** Of so many leaves it pays to ask whether a row serves any; of more, most rows do. */
  private static final int FEW = 16;

  private final Pass pass;
  private final Map<String, Carried> startReads;
  private final Map<String, String> reads = new LinkedHashMap<>();
  private final HitRowsSql rows;

  HitsSql(Pass pass) {
    this(pass, new LinkedHashMap<>());
  }

  private HitsSql(Pass pass, Map<String, Carried> startReads) {
    this.pass = pass;
    this.startReads = startReads;
    this.rows = new HitRowsSql(pass);
  }

  /** Another pass over the same {@code anchors}, which carry what either of them reads. */
  HitsSql beside(Pass other) {
    return new HitsSql(other, startReads);
  }

  /** What {@code anchors} has to carry for {@link #select()}; known once that has been called. */
  List<Carried> startReads() {
    return List.copyOf(startReads.values());
  }

  Select select() {
    Select hits = new Select().column("entity", "entity");
    pass.carried().forEach(name -> hits.column(AnchorJoin.column(pass, name), name));
    hits.column("t", "t");
    if (pass.isKeyed()) {
      served(hits);
      reads.forEach((sql, name) -> hits.column(sql, name, "read by a sequence"));
    } else {
      for (Slot slot : pass.slots()) {
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
        .join(AnchorJoin.of(pass))
        .where("t >= " + pass.from(), "")
        .where("t < " + pass.to(), "");
    if (pass.isKeyed() || pass.slots().size() + pass.summed().size() <= FEW) {
      pass.witnessAt()
          .ifPresent(at -> hits.where(useful(at), "of use to a leaf, or what keeps its entity in"));
    }
    return pass.isKeyed() ? oneRowALeaf(hits) : hits;
  }

  /** The array of the leaves that a row serves. */
  private void served(Select hits) {
    List<Slot> slots = pass.slots();
    if (isBare()) {
      String numbers =
          slots.stream()
              .map(slot -> "if(" + flag(slot) + ", " + slot.number() + ", 0)")
              .collect(Collectors.joining(", "));
      hits.column(
          "arrayFilter(leaf -> leaf != 0, [" + numbers + "])", "served", "the leaves by number");
      return;
    }
    hits.column(
        "arrayFilter(leaf -> leaf.3, ["
            + slots.stream().map(this::served).collect(Collectors.joining(", "))
            + "])",
        "served",
        "number, key and truth of each leaf"
            + (pass.isGrouped() ? ", its group" : "")
            + (totals() ? ", what it adds" : ""));
  }

  /** Whether nothing has to be known of a row that serves a leaf but its instant. */
  private boolean isBare() {
    return !pass.tellsApart()
        && !pass.isGrouped()
        && !totals()
        && pass.slots().stream().noneMatch(HitsSql::isRead);
  }

  private static boolean isRead(Slot slot) {
    return slot.leaf() instanceof Leaf.Chain chain
        && !ChainSql.reads(chain, slot.index()).isEmpty();
  }

  private String useful(String witnessAt) {
    List<String> useful = new ArrayList<>();
    if (pass.isKeyed()) {
      useful.add("notEmpty(served)");
    } else {
      pass.slots().forEach(slot -> useful.add(slot.flag()));
      pass.summed().forEach(slot -> useful.add(slot.column().name()));
    }
    useful.add("t = " + witnessAt);
    return useful.size() == 1 ? useful.getFirst() : "(" + String.join(" OR ", useful) + ")";
  }

  /**
   * The clause, not the function: in two columns of one SELECT the function can be two functions,
   * and give every pair.
   */
  private Select oneRowALeaf(Select hits) {
    Select each = new Select().column("entity", "entity");
    pass.carried().forEach(name -> each.column(name, name));
    each.column("t", "t")
        .column(isBare() ? "hit" : "hit.1", "leaf", "0 for an event that serves none")
        .column(pass.tellsApart() ? "hit.2" : Unknown.of(Type.STRING), "key");
    if (pass.isGrouped()) {
      each.column("hit.4", "grp", "the keys of its group");
    }
    if (totals()) {
      each.column(pass.isGrouped() ? "hit.5" : "hit.4", "amount");
    }
    reads.values().forEach(name -> each.column(name, name));
    each.from(hits, "joined").arrayJoin("LEFT ARRAY JOIN served AS hit");
    if (pass.table().shape().crowded()) {
      // Every key of an entity is kept until its events are known to be too many.
      each.then("LIMIT " + (pass.mostMatching() + 1) + " BY entity, leaf");
    }
    return each;
  }

  private boolean totals() {
    return !pass.slotsOf(Leaf.Total.class).isEmpty();
  }

  /** What a row is to a slot. */
  private String served(Slot slot) {
    List<String> parts = new ArrayList<>();
    parts.add(Integer.toString(slot.number()));
    parts.add(key(slot));
    parts.add(flag(slot));
    if (pass.isGrouped()) {
      parts.add(
          slot.leaf().per().isEmpty()
              ? "CAST([], 'Array(String)')"
              : slot.leaf().per().stream()
                  .map(key -> "assumeNotNull(" + group(key) + ")")
                  .collect(Collectors.joining(", ", "[", "]")));
    }
    if (totals()) {
      parts.add("ifNull(" + amount(slot) + ", 0)");
    }
    if (slot.leaf() instanceof Leaf.Chain chain) {
      ChainSql.reads(chain, slot.index()).forEach(this::read);
    }
    return "(" + String.join(", ", parts) + ")";
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
    return pass.isKeyed() ? "ifNull(" + sql + ", false)" : sql;
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
