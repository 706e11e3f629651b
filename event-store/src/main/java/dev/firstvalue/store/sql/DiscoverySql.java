package dev.firstvalue.store.sql;

import dev.firstvalue.definition.discovery.DiscoveryQuestion;
import dev.firstvalue.definition.discovery.Feature;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.HashSplit;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a search asks. Per entity one array of codes (feature x days + day) of its events in the
 * window; sorted, the rank of a code among those of its feature says which occurrence it is, and
 * the days of all k-th occurrences are counts by (feature, k, day). Per event and entity two or
 * four bytes are held.
 *
 * <p>Every entity has one code more, that of the feature behind the last: it counts the entities.
 */
final class DiscoverySql {
  private static final long DAY = Micros.of(Duration.ofDays(1));

  private final DiscoveryQuestion question;
  private final Plan plan;
  private final List<Integer> features;
  private final EventTable table;
  private final Optional<Bucket> bucket;
  private final Owners owners;

  DiscoverySql(
      DiscoveryQuestion question,
      List<Integer> features,
      EventTable table,
      Optional<Bucket> bucket) {
    this.question = question;
    this.plan = question.question().plan();
    this.features = List.copyOf(features);
    this.table = table;
    this.bucket = bucket;
    List<Stream> streams = new ArrayList<>();
    streams.add(plan.anchor().stream());
    plan.leavesAsked().forEach(leaf -> streams.addAll(plan.leaves().get(leaf).streams()));
    this.owners = Owners.of(table, plan.entity(), streams);
  }

  /** One row a cell with anybody in it: {@code cell} and {@code entities}. */
  String histogram() {
    int days = question.days();
    int codes = (question.features().size() + 1) * days;
    Select ranked =
        new Select()
            .column("unit", "unit")
            .column("arraySort(arrayPushBack(codes, " + total() + "))", "sorted")
            .column(
                "arrayEnumerateUniq(arrayMap(c -> intDiv(c, " + days + "), sorted))",
                "ranks",
                "which occurrence of its feature")
            .from(coded(List.of("unit")), "coded");
    Select cells =
        new Select()
            .column(
                "(toUInt64(unit) * "
                    + codes
                    + " + code) * "
                    + question.thresholds()
                    + " + times - 1",
                "cell")
            .column("count()", "entities")
            .from(ranked, "ranked")
            .arrayJoin("ARRAY JOIN sorted AS code, ranks AS times")
            .where("times <= " + question.thresholds(), "occurrences that are told apart")
            .groupBy("cell");
    return statement(units(Optional.empty()), cells);
  }

  /**
   * One row an entity: {@code unit}, {@code cluster}, {@code attribute_0} …, {@code first} (codes)
   * and {@code volumes}.
   */
  String profiles(HashSplit sample) {
    List<String> carried = new ArrayList<>(List.of("unit", "cluster"));
    IntStream.range(0, plan.attributes().size()).forEach(i -> carried.add("attribute_" + i));
    String plain =
        features.stream()
            .filter(feature -> question.features().get(feature).distinct().isEmpty())
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    Select sorted = new Select();
    carried.forEach(name -> sorted.column(name, name));
    sorted
        .column("arraySort(codes)", "sorted")
        .column(
            "arrayEnumerateUniq(arrayMap(c -> intDiv(c, " + question.days() + "), sorted))",
            "ranks",
            "which occurrence of its feature")
        .from(coded(carried), "coded");
    Select profiles = new Select();
    carried.forEach(name -> profiles.column(name, name));
    profiles
        .column(
            "arrayFilter((c, times) -> times <= " + question.thresholds() + ", sorted, ranks)",
            "first")
        .column(
            "arrayMap(c -> c % "
                + question.days()
                + ", arrayFilter(c -> intDiv(c, "
                + question.days()
                + ") IN ("
                + (plain.isEmpty() ? "-1" : plain)
                + "), sorted))",
            "event_days")
        .column(
            "arrayMap(day -> countEqual(event_days, day), range(" + question.days() + "))",
            "volumes",
            "events on each day")
        .from(sorted, "sorted_codes");
    return statement(units(Optional.of(sample)), profiles);
  }

  /** The code that every entity has once. */
  private int total() {
    return question.features().size() * question.days();
  }

  private String codeType() {
    return total() + question.days() <= 1 << 16 ? "toUInt16" : "toUInt32";
  }

  /** The relations of the question, those who count, and what is asked of their events. */
  private String statement(Select units, Select last) {
    Wanted wanted = Wanted.bySearch(plan, table.idColumn(EntityKind.ACCOUNT).isPresent());
    return new PlanSql(question.question(), table, wanted, bucket)
        .relations()
        .with("who counts", "units", units, last);
  }

  /** Those who count, with the part and outcome of each as one number. */
  private Select units(Optional<HashSplit> sample) {
    String part = HashSplitSql.part(question.folds(), "facts.entity", account());
    if (question.holdoutFrom().isPresent()) {
      part =
          "if(t0 >= "
              + Micros.of(question.holdoutFrom().get())
              + ", "
              + question.folds().parts()
              + ", "
              + part
              + ")";
    }
    Select units =
        new Select()
            .column("facts.id", "entity")
            .column("t0", "t0")
            .column(
                "toUInt16(2 * " + part + " + isNotNull(outcome_0))", "unit", "part and outcome");
    sample.ifPresent(
        split -> {
          units.column(
              "reinterpretAsInt64(" + HashSplitSql.number(split, "facts.entity", account()) + ")",
              "cluster");
          for (int i = 0; i < plan.attributes().size(); i++) {
            units.column("attribute_" + i, "attribute_" + i);
          }
        });
    units
        .from("facts")
        .where("NOT excluded", "the rule on entities")
        .where("NOT set_aside", "more events than are counted")
        .where("newness_verified", "")
        .where(
            "t0 + "
                + Micros.of(plan.outcomes().getFirst().range().to())
                + " <= "
                + Micros.of(question.question().watermark()),
            "watched to the end of the outcome");
    sample.ifPresent(
        split ->
            units.where(
                HashSplitSql.part(split, "facts.entity", account()) + " = 0", "the sample"));
    return units;
  }

