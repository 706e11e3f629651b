package dev.firstvalue.benchmarks.questions;

import dev.firstvalue.benchmarks.Documents;
import dev.firstvalue.benchmarks.Folders;
import dev.firstvalue.definition.bind.Binder;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.store.connect.Query;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.connect.StoreConnection;
import dev.firstvalue.store.engine.EmbeddedEngine;
import dev.firstvalue.store.engine.EngineSettings;
import dev.firstvalue.store.facts.ClickHouseFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Questions beside bare passes over the same table, on a table ordered by date and on one ordered
 * by user, in processor seconds of the store: medians of interleaved runs, their ratio, its limit
 * and whether it is met. Exits with 1 if one is missed.
 *
 * <p>Arguments, as {@code name=value}: events (default 50,000,000), users (500,000), runs (7),
 * order (date, user or both), cases (how the names of those begin that are asked), data (a folder
 * that keeps the tables; a temporary one when absent).
 */
public final class QuestionRatios {
  private static final Instant WATERMARK = Instant.parse("2026-07-01T00:00:00Z");
  private static final String BARE = "L1";

  private final Order order;
  private final Stopwatch watch;
  private final int runs;
  private final List<Scenario> scenarios;
  private boolean over;

  private QuestionRatios(Order order, Stopwatch watch, int runs, List<Scenario> scenarios) {
    this.order = order;
    this.watch = watch;
    this.runs = runs;
    this.scenarios = scenarios;
  }

  /** Runs the scenarios. */
  public static void main(String[] args) throws IOException {
    long events = Long.parseLong(argument(args, "events", "50000000"));
    long users = Long.parseLong(argument(args, "users", "500000"));
    int runs = Integer.parseInt(argument(args, "runs", "7"));
    String only = argument(args, "order", "both");
    String beginning = argument(args, "cases", "");
    String kept = argument(args, "data", "");
    Path home = kept.isEmpty() ? Files.createTempDirectory("firstvalue-questions-") : Path.of(kept);
    List<Scenario> scenarios =
        Scenario.all().stream().filter(each -> each.name().startsWith(beginning)).toList();
    boolean over = false;
    try (EmbeddedEngine engine = EmbeddedEngine.start(home, EngineSettings.ofThisMachine());
        StoreConnection admin = StoreConnection.open(engine.admin());
        StoreConnection reader = StoreConnection.open(engine.reader())) {
      for (Order order : Order.values()) {
        if (only.equals("both") || only.equals(order.name().toLowerCase(Locale.ROOT))) {
          Events.load(admin.store(), order, events, users);
          Stopwatch watch = new Stopwatch(admin.store(), reader.store());
          over |= new QuestionRatios(order, watch, runs, scenarios).isOver();
        }
      }
    } finally {
      if (kept.isEmpty()) {
        Folders.delete(home);
      }
    }
    System.exit(over ? 1 : 0);
  }

  /** What follows {@code name=}. */
  private static String argument(String[] args, String name, String otherwise) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name + "="))
        .map(arg -> arg.substring(name.length() + 1))
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(otherwise);
  }

  private boolean isOver() {
    for (Scenario scenario : scenarios) {
      SetQuestion question = question(scenario.definitions());
      for (int run = 0; run <= runs; run++) {
        watch.time(BARE, store -> pass(store, ""));
        watch.time(peer(scenario), store -> peer(scenario, question, store));
        watch.time(scenario.name(), store -> ask(store, question));
      }
      report(scenario);
    }
    return over;
  }

  private String peer(Scenario scenario) {
    return scenario.peer().words() + " of " + scenario.name();
  }

  private void peer(Scenario scenario, SetQuestion question, Store store) {
    switch (scenario.peer()) {
      case BARE -> pass(store, "");
      case READING ->
          pass(
              store,
              ", max(ts), any(event)"
                  + (scenario.reads().isEmpty()
                      ? ""
                      : ", any(properties['" + scenario.reads() + "'])"));
      case ONE -> ask(store, question.with(question.plans().only(List.of(0))));
      case SUM ->
          IntStream.range(0, question.plans().plans().size())
              .forEach(i -> ask(store, question.with(question.plans().only(List.of(i)))));
    }
  }

  /** The bare pass with these columns more; all are hashed, else the store would not read them. */
  private void pass(Store store, String columns) {
    store.one(
        Query.of(
            "SELECT count() AS n"
                + (columns.isEmpty() ? "" : ", max(cityHash64(*))")
                + " FROM (SELECT user_id, count()"
                + columns
                + " FROM "
                + order.table()
                + " GROUP BY user_id)"),
        row -> row.integer("n"));
  }

  /** The counts that the table of a lift is made of, for each plan. */
  private static void ask(Store store, SetQuestion question) {
    List<Fold> folds = new ArrayList<>();
    for (int i = 0; i < question.plans().plans().size(); i++) {
      Plan plan = question.plans().plans().get(i);
      folds.add(
          Fold.by(
              new FactKey.Excluded(),
              new FactKey.NewnessVerified(),
              new FactKey.Mature(Duration.ofDays(30)),
              new FactKey.InPlan(i, new FactKey.SetAside()),
              new FactKey.InPlan(i, new FactKey.Reached(plan.window())),
              new FactKey.InPlan(i, new FactKey.Retained(0))));
    }
    if (new ClickHouseFacts(store).fold(question, folds).getFirst().rows().isEmpty()) {
      throw new IllegalStateException("counts: none (expected: those of every user)");
    }
  }

  private SetQuestion question(List<String> definitions) {
    return new SetQuestion(
        new PlanSet(
            definitions.stream()
                .map(
                    definition ->
                        Binder.plan(
                                Documents.model(Definitions.model(order)),
                                Documents.definition(definition))
                            .orThrow())
                .toList()),
        WATERMARK,
        Optional.empty(),
        Optional.empty());
  }

  private void report(Scenario scenario) {
    double wall = watch.wall(scenario.name()) / watch.wall(peer(scenario));
    double processor = watch.processor(scenario.name()) / watch.processor(peer(scenario));
    Optional<Double> limit = Optional.ofNullable(scenario.limits().get(order));
    boolean tooLong = limit.isPresent() && processor > limit.get();
    over |= tooLong;
    System.out.printf(
        Locale.ROOT,
        "%-5s %-21s L1 %6.3f s  %-9s %7.3f s  question %7.3f s  ratio %5.2f (by the clock %5.2f)"
            + "  %s%n",
        order.name().toLowerCase(Locale.ROOT),
        scenario.name(),
        watch.processor(BARE),
        scenario.peer().words(),
        watch.processor(peer(scenario)),
        watch.processor(scenario.name()),
        processor,
        wall,
        limit
            .map(value -> String.format(Locale.ROOT, "limit %.1f ", value))
            .orElse("no limit ")
            .concat(limit.isEmpty() ? "" : tooLong ? "missed" : "met"));
  }
}
