package dev.firstvalue.store.hostile;

import dev.firstvalue.definition.bind.Bound;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.sql.SqlText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Hostile texts through documents and SQL on a real store. Names and values are planted, so it is
 * known who has to be found; patterns are held to the reference evaluator. Not safe for threads.
 */
final class HostileRun {
  private static final Instant WATERMARK = Instant.parse("2026-02-01T00:00:00Z");

  private final Store admin;
  private final Store reader;
  private final SplittableRandom random;
  private final RandomTexts texts;
  private final RandomPatterns patterns;
  private final List<String> failures = new ArrayList<>();
  private final List<String> refusedPatterns = new ArrayList<>();
  private long literals;
  private long cases;
  private Duration slowest = Duration.ZERO;

  /**
   * A run.
   *
   * @param admin makes tables
   * @param reader asks, in the same database
   */
  HostileRun(Store admin, Store reader, long seed) {
    this.admin = admin;
    // Compiling to machine code takes longer than so small a log.
    this.reader =
        reader
            .withRowLimit(Long.MAX_VALUE)
            .withSettings(Map.of("compile_expressions", "0", "compile_aggregate_expressions", "0"));
    this.random = new SplittableRandom(seed);
    this.texts = new RandomTexts(random);
    this.patterns = new RandomPatterns(random, texts);
  }

  /** Tries at least so many literals more; a failure does not end it. */
  void tryAll(long count) {
    for (long end = literals + count; literals < end; cases++) {
      if (cases % 4 == 3) {
        one(HostileCase.patterns(accepted(), patterns, random));
      } else {
        backAndForth();
        one(HostileCase.namesAndValues(random));
      }
    }
  }

  /** How many literals were tried; a pattern that is refused is none. */
  long literals() {
    return literals;
  }

  /** What went wrong, in words. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The patterns that no document may hold. */
  List<String> refusedPatterns() {
    return List.copyOf(refusedPatterns);
  }

  /** The longest that a store took for a case. */
  Duration slowest() {
    return slowest;
  }

  private void one(HostileCase one) {
    Bound<Plan> plan =
        HostileDocuments.plan(one.table(), one.events(), one.properties(), one.conditions());
    literals += one.literals();
    if (plan.value().isEmpty()) {
      failures.add("refused: " + plan.findings().all().getFirst());
      return;
    }
    try {
      one.table().create(admin.withJournal(new QueryJournal()), one.log());
      try {
        ask(one, plan.value().get());
      } finally {
        one.table().drop(admin.withJournal(new QueryJournal()));
      }
    } catch (FirstvalueException e) {
      failures.add("the store refuses " + one.table() + ": " + e.problem());
    }
  }

  private void ask(HostileCase one, Plan plan) {
    Set<String> columns =
        new HashSet<>(
            reader
                .withJournal(new QueryJournal())
                .list(
                    Query.of(
                            "SELECT name FROM system.columns"
                                + " WHERE database = currentDatabase() AND table = {table:String}")
                        .bind("table", one.table().table()),
                    row -> row.text("name")));
    if (!columns.equals(new HashSet<>(one.table().names()))) {
      failures.add("columns " + columns + " of " + one.table());
    }
    Question question = new Question(plan, WATERMARK, Optional.empty(), Optional.empty());
    List<EntityFacts> expected = new ArrayList<>();
    new ReferenceFacts(one.log(), List.of()).facts(question, expected::add);
    List<EntityFacts> found = new ArrayList<>();
    long begin = System.nanoTime();
    new ClickHouseFacts(reader.withJournal(new QueryJournal())).facts(question, found::add);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
    if (!found.equals(expected)) {
      failures.add("facts " + firstDifference(expected, found) + " of " + one);
    }
    planted(one, found);
  }

  /** Just the one user has each milestone. */
  private void planted(HostileCase one, List<EntityFacts> found) {
    Map<Integer, Set<String>> reached = new HashMap<>();
    for (EntityFacts facts : found) {
      for (int i = 0; i < one.planted().size(); i++) {
        if (facts.milestones().get(i) != null) {
          reached.computeIfAbsent(i, any -> new HashSet<>()).add(facts.entity());
        }
      }
    }
    for (int i = 0; i < one.planted().size(); i++) {
      if (!Set.of(one.planted().get(i)).equals(reached.get(i))) {
        failures.add(
            "%s found, not %s, by %s"
                .formatted(reached.get(i), one.planted().get(i), one.conditions().get(i)));
      }
    }
  }

  /** Literals and names as the store gives them back. */
  private void backAndForth() {
    List<String> many = new ArrayList<>();
    while (many.size() < HostileCase.CONDITIONS) {
      many.add(texts.any());
    }
    literals += many.size();
    String sql =
        "SELECT arrayJoin(["
            + many.stream().map(SqlText::literal).collect(Collectors.joining(", "))
            + "]) AS "
            + SqlText.identifier(many.getFirst());
    try {
      List<String> back =
          reader
              .withJournal(new QueryJournal())
              .list(Query.of(sql), row -> row.text(many.getFirst()));
      if (!back.equals(many)) {
        failures.add("given back as " + back + ": " + many);
      }
    } catch (RuntimeException e) {
      failures.add("not given back: " + many + ": " + e);
    }
  }

  private List<String> accepted() {
    HostileCase any = HostileCase.patterns(List.of("a"), patterns, random);
    List<String> accepted = new ArrayList<>();
    while (accepted.size() < HostileCase.CONDITIONS) {
      String pattern = patterns.pattern();
      HostileCase alone = HostileCase.patterns(List.of(pattern), patterns, random);
      if (HostileDocuments.plan(any.table(), any.events(), any.properties(), alone.conditions())
          .value()
          .isPresent()) {
        accepted.add(pattern);
      } else {
        refusedPatterns.add(pattern);
      }
    }
    return accepted;
  }

  private static String firstDifference(List<EntityFacts> expected, List<EntityFacts> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      if (!expected.get(i).equals(found.get(i))) {
        return found.get(i) + ", not " + expected.get(i) + ",";
      }
    }
    return found.size() + " of " + expected.size();
  }
}
