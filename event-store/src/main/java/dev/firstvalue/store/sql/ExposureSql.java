package dev.firstvalue.store.sql;

import dev.firstvalue.definition.evaluate.ExposureEvaluation;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.ExposureQuestion;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.ExposurePlan;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The relations of an experiment's question. {@code anchors} has the first exposure of each entity
 * and its own start beside it; every leaf is counted from both, in one pass. The arm goes through
 * it as a number, for a text would be copied for every event.
 */
final class ExposureSql {
  private final ExposureQuestion question;
  private final ExposurePlan experiment;
  private final Plan plan;
  private final EventTable table;
  private final ExposureRowsSql exposures;
  private final Optional<Bucket> bucket;

  ExposureSql(
      ExposureQuestion question,
      EventTable table,
      @Nullable TableColumns exposures,
      Optional<Bucket> bucket) {
    this.question = question;
    this.experiment = question.plan();
    this.plan = experiment.definition();
    this.table = table;
    this.exposures = new ExposureRowsSql(question, table, exposures, read(), bucket);
    this.bucket = bucket;
  }

  FoldStatement folds(List<Fold> folds) {
    FoldsSql counts = new FoldsSql(folds);
    return new FoldStatement(
        relations(false)
            .with(counts.select(FactKeySql.ofExperiment(experiment, question.watermark())::of)),
        counts);
  }

  /** A nearly exact count of who was exposed: one row, {@code entities}. */
  Select entities() {
    return exposures.entities();
  }

  /** Parts of them by the order of their ids, where there can be such. */
  Optional<IdParts> parts() {
    return exposures.parts();
  }

  /** How many leaves and amounts are counted of each of them. */
  int counted() {
    return columns().size() + experiment.readings().amounts().size();
  }

  /** The exposures of the entity that is bound to {@code entity}. */
  Select ofEntity(long limit) {
    return exposures.ofEntity(limit);
  }

  /**
   * The relations.
   *
   * @param exactly whether {@code arms} is how many there are, not only whether they are several
   */
  Relations relations(boolean exactly) {
    Pass pass = pass();
    HitsSql hits = new HitsSql(pass);
    Select hitsSelect = hits.select();
    Select facts = facts(pass, hits);
    return new Relations(
        Optional.of(exposures.arms()),
        anchors(hits.startReads(), exactly),
        hitsSelect,
        FirstsSql.of(pass, hits),
        InstantsSql.of(pass, hits),
        facts);
  }

  /** The reads of events of which properties are read, and of all events; none if they are one. */
  List<String> readings() {
    Scan scan = pass().scan();
    Set<String> all = scan.events();
    Set<String> reading = scan.reading();
    return reading.isEmpty() || reading.size() == all.size()
        ? List.of()
        : java.util.stream.Stream.of(reading, all).map(this::read).toList();
  }

  private String read(Set<String> events) {
    return new Select()
        .column("max(" + table.time() + ")", "t")
        .from(table.from())
        .where(table.named(events), "")
        .where(table.before(question.watermark()), "")
        .text(0);
  }

  /** The pass over the events of conditions, and of amounts where no key tells copies apart. */
  private Pass pass() {
    Pass pass = pass(List.of());
    boolean inOnePass = !pass.isKeyed() && table.source().eventId().isEmpty();
    return inOnePass ? pass(AmountsSql.columns(experiment.readings().amounts())) : pass;
  }

  /**
   * The pass over the events of conditions.
   *
   * @param sums the amounts that are added up in it
   */
  private Pass pass(List<LeafColumn> sums) {
    String started = "ifNull(started_at, exposed_at)";
    return new Pass(
        table,
        exposures.owners(),
        exposures.streams(),
        exposures.witnesses(),
        Optional.of("exposed_at"),
        columns(),
        sums,
        carried(),
        "least(" + started + ", exposed_at)",
        "greatest("
            + started
            + " + "
            + Micros.of(plan.window())
            + ", exposed_at + "
            + Micros.of(longest(sums))
            + ")",
        question.watermark(),
        Optional.empty(),
        Optional.empty(),
        question.limits(),
        bucket);
  }

