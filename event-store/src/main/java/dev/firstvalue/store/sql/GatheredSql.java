package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code gathered}: one row an entity with what its events say before its time zero is known. Where
 * most rows are of use, looking up the time zero of each takes longer than all else; here entities
 * are looked up instead. Of events of which only is asked whether one lies in a range the cells of
 * time are kept ({@link TimeCells}), the few others are kept as they are.
 *
 * <p>An entity of which the cells do not say it, or that has very many events, is not {@code
 * settled}: it has to be asked for by {@code hits}.
 */
final class GatheredSql {
  /** Names up to which events of a leaf are few. */
  private static final int FEW_NAMES = 4;

  /** Each leaf whose events are kept is a bit of what is kept. */
  private static final int MOST_KEPT_LEAVES = 6;

  private static final int KEPT = 1 << MOST_KEPT_LEAVES;

  /** Of so many kept events of an entity, it is not settled. */
  private static final int MOST_KEPT = 1000;

  private final Pass pass;
  private final TimeCells cells;
  private final HitRowsSql rows;
  private final List<Slot> celled;
  private final List<Slot> kept;
  private final boolean alone;

  private GatheredSql(Pass pass, TimeCells cells, List<Slot> celled, boolean alone) {
    this.pass = pass;
    this.cells = cells;
    this.rows = new HitRowsSql(pass.scan());
    this.celled = celled;
    this.alone = alone;
    this.kept = pass.slots().stream().filter(slot -> !celled.contains(slot)).toList();
  }

  /**
   * The relation for a pass whose leaves can be counted so.
   *
   * @param oldest an instant before which there are few events
   * @param always whether it need not be likely to be faster than a join
   * @param alone whether nothing else is made of {@code anchors}, so that time zero is gathered too
   */
  static Optional<GatheredSql> of(Pass pass, Instant oldest, boolean always, boolean alone) {
    List<Slot> slots = pass.slots();
    List<Slot> celled =
        slots.stream()
            .filter(HeldSql::isWhether)
            .filter(slot -> always || !hasFewNames(slot))
            .toList();
    boolean can =
        !pass.isKeyed()
            && pass.owners().areNative()
            && pass.sums().isEmpty()
            && pass.bucket().isEmpty()
            && pass.since().isEmpty()
            && pass.until().isEmpty()
            && pass.table().global().isEmpty()
            && slots.stream().allMatch(HeldSql::isWhole)
            && slots.size() - celled.size() <= MOST_KEPT_LEAVES
            && slots.stream()
                .allMatch(slot -> always || celled.contains(slot) || hasFewNames(slot));
    return celled.stream()
        .map(slot -> slot.range().to().minus(slot.range().from()))
        .min(Duration::compareTo)
        .filter(any -> can)
        .flatMap(shortest -> TimeCells.of(oldest, pass.watermark(), shortest))
        .map(cells -> new GatheredSql(pass, cells, celled, alone));
  }

  private static boolean hasFewNames(Slot slot) {
    return slot.stream().events().size() <= FEW_NAMES;
  }

  Select select() {
    Select marked = new Select().column("entity", "entity").column(cells.bit("t"), "cell");
    if (alone) {
      marked.column("t", "t").column(rows.flag(pass.witnesses().getFirst(), "is_start"), "starts");
    }
    celled.forEach(slot -> marked.column(rows.flag(slot), slot.flag(), HitsSql.words(slot)));
    if (!kept.isEmpty()) {
      marked.column(
          IntStream.range(0, kept.size())
              .mapToObj(i -> rows.flag(kept.get(i)) + (i == 0 ? "" : " * " + (1 << i)))
              .collect(Collectors.joining(" + ")),
          "serves",
          kept.stream().map(HitsSql::words).collect(Collectors.joining("; ")));
      marked.column("t * " + KEPT + " + serves", "event");
    }
    Select gathered = new Select().column("entity", "entity").column("count()", "events");
    if (alone) {
      gathered.column("minIf(t, starts)", "t0").having("countIf(starts) > 0", "who started");
    }
    for (Slot slot : celled) {
      boolean every =
          slot.stream().where().isEmpty()
              && slot.stream().events().containsAll(pass.scan().events());
      gathered.column(
          every ? "groupBitOr(cell)" : "groupBitOrIf(cell, " + slot.flag() + ")", cells(slot));
    }
    if (!kept.isEmpty()) {
      gathered.column("groupArrayIf(" + MOST_KEPT + ")(event, serves != 0)", "kept");
    }
    return gathered.from(marked.from(rows.select(), "rows"), "marked").groupBy("entity");
  }

  /** {@code instants} out of {@code anchors} and {@code gathered}. */
  Select instants() {
    Select instants = new Select().column("entity", "entity");
    pass.carried().forEach(name -> instants.column(name, name));
    List<String> settled = new ArrayList<>();
    settled.add("events <= " + pass.leastMatching());
    for (Slot slot : celled) {
      LeafColumn column = slot.column();
      String inside = cells.inside(cells(slot), begin(slot), end(slot));
      instants
          .column(inside, column.matching(), "1 for any")
          .column("if(" + column.matching() + ", t0, NULL)", column.name(), HitsSql.words(slot));
      settled.add(
          "("
              + column.matching()
              + " OR NOT "
              + "("
              + cells.touched(cells(slot), begin(slot), end(slot))
              + "))");
    }
    for (int i = 0; i < kept.size(); i++) {
      kept(instants, kept.get(i), i);
    }
    if (!kept.isEmpty()) {
      settled.add("length(kept) < " + MOST_KEPT);
    }
    instants.column(String.join(" AND ", settled), "settled", "what is said of the entity is all");
    return alone
        ? instants.from("gathered")
        : instants.from("anchors").join("ANY LEFT JOIN gathered USING (entity)");
  }

  private void kept(Select instants, Slot slot, int bit) {
    LeafColumn column = slot.column();
    long n = slot.most().orElseThrow();
    String own = "own_" + slot.number();
    instants
        .column(
            "arrayFilter(event -> bitTest(event, %d) AND event >= (%s) * %d AND event < (%s) * %d, kept)"
                .formatted(bit, begin(slot), KEPT, end(slot), KEPT),
            own,
            HitsSql.words(slot))
        .column("length(" + own + ")", column.matching())
        .column(
            "if("
                + column.matching()
                + " >= "
                + n
                + ", "
                + (column.timed()
                    ? "bitShiftRight(arraySort(" + own + ")[" + n + "], " + MOST_KEPT_LEAVES + ")"
                    : "t0")
                + ", NULL)",
            column.name(),
            n + " or more" + (column.timed() ? "" : "; when is not asked"));
  }

  private static String begin(Slot slot) {
    return HitsSql.plus("t0", Micros.of(slot.range().from()));
  }

  private static String end(Slot slot) {
    return HitsSql.plus("t0", Micros.of(slot.range().to()));
  }

  private static String cells(Slot slot) {
    return "cells_" + slot.number();
  }
}
