package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code firsts}: the earliest instants of what counts once.
 *
 * <p>Where {@code hits} has one row a slot, a row is an entity, a slot, a group and a key with its
 * {@code instants}: the earliest of a key, or as many as are asked for where key is NULL; beside
 * them the {@code amounts} of totals and the {@code events} of sequences; those of leaves that are
 * read by themselves come from a row of their entity. Else a row is an entity with {@code first_1
 * …}, the earliest instant of a leaf, and {@code sorted_1 …}, its n earliest, where they matter,
 * {@code counted_1 …}, all of a stream of a ratio, {@code events_1 …} of a step of a sequence, and
 * how many there are.
 */
final class FirstsSql {
  private FirstsSql() {}

  static Select of(Pass pass, HitsSql hits) {
    return pass.isKeyed() ? keyed(pass, hits) : plain(pass, hits);
  }

  private static Select plain(Pass pass, HitsSql hits) {
    Select firsts = new Select().column("entity", "entity");
    carry(firsts, pass, "hits");
    pass.slots().forEach(slot -> kept(firsts, pass, hits, slot));
    for (LeafColumn column : pass.columns()) {
      firsts.column(
          pass.slotsOf(column).stream()
              .map(slot -> "countIf(" + slot.flag() + ")")
              .collect(Collectors.joining(" + ")),
          column.matching());
    }
    for (Slot slot : pass.summed()) {
      firsts.column(
          AmountsSql.sum(slot), slot.column().name(), HitsSql.words(slot) + ", in millionths");
    }
    return firsts.from("hits").groupBy("entity");
  }

  /** What is kept of the events that serve a slot, besides how many there are. */
  private static void kept(Select firsts, Pass pass, HitsSql hits, Slot slot) {
    String flag = slot.flag();
    switch (slot.leaf()) {
      case Leaf.Ratio ratio ->
          firsts.column(
              "groupArrayIf(" + (pass.limits().of(ratio) + 1) + ")(t, " + flag + ")",
              RunningSql.counted(slot),
              "of more the entity is set aside");
      case Leaf.Chain chain -> {
        List<String> event = new ArrayList<>(List.of("t", Unknown.of(Type.STRING)));
        hits.places(chain, slot.index()).forEach(place -> event.add(hits.reads().get(place)));
        String events = "(" + String.join(", ", event) + ")";
        firsts.column(
            "groupArrayIf(%d)(%s, %s)".formatted(pass.limits().of(chain) + 1, events, flag),
            InstantsSql.events(slot),
            "with what steps read of them");
      }
      case Leaf.Nth _ when !slot.column().timed() -> {
        // How many there are says it.
      }
      case Leaf.Nth nth when nth.n() == 1 ->
          firsts.column("minIfOrNull(t, " + flag + ")", "first_" + slot.number());
      case Leaf.Nth nth ->
          firsts.column(
              "groupArraySortedIf(" + nth.n() + ")(t, " + flag + ")", "sorted_" + slot.number());
      case Leaf.Total _ -> throw new IllegalStateException("a total whose rows count as they come");
    }
  }

  private static Select keyed(Pass pass, HitsSql hits) {
    Select firsts = new Select().column("entity", "entity").column("leaf", "leaf");
    if (pass.isGrouped()) {
      firsts.column("grp", "grp");
    }
    boolean apart = pass.tellsApart();
    firsts.column(apart ? "key" : Unknown.of(Type.STRING), "key", apart ? "" : "every row counts");
    carry(firsts, pass, "hits");
    firsts.column("count()", "matching", "rows before they are told apart");
    firsts.column(
        instants(pass),
        "instants",
        "a key counts once, at its earliest; rows without one count each");
    if (!pass.slotsOf(Leaf.Total.class).isEmpty()) {
      String totals = "leaf IN " + numbers(pass.slotsOf(Leaf.Total.class));
      firsts.column(
          "if(isNull(key), groupArrayIf((t, amount), "
              + totals
              + " AND isNull(key)), [min((t, amount))])",
          "amounts",
          "of copies at one instant the least");
    }
    if (!pass.slotsOf(Leaf.Chain.class).isEmpty()) {
      String chains = "leaf IN " + numbers(pass.slotsOf(Leaf.Chain.class));
      firsts.column(
          "arrayFilter(event -> isNull(event.2) OR event.1 = min(t), arrayDistinct(groupArrayIf("
              + event(hits)
              + ", "
              + chains
              + ")))",
          "events",
          "with what steps read of them");
    }
    firsts
        .from("hits")
        .groupBy("entity, leaf" + (pass.isGrouped() ? ", grp" : "") + (apart ? ", key" : ""));
    hits.plain()
        .ifPresent(rows -> firsts.then("UNION ALL\n" + rowPerSlot(pass, rows, firsts).nested(0)));
    return firsts;
  }