  /** Every stream of events that is read, but for exposures. */
  private List<Stream> read() {
    List<Stream> streams = new ArrayList<>();
    streams.add(plan.anchor().stream());
    columns().forEach(column -> streams.addAll(column.leaf().streams()));
    experiment.readings().amounts().forEach(amount -> streams.addAll(amount.streams()));
    return streams;
  }

  private List<String> carried() {
    List<String> carried = new ArrayList<>(List.of("exposed_at", "arm", "arms", "started_at"));
    if (table.source().excludeEntities().isPresent()) {
      carried.add("excluded");
    }
    if (!plan.variants().isEmpty()) {
      carried.add("variant");
    }
    if (isAccountKnown()) {
      carried.add("account");
    }
    carried.addAll(attributes());
    return carried;
  }

  private boolean isAccountKnown() {
    return exposures.tellAccount() || table.idColumn(EntityKind.ACCOUNT).isPresent();
  }

  private List<String> attributes() {
    return IntStream.range(0, experiment.readings().attributes().size())
        .mapToObj(index -> "attribute_" + index)
        .toList();
  }

  /** How long after first exposure events are read. */
  private Duration longest(List<LeafColumn> sums) {
    Duration longest = experiment.window();
    for (Leaf leaf : experiment.readings().leaves()) {
      longest = leaf.range().to().compareTo(longest) > 0 ? leaf.range().to() : longest;
    }
    for (LeafColumn sum : sums) {
      longest = sum.leaf().range().to().compareTo(longest) > 0 ? sum.leaf().range().to() : longest;
    }
    return longest;
  }

  /**
   * Each leaf of the value event twice: from the entity's own start, and from its first exposure;
   * those of metrics from there alone.
   */
  private List<LeafColumn> columns() {
    List<LeafColumn> columns = new ArrayList<>();
    for (int index : plan.leavesOfValue()) {
      Leaf leaf = plan.leaves().get(index);
      Leaf shown = ExposureEvaluation.within(experiment.window(), plan.window(), leaf);
      columns.add(new LeafColumn(FactsSql.leaf(index), leaf, "started_at"));
      columns.add(new LeafColumn(exposedLeaf(index), shown, "exposed_at"));
    }
    List<Leaf> read = experiment.readings().leaves();
    for (int index = 0; index < read.size(); index++) {
      columns.add(new LeafColumn(metricLeaf(index), read.get(index), "exposed_at"));
    }
    return columns;
  }

  private static String metricLeaf(int index) {
    return "metric_" + FactsSql.leaf(index);
  }

  private static String exposedLeaf(int index) {
    return "exposed_" + FactsSql.leaf(index);
  }

  private Select anchors(List<Carried> startReads, boolean exactly) {
    List<Carried> reads = new ArrayList<>();
    table
        .source()
        .excludeEntities()
        .ifPresent(
            rule ->
                reads.add(
                    new Carried(
                        "excluded",
                        "ifNull(" + ExpressionSql.of(rule, table.starts()) + ", false)",
                        "the rule on entities")));
    if (!plan.variants().isEmpty()) {
      reads.add(
          new Carried(
              "variant", FactsSql.variant(plan, table.starts()), "the first case that is true"));
    }
    if (table.idColumn(EntityKind.ACCOUNT).isPresent()) {
      reads.add(new Carried("account", table.knownId(EntityKind.ACCOUNT), "or none"));
    }
    for (int i = 0; i < attributes().size(); i++) {
      String name = experiment.readings().attributes().get(i).name();
      reads.add(
          new Carried(
              attributes().get(i), table.properties().raw(name), "start.properties " + name));
    }
    reads.addAll(startReads);
    Select starts =
        AnchorsSql.of(
            table,
            exposures.owners(),
            plan.anchor().stream(),
            question.watermark(),
            bucket,
            "started_at",
            reads);
    Select nullable = new Select().column("entity", "entity");
    List<String> names = new ArrayList<>(List.of("started_at"));
    reads.forEach(read -> names.add(read.name()));
    names.forEach(name -> nullable.column("toNullable(starts." + name + ")", name));
    nullable.from(starts, "starts");
    Select anchors =
        new Select()
            .column("shown.entity", "entity")
            .column("shown.exposed_at", "exposed_at")
            .column("shown.arm", "arm")
            .column("shown.arms", "arms")
            .column("starts.started_at", "started_at", "the entity's own time zero");
    if (names.contains("excluded")) {
      anchors.column("ifNull(starts.excluded, false)", "excluded");
    }
    if (names.contains("variant")) {
      anchors.column(
          "ifNull(starts.variant, " + FactsSql.variant(plan, Unknown.scope()) + ")", "variant");
    }
    if (isAccountKnown()) {
      List<String> known = new ArrayList<>();
      if (exposures.tellAccount()) {
        known.add("shown.account");
      }
      if (names.contains("account")) {
        known.add("starts.account");
      }
      anchors.column(
          "coalesce(" + String.join(", ", known) + ")",
          "account",
          "on the exposure, else on the start event");
    }
    attributes().forEach(name -> anchors.column("starts." + name, name));
    startReads.forEach(
        read -> anchors.column("starts." + read.name(), read.name(), read.comment()));
    return anchors
        .from(exposures.firsts(exactly), "shown")
        .join(
            "LEFT JOIN\n(\n"
                + nullable.nested(1)
                + "\n) AS starts ON shown.entity = starts.entity");
  }

