package dev.firstvalue.store.facts;

import dev.firstvalue.definition.evaluate.Anchors;
import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.evaluate.Firsts;
import dev.firstvalue.definition.evaluate.Hits;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.Relation;
import dev.firstvalue.store.sql.SqlRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The five relations in a form that both evaluators have, as sorted lines of text. */
final class RelationReader {
  private final Question question;
  private final Plan plan;

  RelationReader(Question question) {
    this.question = question;
    this.plan = question.plan();
  }

  /** The relations of the reference evaluator. */
  Map<Relation, List<String>> of(Evaluation evaluation) {
    Map<Relation, List<String>> all = new TreeMap<>();
    List<String> anchors = new ArrayList<>();
    for (Anchors.Row row : evaluation.anchors().rows().values()) {
      anchors.add(row.entity() + " " + row.timeZero());
    }
    all.put(Relation.ANCHORS, sorted(anchors));
    List<String> hits = new ArrayList<>();
    for (Hits.Row row : evaluation.hits().rows()) {
      if (used(row.leaf())) {
        hits.add(row.entity() + " " + row.leaf() + " " + row.timestamp());
      }
    }
    all.put(Relation.HITS, sorted(hits));
    Map<String, List<Long>> firsts = new TreeMap<>();
    for (Map.Entry<Firsts.Counted, List<Hits.Row>> entry : evaluation.firsts().rows().entrySet()) {
      if (used(entry.getKey().leaf())) {
        add(
            firsts,
            entry.getKey().entity(),
            entry.getKey().leaf(),
            entry.getValue().getFirst().timestamp());
      }
    }
    all.put(Relation.FIRSTS, lines(firsts));
    List<String> instants = new ArrayList<>();
    evaluation
        .instants()
        .rows()
        .forEach(
            (entity, groups) ->
                groups.forEach(
                    (group, leaves) -> {
                      for (int leaf = 0; leaf < leaves.size(); leaf++) {
                        if (leaves.get(leaf) != null && used(leaf)) {
                          instants.add(entity + " " + leaf + " " + leaves.get(leaf));
                        }
                      }
                    }));
    all.put(Relation.INSTANTS, sorted(instants));
    all.put(Relation.FACTS, evaluation.facts().rows().stream().map(EntityFacts::toString).toList());
    return all;
  }

  /** The relations of the SQL. */
  Map<Relation, List<String>> of(Store store, SqlRenderer renderer) {
    Map<Relation, List<String>> all = new TreeMap<>();
    all.put(
        Relation.ANCHORS,
        lines(
            store,
            renderer,
            Relation.ANCHORS,
            (row, to) -> to.add(entity(row) + row.integer("t0"))));
    all.put(Relation.HITS, lines(store, renderer, Relation.HITS, this::hit));
    Map<String, List<Long>> firsts = new TreeMap<>();
    lines(store, renderer, Relation.FIRSTS, (row, to) -> first(row, firsts));
    all.put(Relation.FIRSTS, lines(firsts));
    all.put(
        Relation.INSTANTS,
        lines(
            store,
            renderer,
            Relation.INSTANTS,
            (row, to) -> {
              for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
                Long instant = used(leaf) ? row.integerOrNull("leaf_" + (leaf + 1)) : null;
                if (instant != null) {
                  to.add(entity(row) + leaf + " " + instant);
                }
              }
            }));
    List<String> facts = new ArrayList<>();
    store.each(
        Query.of(renderer.facts(question, Optional.empty())),
        row -> facts.add(FactRows.entity(row, plan).toString()));
    all.put(Relation.FACTS, facts);
    return all;
  }

  private void hit(Row row, List<String> to) {
    if (keyed()) {
      if (row.integer("leaf") > 0) {
        to.add(entity(row) + leafOf(row.integer("leaf")) + " " + row.integer("t"));
      }
      return;
    }
    for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
      if (used(leaf) && Boolean.TRUE.equals(row.flagOrNull("leaf_" + (leaf + 1)))) {
        to.add(entity(row) + leaf + " " + row.integer("t"));
      }
    }
  }

  private void first(Row row, Map<String, List<Long>> firsts) {
    String entity = row.text("entity");
    if (keyed()) {
      if (row.integer("leaf") > 0) {
        int leaf = leafOf(row.integer("leaf"));
        row.integers("instants").forEach(instant -> add(firsts, entity, leaf, instant));
      }
      return;
    }
    for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
      if (used(leaf)) {
        List<Long> instants = new ArrayList<>();
        if (kept(leaf) > 1) {
          instants.addAll(row.integers("sorted_" + slotOf(leaf)));
        } else {
          Long instant = row.integerOrNull("first_" + slotOf(leaf));
          if (instant != null) {
            instants.add(instant);
          }
        }
        for (Long instant : instants) {
          add(firsts, entity, leaf, instant);
        }
      }
    }
  }

  private static void add(
      Map<String, List<Long>> firsts, String entity, int leaf, @Nullable Long instant) {
    firsts.computeIfAbsent(entity + " " + leaf, any -> new ArrayList<>()).add(instant);
  }

  /** As many of the firsts as the leaf asks for: the SQL may forget the others. */
  private List<String> lines(Map<String, List<Long>> firsts) {
    List<String> lines = new ArrayList<>();
    firsts.forEach(
        (place, instants) -> {
          int leaf = Integer.parseInt(place.substring(place.lastIndexOf(' ') + 1));
          if (plan.leaves().get(leaf) instanceof Leaf.Nth) { // others have columns of their own
            lines.add(place + " " + instants.stream().sorted().limit(kept(leaf)).toList());
          }
        });
    return sorted(lines);
  }

  private List<String> lines(
      Store store, SqlRenderer renderer, Relation relation, BiConsumer<Row, List<String>> reader) {
    List<String> lines = new ArrayList<>();
    store.each(
        Query.of(renderer.relation(question, relation, Optional.empty())),
        row -> reader.accept(row, lines));
    return sorted(lines);
  }

  private static String entity(Row row) {
    return row.text("entity") + " ";
  }

  private boolean keyed() {
    for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
      if (used(leaf)
          && (!(plan.leaves().get(leaf) instanceof Leaf.Nth nth)
              || !nth.per().isEmpty()
              || (nth.n() > 1
                  && (nth.distinct().isPresent() || plan.source().eventId().isPresent())))) {
        return true;
      }
    }
    return false;
  }

  /** How many instants of a leaf's counted things the SQL keeps. */
  private long kept(int leaf) {
    return plan.leaves().get(leaf) instanceof Leaf.Nth nth ? nth.n() : Long.MAX_VALUE;
  }

  /** The leaf of a slot: the streams of the leaves that are used, numbered through. */
  private int leafOf(long slot) {
    long left = slot;
    for (int leaf = 0; leaf < plan.leaves().size(); leaf++) {
      left -= used(leaf) ? plan.leaves().get(leaf).streams().size() : 0;
      if (left <= 0) {
        return leaf;
      }
    }
    throw new IllegalArgumentException("slot: " + slot);
  }

  private int slotOf(int leaf) {
    int slot = 1;
    for (int before = 0; before < leaf; before++) {
      slot += used(before) ? plan.leaves().get(before).streams().size() : 0;
    }
    return slot;
  }

  /** Leaves that nothing reads are not in the SQL. */
  private boolean used(int leaf) {
    return Leaves.used(plan).contains(leaf);
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }
}