  /** What of each entity every row counts of, a row a slot. */
  private static Select rowPerSlot(Pass pass, Select rows, Select firsts) {
    Select entities = new Select().column("entity", "entity");
    carry(entities, pass, "rows");
    entities.column(
        pass.plainScan().orElseThrow().slots().stream()
            .map(FirstsSql::rowOfSlot)
            .collect(Collectors.joining(", ", "[", "]")),
        "slots",
        "the number of each, how many match, the earliest");
    entities.from(rows, "rows").groupBy("entity");
    Map<String, String> columns =
        Map.of(
            "leaf", "slot.1",
            "key", Unknown.of(Type.STRING),
            "matching", "slot.2",
            "instants", "slot.3");
    Select each = new Select();
    for (String name : firsts.aliases()) {
      boolean own = name.equals("entity") || pass.carried().contains(name);
      each.column(own ? name : columns.getOrDefault(name, "[]"), name);
    }
    return each.from(entities, "entities")
        .arrayJoin("ARRAY JOIN slots AS slot")
        .where("slot.2 > 0", "matched at all");
  }

  private static String rowOfSlot(Slot slot) {
    String instants =
        slot.isFirst()
            ? "[minIf(t, " + slot.flag() + ")]"
            : "groupArraySortedIf(" + slot.most().orElseThrow() + ")(t, " + slot.flag() + ")";
    return "(" + slot.number() + ", countIf(" + slot.flag() + "), " + instants + ")";
  }

  private static String instants(Pass pass) {
    List<Slot> unbounded = pass.slotsOf(Leaf.Ratio.class);
    long most =
        pass.scan().slots().stream()
            .filter(slot -> slot.distinct().isEmpty() && slot.most().isPresent())
            .mapToLong(slot -> slot.most().get())
            .max()
            .orElse(1);
    if (most == 1 && unbounded.isEmpty()) {
      return "[min(t)]";
    }
    String several = "groupArraySortedIf(" + most + ")(t, isNull(key))";
    if (!unbounded.isEmpty()) {
      String ratios = "leaf IN " + numbers(unbounded);
      several =
          "if(" + ratios + ", groupArrayIf(t, isNull(key) AND " + ratios + "), " + several + ")";
    }
    return "if(isNull(key), " + several + ", [min(t)])";
  }

  /** The tuple of an event: its time, its id, and all that a sequence reads of it. */
  private static String event(HitsSql hits) {
    List<String> parts = new ArrayList<>(List.of("t", "key"));
    parts.addAll(hits.reads());
    return "(" + String.join(", ", parts) + ")";
  }

  static String numbers(List<Slot> slots) {
    return slots.stream()
        .map(slot -> Integer.toString(slot.number()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * Takes the columns of {@code anchors} along: they are the same on every row of an entity. A
   * number that is never NULL is kept in half the bytes by its bits.
   */
  static void carry(Select select, Pass pass, String from) {
    for (String name : pass.carried()) {
      String any = name.equals("t0") ? "groupBitOr(" : "any(";
      select.column(any + from + "." + name + ")", name);
    }
  }
}