  private String account() {
    return table.idColumn(EntityKind.ACCOUNT).isPresent() ? "facts.account" : "NULL";
  }

  /** One row an entity that counts: its codes. Those without any event have an empty array. */
  private Select coded(List<String> carried) {
    boolean keyed = keyed();
    Select coded = new Select();
    carried.forEach(name -> coded.column("any(joined." + name + ")", name));
    coded.column(
        keyed
            ? "groupArrayArray(joined.codes)"
            : startCounts() ? "groupArray(code)" : "groupArrayIf(code, inside)",
        "codes");
    return coded.from(keyed ? firsts(carried) : joined(carried), "joined").groupBy("entity");
  }

  /** Whether occurrences have to be told apart before they are counted. */
  private boolean keyed() {
    return table.eventId().isPresent()
        || features.stream()
            .anyMatch(feature -> question.features().get(feature).distinct().isPresent());
  }

  /** What is counted once, at its earliest event; events without a key count each. */
  private Select firsts(List<String> carried) {
    Select firsts = new Select().column("entity", "entity");
    carried.forEach(name -> firsts.column("any(each." + name + ")", name));
    firsts.column("if(feature < 0, [], if(isNull(key), groupArray(code), [min(code)]))", "codes");
    Select each = new Select().column("entity", "entity");
    carried.forEach(name -> each.column(name, name));
    each.column("if(inside AND hit.3, hit.1, -1)", "feature")
        .column("if(inside AND hit.3, hit.2, NULL)", "key")
        .column(code("feature"), "code")
        .from(joined(carried), "rows")
        .arrayJoin("LEFT ARRAY JOIN served AS hit");
    return firsts.from(each, "each").groupBy("entity, feature, key");
  }

  private String code(String feature) {
    return codeType() + "(" + feature + " * " + question.days() + " + day)";
  }

  /** The rows of those who count; of one without any, a row that says nothing. */
  private Select joined(List<String> carried) {
    Select rows = new Select();
    owners.own(rows);
    rows.column(table.time(), "t");
    rows.column(keyed() ? served() : feature(), keyed() ? "served" : "feature");
    rows.where(table.named(events()), "only the events that are searched");
    rows.where(table.before(question.question().watermark()), "the watermark");
    question.question().since().ifPresent(since -> rows.where(table.notBefore(since), ""));
    question
        .question()
        .until()
        .ifPresent(
            until ->
                rows.where(
                    table.before(until.plus(Duration.ofDays(question.days()))),
                    "the end of the last window"));
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    bucket.ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    Select joined = new Select().column("entity", "entity");
    carried.forEach(name -> joined.column("units." + name, name));
    boolean everyone = startCounts();
    String inside = "t >= units.t0 AND t < units.t0 + " + question.days() * DAY;
    joined
        .column(everyone ? "true" : "ifNull(" + inside + ", false)", "inside")
        .column(everyone ? day() : "if(inside, " + day() + ", 0)", "day");
    if (keyed()) {
      joined.column("served", "served");
    } else {
      joined.column(code(everyone ? "feature" : "ifNull(feature, 0)"), "code");
    }
    joined
        .from(rows, "rows")
        .join(table.global() + (everyone ? "SEMI LEFT" : "RIGHT") + " JOIN units USING (entity)");
    if (everyone) {
      joined.where(inside, "");
    }
    return joined;
  }

  private String day() {
    return "assumeNotNull(intDiv(t - units.t0, " + DAY + "))";
  }

  /**
   * Whether time zero of everybody is one of the rows: then nobody is without a row in the window.
   */
  private boolean startCounts() {
    Stream start = plan.anchor().stream();
    return start.whose().equals(List.of(plan.entity().column()))
        && events().containsAll(start.events());
  }

  private SortedSet<String> events() {
    SortedSet<String> events = new TreeSet<>();
    features.forEach(feature -> events.add(question.features().get(feature).event()));
    return events;
  }

  /** The number of a row's feature. */
  private String feature() {
    List<String> names = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (int feature : features) {
      names.add(SqlText.literal(question.features().get(feature).event()));
      numbers.add(Integer.toString(feature));
    }
    return "transform("
        + table.eventName()
        + ", ["
        + String.join(", ", names)
        + "], ["
        + String.join(", ", numbers)
        + "], 0)";
  }

  /** The features that a row serves, each with what is counted once of it. */
  private String served() {
    Map<String, List<String>> byEvent = new LinkedHashMap<>();
    for (int feature : features) {
      Feature one = question.features().get(feature);
      String key =
          one.distinct()
              .map(value -> Keys.text(value, ExpressionSql.of(value, table.rows())))
              .orElse(table.eventId().orElse(Unknown.of(Type.STRING)));
      String known = one.distinct().isPresent() ? "isNotNull(" + key + ")" : "true";
      byEvent
          .computeIfAbsent(one.event(), any -> new ArrayList<>())
          .add("(" + feature + ", CAST(" + key + ", 'Nullable(String)'), " + known + ")");
    }
    StringBuilder served = new StringBuilder("arrayFilter(hit -> hit.3, multiIf(");
    byEvent.forEach(
        (event, hits) ->
            served
                .append(table.named(List.of(event)))
                .append(", [")
                .append(String.join(", ", hits))
                .append("], "));
    return served.append("[]))").toString();
  }
}