  private Select facts(Pass pass, HitsSql hits) {
    InstantAlgebra metrics = new InstantAlgebra(ExposureSql::metricLeaf, "metric_least_");
    InstantAlgebra own = new InstantAlgebra(FactsSql::leaf, "least_");
    InstantAlgebra shown = new InstantAlgebra(ExposureSql::exposedLeaf, "exposed_least_");
    Select facts =
        new Select()
            .column("toString(instants.entity)", "entity")
            .column("exposed_at", "exposed_at")
            .column(ExposureRowsSql.armName("instants.arm"), "arm")
            .column("arms", "arms")
            .column("started_at", "started_at")
            .column(pass.carried().contains("excluded") ? "excluded" : "false", "excluded")
            .column(pass.isSetAside(pass.columns()), "set_aside", "more events than are counted")
            .column(
                "NOT set_aside AND ifNull("
                    + FactsSql.qualified(plan, own, "variant")
                    + " < exposed_at, false)",
                "qualified_before",
                "from its own start")
            .column(
                FactsSql.unlessSetAside("set_aside", FactsSql.qualified(plan, shown, "variant")),
                "qualified_at",
                "after its first exposure")
            .column(isAccountKnown() ? "account" : Unknown.of(Type.STRING), "account");
    ExposureReadings readings = experiment.readings();
    for (int i = 0; i < readings.conditions().size(); i++) {
      facts.column(
          FactsSql.unlessSetAside("set_aside", metrics.sql(readings.conditions().get(i))),
          "condition_" + i);
    }
    attributes().forEach(name -> facts.column(name, name));
    for (int i = 0; i < readings.amounts().size(); i++) {
      String name = AmountsSql.name(i);
      String amount =
          pass.sums().isEmpty() ? "ifNull(amounts." + name + ", toInt128(0))" : "instants." + name;
      facts.column("if(set_aside, toInt128(0), " + amount + ")", name);
    }
    for (int i = 0; i < readings.past().size(); i++) {
      facts.column("ifNull(past." + PastsSql.name(i) + ", 0)", PastsSql.name(i));
    }
    WholeEntitiesSql.from(facts, pass, own, shown, metrics);
    List<String> joins = new ArrayList<>();
    if (!readings.amounts().isEmpty() && pass.sums().isEmpty()) {
      joins.add(beside(AmountsSql.of(readings.amounts(), pass, hits), "amounts"));
    }
    if (!readings.past().isEmpty()) {
      joins.add(beside(PastsSql.of(experiment, pass), "past"));
    }
    if (!joins.isEmpty()) {
      facts.join(String.join("\n", joins));
    }
    return facts;
  }

  /** The clause that joins rows of entities to those of {@code instants}. */
  private static String beside(Select rows, String alias) {
    return "LEFT JOIN\n(\n"
        + rows.nested(1)
        + "\n) AS "
        + alias
        + " ON instants.entity = "
        + alias
        + ".entity";
  }
}
