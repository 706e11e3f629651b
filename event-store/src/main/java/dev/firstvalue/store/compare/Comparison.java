package dev.firstvalue.store.compare;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.evaluate.Evaluation;
import dev.firstvalue.definition.evaluate.ReferenceFacts;
import dev.firstvalue.definition.facts.Counts;
import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.facts.WeekOfRows;
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.store.connect.QueryJournal;
import dev.firstvalue.store.connect.Store;
import dev.firstvalue.store.facts.ClickHouseFacts;
import dev.firstvalue.store.sql.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store and the reference evaluator the same, relation by relation. The log is put into
 * the tables {@value Asked#EVENTS} (ts, event, event_id, user_id, account_id, and properties or
 * p_NAME for each), {@value Asked#EXPOSURES} (ts, experiment, arm, user_id, account_id) and {@value
 * Asked#IDENTITIES} (linked_at, alias, canonical), which are made anew: the database is this
 * comparison's own. Not safe for threads.
 */
public final class Comparison {
  /** How many differing rows are shown. */
  private static final int SHOWN = 3;

  /** So many events can be those of one entity and still be read one by one. */
  private static final int MOST_EVENTS = 5_000;

  /** What a store says of a statement that it cannot run: a defect of the SQL, not of the store. */
  private static final Set<ErrorCode> OF_THE_SQL =
      Set.of(
          ErrorCode.STORE_QUERY_FAILED,
          ErrorCode.STORE_TYPE_MISMATCH,
          ErrorCode.STORE_COLUMN_NOT_FOUND);

  private final Store admin;
  private final Store reader;
  private final Consumer<String> filled;
  private @Nullable Loaded loaded;

  /**
   * A comparison.
   *
   * @param admin makes and fills tables
   * @param reader asks, in the same database
   */
  public Comparison(Store admin, Store reader) {
    this(admin, reader, _ -> {});
  }

  /**
   * A comparison of tables that somebody else can put elsewhere before they are asked.
   *
   * @param admin makes and fills tables
   * @param reader asks, in the same database
   * @param filled is told the name of each table that has been filled
   */
  public Comparison(Store admin, Store reader, Consumer<String> filled) {
    this.admin = admin;
    this.reader = reader.withRowLimit(Long.MAX_VALUE);
    this.filled = filled;
  }

  /** The log that is in the tables, and what is known of them. */
  private record Loaded(
      List<?> events,
      List<?> exposures,
      List<?> identities,
      PropertyLayout layout,
      Map<Depth, ClickHouseFacts> facts) {
    boolean holds(Asked asked, PropertyLayout wanted) {
      return layout == wanted
          && events.equals(asked.events())
          && exposures.equals(asked.exposures())
          && identities.equals(asked.identities());
    }
  }

  /**
   * Where the two differ, in words; nothing if all is well.
   *
   * @throws FirstvalueException when the store fails for another reason than what it is asked
   */
  public List<String> differences(Asked asked, Depth depth) {
    ClickHouseFacts store = load(asked, depth);
    ReferenceFacts reference =
        new ReferenceFacts(asked.events(), asked.exposures(), asked.identities());
    List<String> differences = new ArrayList<>();
    Relations relations = new Relations(asked.question());
    Map<Relation, List<String>> expected =
        relations.of(Evaluation.of(asked.question(), asked.events(), asked.identities()));
    for (Relation relation : Relation.values()) {
      compare(
          relation.relationName(),
          expected.getOrDefault(relation, List.of()),
          () -> relations.of(store, relation),
          differences);
    }
    if (depth.asksForExperiment()) {
      both("exposure facts", reference, store, facts -> exposed(facts, asked), differences);
    }
    if (depth.asksForSeveral()) {
      both("facts of several", reference, store, facts -> several(facts, asked), differences);
    }
    if (depth.asksForCounts()) {
      oneByOne(asked, store, differences);
      counts(asked, reference, store, differences);
    }
    return differences;
  }

  /** What the events of one entity say of it, read out of the store, is what all events say. */
  private void oneByOne(Asked asked, ClickHouseFacts store, List<String> differences) {
    if (asked.events().size() > MOST_EVENTS) {
      return;
    }
    Evaluation.of(asked.question(), asked.events(), asked.identities()).facts().rows().stream()
        .findFirst()
        .ifPresent(
            facts ->
                compare(
                    "events of one entity",
                    List.of(facts.toString()),
                    () ->
                        Evaluation.of(
                                asked.question(), store.events(asked.question(), facts.entity()))
                            .facts()
                            .rows()
                            .stream()
                            .filter(row -> row.entity().equals(facts.entity()))
                            .map(EntityFacts::toString)
                            .toList(),
                    differences));
  }

  private void counts(
      Asked asked, ReferenceFacts reference, ClickHouseFacts store, List<String> differences) {
    both(
        "folds",
        reference,
        store,
        facts -> lines(facts.fold(asked.question(), asked.folds())),
        differences);
    compare(
        "folds in parts",
        lines(reference.fold(asked.question(), asked.folds())),
        () -> lines(store.fold(asked.question(), asked.folds(), 2)),
        differences);
    settled(asked, asked.folds(), reference, store, differences);
    keyByKey(asked.folds())
        .forEach(fold -> settled(asked, List.of(fold), reference, store, differences));
    compare(
        "folds of rows read apart",
        lines(reference.fold(asked.question(), asked.folds())),
        () -> lines(store.apart(SetQuestion.of(asked.question()), asked.folds())),
        differences);
    both(
        "exposure folds",
        reference,
        store,
        facts -> lines(facts.fold(asked.experiment(), asked.experimentFolds())),
        differences);
    compare(
        "exposure folds in parts",
        lines(reference.fold(asked.experiment(), asked.experimentFolds())),
        () -> lines(store.fold(asked.experiment(), asked.experimentFolds(), 2)),
        differences);
    both(
        "folds of several",
        reference,
        store,
        facts -> lines(facts.fold(asked.several(), asked.severalFolds())),
        differences);
    sometimes(
        "folds of several without a join",
        lines(reference.fold(asked.several(), asked.severalFolds())),
        () -> store.gathered(asked.several(), asked.severalFolds()),
        differences);
    compare(
        "folds of several of rows read apart",
        lines(reference.fold(asked.several(), asked.severalFolds())),
        () -> lines(store.apart(asked.several(), asked.severalFolds())),
        differences);
    both(
        "quality",
        reference,
        store,
        facts -> List.of(facts.quality(asked.question()).toString()),
        differences);
    both("repeats", reference, store, facts -> repeated(facts, asked), differences);
    both(
        "rows after an instant",
        reference,
        store,
        facts ->
            List.of(Long.toString(facts.rowsFrom(asked.question(), asked.question().watermark()))),
        differences);
    both(
        "rows by week",
        reference,
        store,
        facts -> facts.weeks(asked.question()).stream().map(WeekOfRows::toString).toList(),
        differences);
    Source source = asked.question().plan().source();
    both(
        "extent", reference, store, facts -> List.of(facts.extent(source).toString()), differences);
  }

  private static void settled(
      Asked asked,
      List<Fold> folds,
      ReferenceFacts reference,
      ClickHouseFacts store,
      List<String> differences) {
    SetQuestion question = SetQuestion.of(asked.question());
    List<String> expected = lines(reference.fold(asked.question(), folds));
    sometimes("folds without a join", expected, () -> store.gathered(question, folds), differences);
    sometimes("folds of what holds", expected, () -> store.held(question, folds), differences);
  }

  /** Few definitions can be counted so by all keys at once. */
  private static List<Fold> keyByKey(List<Fold> folds) {
    return folds.stream().flatMap(fold -> fold.keys().stream()).distinct().map(Fold::by).toList();
  }

  /** Counts that cannot always be made so. */
  private static void sometimes(
      String what,
      List<String> expected,
      Supplier<Optional<List<Counts>>> asked,
      List<String> differences) {
    compare(what, expected, () -> asked.get().map(Comparison::lines).orElse(expected), differences);
  }

  /** The log in tables: the one that is there if it is the same. */
  private ClickHouseFacts load(Asked asked, Depth depth) {
    Source source = asked.question().plan().source();
    PropertyLayout layout = PropertyLayout.of(source, asked.number());
    Loaded before = loaded;
    if (before != null && before.holds(asked, layout)) {
      return before.facts().computeIfAbsent(depth, this::facts);
    }
    LogTables tables = new LogTables(admin.withJournal(new QueryJournal()));
    tables.events(Asked.EVENTS, asked.events(), layout, PropertyLayout.columnOf(source));
    tables.exposures(Asked.EXPOSURES, asked.exposures());
    tables.identities(Asked.IDENTITIES, asked.identities());
    List.of(Asked.EVENTS, Asked.EXPOSURES, Asked.IDENTITIES).forEach(filled);
    loaded =
        new Loaded(
            asked.events(),
            asked.exposures(),
            asked.identities(),
            layout,
            new EnumMap<>(Depth.class));
    return loaded.facts().computeIfAbsent(depth, this::facts);
  }

  private ClickHouseFacts facts(Depth depth) {
    return new ClickHouseFacts(
        reader.withJournal(new QueryJournal()).withSettings(depth.settings()));
  }

  private static List<String> exposed(FactSource facts, Asked asked) {
    List<ExposureFacts> all = new ArrayList<>();
    facts.facts(asked.experiment(), all::add);
    return all.stream().map(ExposureFacts::toString).toList();
  }

  private static List<String> repeated(FactSource facts, Asked asked) {
    Duration window = asked.question().plan().window();
    return facts.repeats(asked.question(), List.of(window, window.dividedBy(3))).stream()
        .map(Repeats::toString)
        .toList();
  }

  private static List<String> several(FactSource facts, Asked asked) {
    List<List<EntityFacts>> all = new ArrayList<>();
    facts.facts(asked.several(), all::add);
    return all.stream().map(List::toString).toList();
  }

  private static List<String> lines(List<Counts> counts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      Map<String, Long> rows = new TreeMap<>();
      counts
          .get(i)
          .rows()
          .forEach(
              row -> rows.merge(row.values() + " " + row.sums() + " of", row.count(), Long::sum));
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
    compare(what, question.apply(reference), () -> question.apply(store), differences);
  }

  private static void compare(
      String what, List<String> expected, Supplier<List<String>> asked, List<String> differences) {
    List<String> found;
    try {
      found = asked.get();
    } catch (FirstvalueException e) {
      if (!OF_THE_SQL.contains(e.code())) {
        throw e;
      }
      differences.add(what + ": the store refuses the SQL: " + e.problem());
      return;
    }
    if (expected.equals(found)) {
      return;
    }
    List<String> missing = new ArrayList<>(expected);
    found.forEach(missing::remove);
    List<String> extra = new ArrayList<>(found);
    expected.forEach(extra::remove);
    differences.add(
        what
            + (missing.isEmpty() && extra.isEmpty()
                ? ": the store has another order, " + some(found) + " for " + some(expected)
                : ": the store lacks " + some(missing) + " and has " + some(extra)));
  }

  private static String some(List<String> lines) {
    return lines.stream().limit(SHOWN).toList()
        + (lines.size() > SHOWN ? " and " + (lines.size() - SHOWN) + " more" : "");
  }
}
