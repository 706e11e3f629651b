package dev.firstvalue.store.compare;

import dev.firstvalue.definition.evaluate.Anchors;
import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.evaluate.Firsts;
import dev.firstvalue.definition.evaluate.Hits;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.sql.Relation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The five relations in a form that both evaluators have, as sorted lines of text: which entities
 * start when; which instants serve each stream of each leaf, group by group; when each leaf holds,
 * in each group; the facts. How a group is named is each evaluator's own; what is in it is not.
 */
final class Relations {
  private final Question question;
  private final Plan plan;
  private final Slots slots;

  Relations(Question question) {
    this.question = question;
    this.plan = question.plan();
    this.slots = new Slots(plan);
  }

  /** The relations of the reference evaluator. */
  Map<Relation, List<String>> of(Evaluation evaluation) {
    Map<Relation, List<String>> all = new EnumMap<>(Relation.class);
    List<String> anchors = new ArrayList<>();
    for (Anchors.Row row : evaluation.anchors().rows().values()) {
      anchors.add(row.entity() + " at " + row.timeZero());
    }
    all.put(Relation.ANCHORS, sorted(anchors));
    GroupedInstants hits = new GroupedInstants();
    for (Hits.Row row : evaluation.hits().rows()) {
      if (slots.inHits(row.leaf())) {
        hits.add(place(row.entity(), row.leaf(), row.stream()), row.group(), row.timestamp());
      }
    }
    all.put(Relation.HITS, hits.lines());
    GroupedInstants firsts = new GroupedInstants();
    evaluation.firsts().rows().forEach((counted, rows) -> first(counted, rows, firsts));
    all.put(Relation.FIRSTS, firsts.lines());
    List<String> instants = new ArrayList<>();
    evaluation
        .instants()
        .rows()
        .forEach(
            (entity, groups) ->
                groups
                    .values()
                    .forEach(
                        leaves -> {
                          for (int leaf = 0; leaf < leaves.size(); leaf++) {
                            Long instant = leaves.get(leaf);
                            if (instant != null && slots.used(leaf)) {
                              instants.add(line(entity, leaf, instant));
                            }
                          }
                        }));
    all.put(Relation.INSTANTS, sorted(instants));
    all.put(Relation.FACTS, evaluation.facts().rows().stream().map(EntityFacts::toString).toList());
    return all;
  }

  /** One relation of the SQL. */
  List<String> of(ClickHouseFacts store, Relation relation) {
    List<String> lines = new ArrayList<>();
    GroupedInstants grouped = new GroupedInstants();
    switch (relation) {
      case ANCHORS ->
          store.rows(
              question,
              relation,
              row -> lines.add(row.text("entity") + " at " + row.integer("t0")));
      case HITS -> {
        store.rows(question, relation, row -> hit(row, grouped));
        return grouped.lines();
      }
      case FIRSTS -> {
        store.rows(question, relation, row -> first(row, grouped));
        return grouped.lines();
      }
      case INSTANTS -> store.rows(question, relation, row -> instants(row, lines));
      case FACTS -> {
        store.facts(question, facts -> lines.add(facts.toString()));
        return lines; // in an order that is part of the answer
      }
    }
    return sorted(lines);
  }

  private void hit(Row row, GroupedInstants to) {
    String entity = row.text("entity");
    long t = row.integer("t");
    if (slots.keyed()) {
      if (row.integer("leaf") > 0) { // 0 keeps an entity in that did nothing
        Slots.Slot slot = slots.of(row.integer("leaf"));
        to.add(place(entity, slot.leaf(), slot.stream()), group(row), t);
      }
      return;
    }
    for (Slots.Slot slot : slots.all()) {
      if (Boolean.TRUE.equals(row.flagOrNull(slots.flag(slot)))) {
        to.add(place(entity, slot.leaf(), slot.stream()), "", t);
      }
    }
  }

  private void first(Firsts.Counted counted, List<Hits.Row> rows, GroupedInstants to) {
    if (slots.used(counted.leaf()) && kept(counted.leaf()) > 0) {
      to.add(
          place(counted.entity(), counted.leaf(), counted.stream()),
          counted.group(),
          rows.getFirst().timestamp(),
          kept(counted.leaf()));
    }
  }

  private void first(Row row, GroupedInstants to) {
    String entity = row.text("entity");
    if (slots.keyed()) {
      if (row.integer("leaf") > 0) {
        Slots.Slot slot = slots.of(row.integer("leaf"));
        if (kept(slot.leaf()) > 0) {
          for (long instant : row.integers("instants")) {
            to.add(
                place(entity, slot.leaf(), slot.stream()), group(row), instant, kept(slot.leaf()));
          }
        }
      }
      return;
    }
    for (Slots.Slot slot : slots.all()) {
      List<Long> instants = kept(slot.leaf()) > 0 ? plainFirsts(row, slot) : List.of();
      for (long instant : instants) {
        to.add(place(entity, slot.leaf(), slot.stream()), "", instant, kept(slot.leaf()));
      }
    }
  }

  private List<Long> plainFirsts(Row row, Slots.Slot slot) {
    int number = slots.number(slot);
    if (plan.leaves().get(slot.leaf()) instanceof Leaf.Ratio) {
      return row.integers("counted_" + number);
    }
    if (kept(slot.leaf()) > 1) {
      return row.integers("sorted_" + number);
    }
    Long instant = row.integerOrNull("first_" + number);
    return instant == null ? List.of() : List.of(instant);
  }

  /**
   * How many instants of a leaf's counted things {@code firsts} keeps. Totals and sequences have
   * columns of their own there, which nothing else has: their instants are compared instead.
   */
  private long kept(int leaf) {
    return switch (plan.leaves().get(leaf)) {
      case Leaf.Nth nth -> nth.n();
      case Leaf.Ratio _ -> Long.MAX_VALUE;
      case Leaf.Total _, Leaf.Chain _ -> 0;
    };
  }

  private void instants(Row row, List<String> to) {
    for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
      Long instant = slots.used(leaf) ? row.integerOrNull("leaf_" + (leaf + 1)) : null;
      if (instant != null) {
        to.add(line(row.text("entity"), leaf, instant));
      }
    }
  }

  private String group(Row row) {
    return slots.grouped() ? row.text("grp") : "";
  }

  private static String place(String entity, int leaf, int stream) {
    return entity + " leaf " + leaf + " stream " + stream;
  }

  private static String line(String entity, int leaf, long instant) {
    return entity + " leaf " + leaf + " at " + instant;
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
