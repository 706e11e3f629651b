package dev.firstvalue.store.facts;

import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.random.RandomWorld;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.sql.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Asks the store and the reference evaluator the same of a random world. */
final class WorldComparison {
  /** Counts say little that facts do not, and take longer: every fifth world is counted too. */
  private static final int FOLDED = 5;

  private final Store admin;
  private final Store reader;

  /** A comparison in tables {@code events} and {@code exposures}, made anew for each world. */
  WorldComparison(Store admin, Store reader) {
    this.admin = admin;
    this.reader = reader;
  }

  /** Where the two differ; nothing if all is well. */
  List<String> differences(RandomWorld world) {
    Source source = world.question().plan().source();
    LogTables tables = new LogTables(admin);
    tables.events(
        "events", world.events(), layout(world), new TreeSet<>(source.startProperties().keySet()));
    tables.exposures("exposures", world.exposures());
    ClickHouseFacts store = new ClickHouseFacts(reader);
    ReferenceFacts reference = new ReferenceFacts(world.events(), world.exposures());

    List<String> differences = new ArrayList<>();
    RelationReader relations = new RelationReader(world.question());
    Map<Relation, List<String>> expected =
        relations.of(Evaluation.of(world.question(), world.events()));
    Map<Relation, List<String>> found = relations.of(reader, store.renderer(source));
    for (Relation relation : Relation.values()) {
      compare(
          relation.toString(),
          expected.getOrDefault(relation, List.of()),
          found.getOrDefault(relation, List.of()),
          differences);
    }
    both("exposure facts", reference, store, facts -> exposed(facts, world), differences);
    if (world.seed() % FOLDED != 0) {
      return differences;
    }
    both(
        "folds",
        reference,
        store,
        facts -> lines(facts.fold(world.question(), world.folds())),
        differences);
    compare(
        "folds in parts",
        lines(reference.fold(world.question(), world.folds())),
        lines(store.fold(world.question(), world.folds(), 2)),
        differences);
    both(
        "exposure folds",
        reference,
        store,
        facts -> lines(facts.fold(world.experiment(), world.experimentFolds())),
        differences);
    both(
        "quality",
        reference,
        store,
        facts -> List.of(facts.quality(world.question()).toString()),
        differences);
    both(
        "extent", reference, store, facts -> List.of(facts.extent(source).toString()), differences);
    return differences;
  }

  /** A world says whether properties have columns of their own; else each layout has its turn. */
  private static PropertyLayout layout(RandomWorld world) {
    if (world.question().plan().source().properties() instanceof Source.Properties.InColumns) {
      return PropertyLayout.COLUMNS;
    }
    List<PropertyLayout> inOne =
        List.of(PropertyLayout.MAP, PropertyLayout.JSON, PropertyLayout.JSON_TEXT);
    return inOne.get((int) Math.floorMod(world.seed(), (long) inOne.size()));
  }

  private static List<String> exposed(FactSource facts, RandomWorld world) {
    List<ExposureFacts> all = new ArrayList<>();
    facts.facts(world.experiment(), all::add);
    return all.stream().map(ExposureFacts::toString).toList();
  }

  private static List<String> lines(List<Counts> counts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      Map<String, Long> rows = new TreeMap<>();
      counts
          .get(i)
          .rows()
          .forEach(row -> rows.merge(row.values().toString(), row.count(), Long::sum));
      int fold = i;
      rows.forEach((values, count) -> lines.add("fold " + fold + " " + values + " " + count));
    }
    return lines;
  }

  private static void both(
      String what,
      FactSource reference,
      FactSource store,
      Function<FactSource, List<String>> question,
      List<String> differences) {
    compare(what, question.apply(reference), question.apply(store), differences);
  }

  private static void compare(
      String what, List<String> expected, List<String> found, List<String> differences) {
    if (expected.equals(found)) {
      return;
    }
    List<String> missing = new ArrayList<>(expected);
    found.forEach(missing::remove);
    List<String> extra = new ArrayList<>(found);
    expected.forEach(extra::remove);
    differences.add(
        what
            + ": the store lacks "
            + missing.stream().limit(3).toList()
            + " and has "
            + extra.stream().limit(3).toList());
  }
}
