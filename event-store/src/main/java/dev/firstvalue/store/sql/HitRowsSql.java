package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Stream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The rows of {@code hits} before the join: the events that a question names, made narrow. What the
 * leaves ask of an event alone becomes a flag each; what is needed of it later is a column.
 *
 * <p>Reading a property out of a map of them takes several times as long as all else of a row.
 * Where rows of one event lie together, those of which none is read are therefore read by
 * themselves.
 */
final class HitRowsSql {
  /**
   * What the event says alone: its column, and the names of events of which it says more than no.
   */
  private record Flag(String name, Set<String> events) {}

  private final Scan scan;
  private final Pass pass;
  private final Map<String, Flag> flags = new LinkedHashMap<>();
  private final Map<String, String> late = new LinkedHashMap<>();
  private final boolean severalOwners;

  HitRowsSql(Scan scan) {
    this.scan = scan;
    this.pass = scan.pass();
    this.severalOwners = scan.streams().stream().map(Stream::whose).distinct().count() > 1;
  }

  /** The column of whether a row serves a slot by its event alone; several may ask for the same. */
  String flag(Slot slot) {
    return flag(slot.stream(), "is_" + slot.number());
  }

  /** The same of a stream; what is called so if it is the first that asks. */
  String flag(Stream stream, String name) {
    List<String> all = new ArrayList<>();
    all.add(pass.table().named(stream.events()));
    if (severalOwners) {
      all.add(pass.owners().owns(stream));
    }
    stream
        .where()
        .filter(where -> !StartReads.in(where))
        .ifPresent(where -> all.add(ExpressionSql.of(where, pass.table().rows())));
    String sql = "ifNull(" + String.join(" AND ", all) + ", false)";
    return flags.computeIfAbsent(sql, any -> new Flag(name, Set.copyOf(stream.events()))).name();
  }

  /** The column of what the row's name counts among these. */
  String numbered(SortedMap<String, Long> names) {
    String sql = pass.table().numbered(names);
    return flags.computeIfAbsent(sql, any -> new Flag("is_named", names.keySet())).name();
  }

  /** A column of the row that is needed behind the join. */
  String late(String sql, String prefix) {
    return late.computeIfAbsent(sql, any -> prefix + (late.size() + 1));
  }

  /** The rows with all columns that were asked for until now. */
  Select select() {
    Set<String> all = scan.events();
    Set<String> reading = pass.table().shape().byEvent() ? scan.reading() : all;
    Set<String> others = new TreeSet<>(all);
    others.removeAll(reading);
    boolean together = others.isEmpty() || reading.isEmpty();
    Select rows = rows(together ? all : reading, false);
    if (!together) {
      rows.then("UNION ALL\n" + rows(others, true).nested(0));
    }
    if (scan.keepsAll()) {
      pass.witnessRows().ifPresent(rest -> rows.then(union(rest, rows.aliases())));
    }
    return rows;
  }

  /**
   * The rows of these events.
   *
   * @param bare whether no property of them is read, so that they serve no slot that reads one
   */
  private Select rows(Set<String> events, boolean bare) {
    Select rows = new Select();
    pass.owners().every(rows, scan.streams());
    rows.column(pass.table().time(), "t");
    List<String> useful = new ArrayList<>();
    flags.forEach(
        (sql, flag) -> {
          boolean serves = flag.events().stream().anyMatch(events::contains);
          rows.column(serves ? sql : "false", flag.name());
          if (serves) {
            useful.add(flag.name());
          }
        });
    late.forEach((sql, name) -> rows.column(bare ? "NULL" : sql, name));
    conditions(rows, events);
    if (!bare && scan.narrows()) {
      Set<String> kept = new TreeSet<>();
      if (scan.keepsAll()) {
        pass.witnesses().forEach(stream -> kept.addAll(stream.events()));
      }
      kept.retainAll(events);
      if (!kept.isEmpty()) {
        useful.addFirst(pass.table().named(kept));
      }
      rows.where("(" + String.join(" OR ", useful) + ")", "a start, or of use to a leaf");
    }
    return rows;
  }

  /** Which rows are read at all. */
  private void conditions(Select rows, Set<String> events) {
    EventTable table = pass.table();
    rows.where(table.named(events), "only the events that are asked for");
    rows.where(table.before(pass.watermark()), "the watermark");
    pass.since().ifPresent(since -> rows.where(table.notBefore(since), "the first time zero"));
    pass.until().ifPresent(until -> rows.where(table.before(until), "the end of the last window"));
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    pass.bucket().ifPresent(bucket -> rows.where(bucket.holds(), "this part of the entities"));
  }

  /** Rows that serve no leaf and keep their entities in. */
  private static String union(Select witnesses, List<String> columns) {
    Select more = new Select();
    for (String name : columns) {
      boolean shared = name.equals("entity") || name.equals("t");
      more.column(shared ? name : name.startsWith("is_") ? "false" : "NULL", name);
    }
    return "UNION ALL\n" + more.from(witnesses, "").nested(0);
  }
}
