package dev.firstvalue.store.sql;

import dev.firstvalue.definition.plan.Leaf;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code instants}: one row an entity (and group, where a leaf has groups), the instant of each
 * leaf, NULL for never.
 */
final class InstantsSql {
  private final Pass pass;
  private final HitsSql hits;
  private final Select instants = new Select().column("entity", "entity");

  private InstantsSql(Pass pass, HitsSql hits) {
    this.pass = pass;
    this.hits = hits;
  }

  static Select of(Pass pass, HitsSql hits) {
    return new InstantsSql(pass, hits).select();
  }

  private Select select() {
    if (pass.isGrouped()) {
      instants.column(group(), "grp", "[] for leaves without groups");
    }
    if (pass.isKeyed()) {
      FirstsSql.carry(instants, pass, "firsts");
    } else {
      pass.carried().forEach(name -> instants.column(name, name));
    }
    for (LeafColumn column : pass.columns()) {
      List<Slot> slots = pass.slotsOf(column);
      instants.column(
          pass.isKeyed()
              ? "sumIf(firsts.matching, leaf IN " + FirstsSql.numbers(slots) + ")"
              : column.matching(),
          column.matching(),
          pass.isKeyed() ? "how many events match" : "");
      switch (column.leaf()) {
        case Leaf.Nth nth -> nth(nth, slots.getFirst());
        case Leaf.Total total -> RunningSql.total(instants, total, slots.getFirst());
        case Leaf.Ratio ratio ->
            RunningSql.ratio(instants, ratio, slots.getFirst(), slots.getLast(), pass);
        case Leaf.Chain chain -> chain(chain, column, slots);
      }
    }
    pass.sums().forEach(sum -> instants.column(sum.name(), sum.name()));
    instants.from("firsts");
    if (!pass.isKeyed()) {
      return instants;
    }
    return instants.groupBy(pass.isGrouped() ? "entity, grp" : "entity");
  }

  /**
   * The group of a row. Most groups that are counted have too few events: of these nothing is kept
   * but their number.
   */
  private String group() {
    String few =
        pass.slots().stream()
            .filter(this::isWholeGroup)
            .map(
                slot ->
                    "leaf = "
                        + slot.number()
                        + " AND firsts.matching < "
                        + slot.most().orElseThrow())
            .collect(Collectors.joining(" OR "));
    return few.isEmpty() ? "grp" : "if(" + few + ", [], firsts.grp)";
  }

  /** Whether a row of {@code firsts} is all events of a group, and has to have several. */
  private boolean isWholeGroup(Slot slot) {
    return slot.leaf() instanceof Leaf.Nth nth
        && nth.n() > 1
        && !nth.per().isEmpty()
        && !pass.tellsApart(slot);
  }

  private void nth(Leaf.Nth nth, Slot slot) {
    LeafColumn column = slot.column();
    if (!pass.isKeyed() && !column.timed()) {
      instants.column(
          "if(" + column.matching() + " >= " + nth.n() + ", " + column.origin() + ", NULL)",
          column.name(),
          nth.n() + " or more of " + HitsSql.words(slot) + "; when is not asked");
      return;
    }
    String sorted = "sorted_" + slot.number();
    if (pass.isKeyed()) {
      instants.column(
          "groupArraySortedArrayIf("
              + nth.n()
              + ")(firsts.instants, leaf = "
              + slot.number()
              + (isWholeGroup(slot) ? " AND firsts.matching >= " + nth.n() : "")
              + ")",
          sorted);
    }
    boolean first = slot.isFirst() && !pass.isKeyed();
    instants.column(
        first ? "first_" + slot.number() : nth(sorted, nth.n()),
        slot.column().name(),
        (nth.n() == 1 ? "the first" : "number " + nth.n()) + " of " + HitsSql.words(slot));
  }

  private static String nth(String sorted, long n) {
    return "if(length(" + sorted + ") >= " + n + ", " + sorted + "[" + n + "], NULL)";
  }

  private void chain(Leaf.Chain chain, LeafColumn leaf, List<Slot> slots) {
    List<String> events = slots.stream().map(InstantsSql::events).toList();
    for (Slot slot : slots) {
      String name = events.get(slot.index());
      String all = "groupArrayArrayIf(firsts.events, leaf = " + slot.number() + ")";
      instants.column(
          "if("
              + leaf.matching()
              + " > "
              + pass.limits().of(chain)
              + ", [], "
              + (pass.isKeyed() ? ofLink(all, hits.places(chain, slot.index())) : "firsts." + name)
              + ")",
          name);
    }
    ChainSql.columns(chain, events, leaf.name())
        .forEach(column -> instants.column(column.sql(), column.name(), column.comment()));
  }

  /** The column of the events of a link. */
  static String events(Slot slot) {
    return "events_" + slot.number();
  }

  /** The events with their time, their id, and what the sequence reads of them, in its order. */
  private static String ofLink(String events, List<Integer> places) {
    String reads =
        places.stream().map(place -> ", event." + (place + 3)).collect(Collectors.joining());
    return "arrayMap(event -> (event.1, event.2" + reads + "), " + events + ")";
  }
}
