package dev.firstvalue.store.compare;

import dev.firstvalue.definition.evaluate.ExampleLog;
import dev.firstvalue.definition.evaluate.ExampleResult;
import dev.firstvalue.definition.evaluate.ExampleRunner;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.v1.Example;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs the examples inside a definition on a store, as {@link ExampleRunner} does on the reference
 * evaluator. The events go into tables of the database's own, whose columns have names of their
 * own: where the team's tables are and what they are called decides nothing.
 */
public final class StoredExamples {
  private final Store store;

  /**
   * Examples on a store.
   *
   * @param store makes tables in a database that is nobody else's, and replaces them
   */
  public StoredExamples(Store store) {
    this.store = store.withRowLimit(Long.MAX_VALUE);
  }

  /** The results, in the order of the examples. */
  public List<ExampleResult> run(Plan plan, List<Example> examples) {
    Plan here = moved(plan);
    List<ExampleResult> results = new ArrayList<>();
    for (Example example : examples) {
      results.add(run(here, example));
    }
    return results;
  }

  private ExampleResult run(Plan plan, Example example) {
    ExampleLog log;
    try {
      log = ExampleLog.of(plan, example);
    } catch (IllegalArgumentException e) {
      return new ExampleResult(example.getName(), Optional.of(String.valueOf(e.getMessage())));
    }
    Source source = plan.source();
    Store quiet = store.withJournal(new QueryJournal());
    LogTables tables = new LogTables(quiet);
    tables.events(
        Asked.EVENTS, log.events(), PropertyLayout.of(source, 0), PropertyLayout.columnOf(source));
    if (source.identities().isPresent()) {
      tables.identities(Asked.IDENTITIES, List.of());
    }
    return ExampleRunner.judge(log, new ClickHouseFacts(quiet.withSettings(settings())));
  }

  /** Compiling to machine code takes longer than so small a log. */
  private static Map<String, String> settings() {
    return Map.of("compile_expressions", "0", "compile_aggregate_expressions", "0");
  }

  private static Plan moved(Plan plan) {
    return new Plan(
        moved(plan.source()),
        plan.entity(),
        plan.anchor(),
        plan.window(),
        plan.leaves(),
        plan.variants(),
        plan.qualifies(),
        plan.milestones(),
        plan.outcomes(),
        plan.attributes());
  }

  private static Source moved(Source source) {
    Map<EntityKind, String> entityColumns = new EnumMap<>(EntityKind.class);
    source
        .entityColumns()
        .keySet()
        .forEach(
            kind ->
                entityColumns.put(
                    kind,
                    switch (kind) {
                      case USER -> "user_id";
                      case ACCOUNT -> "account_id";
                    }));
    return new Source(
        Asked.EVENTS,
        "ts",
        "event",
        source.eventId().map(_ -> "event_id"),
        Optional.empty(),
        moved(source.properties()),
        entityColumns,
        source.completeFrom(),
        source.zone(),
        source.exclude(),
        source.excludeEntities(),
        source.startProperties(),
        Optional.empty(),
        source
            .identities()
            .map(_ -> new Source.Identities(Asked.IDENTITIES, "alias", "canonical", "linked_at")));
  }

  private static Source.Properties moved(Source.Properties properties) {
    return switch (properties) {
      case Source.Properties.None none -> none;
      case Source.Properties.InOneColumn _ -> new Source.Properties.InOneColumn("properties");
      case Source.Properties.InColumns(Map<String, String> columns) -> {
        Map<String, String> own = new TreeMap<>();
        columns.keySet().forEach(name -> own.put(name, "p_" + name));
        yield new Source.Properties.InColumns(own);
      }
    };
  }
}
