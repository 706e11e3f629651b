package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Range;
import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * {@code hits}: one scan of the events that a question names, joined to {@code anchors}.
 *
 * <p>Rows are made narrow before the join: what the leaves ask of an event becomes a flag each. A
 * row of the relation is an event with the flags {@code leaf_1 …}, or, where keys have to be told
 * apart, an event and one leaf that it serves, with its key; key NULL counts every row.
 */
final class HitsSql {
  private final Pass pass;
  private final Select rows = new Select();
  private final Map<String, String> late = new LinkedHashMap<>();
  private final Map<String, Carried> startReads = new LinkedHashMap<>();
  private final List<String> flags = new ArrayList<>();
  private final boolean severalOwners;

  HitsSql(Pass pass) {
    this.pass = pass;
    this.severalOwners = pass.streams().stream().map(Stream::whose).distinct().count() > 1;
  }

  /** What {@code anchors} has to carry for {@link #select()}; known once that has been called. */
  List<Carried> startReads() {
    return List.copyOf(startReads.values());
  }

  Select select() {
    pass.owners().every(rows, pass.streams());
    rows.column(pass.table().time(), "t");
    Select hits = new Select().column("entity", "entity");
    pass.carried().forEach(name -> hits.column(name, name));
    hits.column("t", "t");
    if (pass.isKeyed()) {
      String array =
          String.join(
              ",\n    ",
              pass.slots().stream()
                  .map(slot -> "(" + slot.number() + ", " + key(slot) + ", " + flag(slot) + ")")
                  .toList());
      hits.column(
          "arrayFilter(leaf -> leaf.3, [\n    " + array + "])",
          "served",
          "number, key and truth of each leaf");
    } else {
      for (Slot slot : pass.slots()) {
        hits.column(flag(slot), slot.name(), words(slot));
      }
    }
    conditions();
    late.forEach((sql, name) -> rows.column(sql, name));
    pass.witnessRows().ifPresent(witnesses -> rows.then(union(witnesses)));
    hits.from(rows, "rows")
        .join(pass.table().global() + "SEMI LEFT JOIN anchors USING (entity)")
        .where("t >= " + pass.from(), "")
        .where("t < " + pass.to(), "");
    return pass.isKeyed() ? oneRowALeaf(hits) : hits;
  }

  /**
   * The clause, not the function: in two columns of one SELECT the function can be two functions,
   * and give every pair.
   */
  private Select oneRowALeaf(Select hits) {
    Select each = new Select().column("entity", "entity");
    pass.carried().forEach(name -> each.column(name, name));
    return each.column("t", "t")
        .column("hit.1", "leaf", "0 for an event that serves none")
        .column("hit.2", "key")
        .from(hits, "joined")
        .arrayJoin("LEFT ARRAY JOIN served AS hit");
  }

  /** Rows that serve no leaf and keep their entities in. */
  private String union(Select witnesses) {
    Select more = new Select();
    for (String name : rows.aliases()) {
      boolean shared = name.equals("entity") || name.equals("t");
      more.column(shared ? name : name.startsWith("is_") ? "false" : "NULL", name);
    }
    return "UNION ALL\n" + more.from(witnesses, "").text(0);
  }

  /** Which rows are read at all. */
  private void conditions() {
    EventTable table = pass.table();
    TreeSet<String> events = new TreeSet<>();
    pass.streams().forEach(stream -> events.addAll(stream.events()));
    rows.where(table.named(events), "only the events that are asked for");
    rows.where(table.before(pass.watermark()), "the watermark");
    pass.since().ifPresent(since -> rows.where(table.notBefore(since), "the first time zero"));
    pass.until().ifPresent(until -> rows.where(table.before(until), "the end of the last window"));
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the model's exclusion"));
    pass.bucket().ifPresent(bucket -> rows.where(bucket.holds(), "this part of the entities"));
    boolean narrows =
        pass.slots().stream().anyMatch(slot -> slot.leaf().stream().where().isPresent());
    if (narrows) {
      TreeSet<String> kept = new TreeSet<>();
      pass.witnesses().forEach(stream -> kept.addAll(stream.events()));
      List<String> useful = new ArrayList<>(flags);
      if (!kept.isEmpty()) {
        useful.addFirst(table.named(kept));
      }
      rows.where("(" + String.join(" OR ", useful) + ")", "a start, or of use to a leaf");
    }
  }

  /**
   * Whether the row serves the leaf: asked of the event alone, then of its distance to the origin.
   */
  private String flag(Slot slot) {
    Leaf.Nth leaf = slot.leaf();
    List<String> early = new ArrayList<>();
    List<String> after = new ArrayList<>();
    early.add(pass.table().named(leaf.stream().events()));
    if (severalOwners) {
      early.add(pass.owners().owns(leaf.stream()));
    }
    leaf.stream()
        .where()
        .ifPresent(
            where -> {
              if (StartReads.in(where)) {
                after.add(ExpressionSql.of(where, new LateScope()));
              } else {
                early.add(ExpressionSql.of(where, pass.table().rows()));
              }
            });
    leaf.distinct().ifPresent(distinct -> after.add("isNotNull(" + key(slot) + ")"));
    String flag = "is_" + slot.number();
    rows.column("ifNull(" + String.join(" AND ", early) + ", false)", flag);
    flags.add(flag);
    List<String> all = new ArrayList<>(List.of(flag));
    all.addAll(after);
    Range range = slot.range();
    if (!range.from().isZero() || !slot.origin().equals(pass.from())) {
      all.add("t >= " + plus(slot.origin(), Micros.of(range.from())));
    }
    String end = plus(slot.origin(), Micros.of(range.to()));
    if (!end.equals(pass.to())) {
      all.add("t < " + end);
    }
    String sql = String.join(" AND ", all);
    return pass.isKeyed() ? "ifNull(" + sql + ", false)" : sql;
  }

  /** What tells rows of the leaf apart: NULL where each of them counts. */
  private String key(Slot slot) {
    if (slot.leaf().distinct().isPresent()) {
      Expression distinct = slot.leaf().distinct().get();
      Scope scope = StartReads.in(distinct) ? new LateScope() : pass.table().rows();
      String text = Keys.text(distinct, ExpressionSql.of(distinct, scope));
      return StartReads.in(distinct) ? text : late(text, "key_");
    }
    return pass.isKeyed(slot) && !slot.isFirst()
        ? late(pass.table().eventId().orElseThrow(), "key_")
        : Unknown.of(Type.STRING);
  }

  /** A column of the row that is needed behind the join. */
  private String late(String sql, String prefix) {
    return late.computeIfAbsent(sql, any -> prefix + (late.size() + 1));
  }

  static String plus(String origin, long micros) {
    return micros == 0 ? origin : origin + " + " + micros;
  }

  private static String words(Slot slot) {
    Leaf.Nth leaf = slot.leaf();
    return String.join(", ", leaf.stream().events())
        + " from "
        + SqlText.words(slot.range().from())
        + " to "
        + SqlText.words(slot.range().to());
  }

  /** Names behind the join, where both the row and its entity's start are at hand. */
  private final class LateScope implements Scope {
    @Override
    public String property(Expression.Property property) {
      return late(pass.table().rows().property(property), "row_");
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
          : late(pass.table().rows().present(property), "row_");
    }

    @Override
    public String column(Expression.EventColumn column) {
      return late(pass.table().rows().column(column), "row_");
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
