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
import dev.firstvalue.definition.plan.Source;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The relations of an experiment's question. {@code anchors} has the first exposure of each entity
 * and its own start beside it; every leaf is counted from both, in one pass.
 */
final class ExposureSql {
  private final ExposureQuestion question;
  private final ExposurePlan experiment;
  private final Plan plan;
  private final EventTable table;
  private final @Nullable TableColumns exposures;
  private final Owners owners;
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
    this.exposures = exposures;
    this.owners = Owners.texts(table, plan.entity());
    this.bucket = bucket;
  }

  FoldStatement folds(List<Fold> folds) {
    FoldsSql counts = new FoldsSql(folds);
    return new FoldStatement(
        relations()
            .with(counts.select(FactKeySql.ofExperiment(experiment, question.watermark())::of)),
        counts);
  }

  Relations relations() {
    String started = "ifNull(started_at, exposed_at)";
    Pass pass =
        new Pass(
            table,
            owners,
            streams(),
            experiment.log() instanceof ExposurePlan.Log.Table log
                ? Optional.of(exposureRows(log.table()))
                : Optional.empty(),
            false,
            columns(),
            carried(),
            "least(" + started + ", exposed_at)",
            "greatest("
                + started
                + " + "
                + Micros.of(plan.window())
                + ", exposed_at + "
                + Micros.of(longest())
                + ")",
            question.watermark(),
            Optional.empty(),
            Optional.empty(),
            question.limits(),
            bucket);
    HitsSql hits = new HitsSql(pass);
    Select hitsSelect = hits.select();
    Select facts = facts(pass, hits);
    return new Relations(
        anchors(hits.startReads()),
        hitsSelect,
        FirstsSql.of(pass, hits),
        InstantsSql.of(pass, hits),
        facts);
  }

  /** The streams whose events are exposures. */
  private List<Stream> streams() {
    return switch (experiment.log()) {
      case ExposurePlan.Log.Table _ -> List.of();
      case ExposurePlan.Log.Events events -> List.of(events.stream());
      case ExposurePlan.Log.Starts starts -> List.of(starts.stream());
    };
  }

  private List<String> carried() {
    List<String> carried =
        new ArrayList<>(
            List.of("exposed_at", "arm", "arms", "started_at", "excluded", "variant", "account"));
    carried.addAll(attributes());
    return carried;
  }

  private List<String> attributes() {
    return IntStream.range(0, experiment.readings().attributes().size())
        .mapToObj(index -> "attribute_" + index)
        .toList();
  }

  /** How long after first exposure events of conditions are read. */
  private Duration longest() {
    Duration longest = experiment.window();
    for (Leaf leaf : experiment.readings().leaves()) {
      longest = leaf.range().to().compareTo(longest) > 0 ? leaf.range().to() : longest;
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

  private Select anchors(List<Carried> startReads) {
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
            owners,
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
    Select anchors = new Select().column("shown.entity", "entity");
    for (String name : List.of("exposed_at", "arm", "arms")) {
      anchors.column("shown." + name, name);
    }
    anchors.column("starts.started_at", "started_at", "the entity's own time zero");
    anchors.column(
        names.contains("excluded") ? "ifNull(starts.excluded, false)" : "false", "excluded");
    anchors.column(
        names.contains("variant")
            ? "ifNull(starts.variant, " + FactsSql.variant(plan, Unknown.scope()) + ")"
            : "-1",
        "variant");
    anchors.column(
        names.contains("account") ? "coalesce(shown.account, starts.account)" : "shown.account",
        "account",
        "on the exposure, else on the start event");
    attributes().forEach(name -> anchors.column("starts." + name, name));
    startReads.forEach(
        read -> anchors.column("starts." + read.name(), read.name(), read.comment()));
    return anchors
        .from(first(), "shown")
        .join(
            "LEFT JOIN\n(\n"
                + nullable.nested(1)
                + "\n) AS starts ON shown.entity = starts.entity");
  }

  /** The exposures of the entity that is bound to {@code entity}. */
  Select ofEntity(long limit) {
    return new Select()
        .column("t", "exposed_at")
        .column("rows.arm", "arm_name")
        .column("rows.account", "account_id")
        .from(exposureRows(), "rows")
        .where("entity = {entity:String}", "the entity's")
        .then("LIMIT " + limit);
  }

  private Select exposureRows() {
    return switch (experiment.log()) {
      case ExposurePlan.Log.Table log -> exposureRows(log.table());
      case ExposurePlan.Log.Events events -> {
        String arm = table.properties().raw(events.armProperty());
        yield exposureRows(
            events.stream(), "assumeNotNull(" + arm + ")", Optional.of("isNotNull(" + arm + ")"));
      }
      case ExposurePlan.Log.Starts starts -> exposureRows(starts.stream(), "''", Optional.empty());
    };
  }

  /** The first exposure of each entity. */
  private Select first() {
    Select rows = exposureRows();
    return new Select()
        .column("entity", "entity")
        .column("min(t)", "exposed_at")
        .column("argMin(rows.arm, (t, rows.arm))", "arm", "of several at one instant the least")
        .column(
            experiment
                .end()
                .map(end -> "uniqExactIf(rows.arm, t < " + Micros.of(end) + ")")
                .orElse("uniqExact(rows.arm)"),
            "arms",
            "before the end")
        .column(
            "argMin(tuple(rows.account), (t, rows.arm, isNull(rows.account), ifNull(rows.account,"
                + " ''))).1",
            "account")
        .from(rows, "rows")
        .groupBy("entity");
  }

  private Select exposureRows(Stream stream, String arm, Optional<String> armIsThere) {
    Select rows = new Select();
    owners.every(rows, List.of(stream));
    rows.column(table.time(), "t")
        .column(arm, "arm")
        .column(table.knownId(EntityKind.ACCOUNT), "account")
        .where(table.named(stream.events()), "the exposures")
        .where(table.before(question.watermark()), "the watermark");
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    stream
        .where()
        .ifPresent(where -> rows.where(ExpressionSql.of(where, table.rows()), "their where"));
    armIsThere.ifPresent(there -> rows.where(there, "no arm is no exposure"));
    bucket.ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    return rows;
  }

  private Select exposureRows(Source.ExposureLog log) {
    if (exposures == null) {
      throw new IllegalArgumentException("exposures: none (expected: the columns of their table)");
    }
    ColumnType time = Times.check(exposures, log.timestamp());
    String at = ExposureSql.column(log.timestamp());
    String own = id(plan.entity()).orElseThrow();
    Optional<IdentitySql> links = table.identities(plan.entity());
    String entity = links.isPresent() ? IdentitySql.canonical(own) : own;
    String global = exposures.distributed() ? "GLOBAL " : "";
    Select rows =
        new Select()
            .column("assumeNotNull(" + entity + ")", "entity")
            .column(Times.micros(at, time), "t")
            .column("ifNull(" + text(log.arm()) + ", '')", "arm")
            .column(
                id(EntityKind.ACCOUNT)
                    .map(id -> "if(" + id + " IN " + Owners.NOBODY + ", NULL, " + id + ")")
                    .orElse(Unknown.of(Type.STRING)),
                "account")
            .from(
                SqlText.table(log.table())
                    + " AS e"
                    + links.map(all -> all.join(own, global)).orElse(""))
            .where(
                text(log.experiment()) + " = " + SqlText.literal(experiment.experiment()),
                "the experiment")
            .where(at + " < " + Times.limit(question.watermark(), time), "the watermark")
            .where(entity + " NOT IN " + Owners.NOBODY, "an empty or zero id is no entity");
    bucket.ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    return rows;
  }

  /** The id on an exposure, as text; the entity's own has to be there, an account need not. */
  private Optional<String> id(EntityKind kind) {
    String name = table.source().entityColumns().get(kind);
    if (name == null || exposures == null) {
      return Optional.empty();
    }
    return kind == plan.entity() || exposures.columns().containsKey(name)
        ? Optional.of(text(name))
        : Optional.empty();
  }

  private String text(String name) {
    return exposures != null && exposures.type(name).isText()
        ? ExposureSql.column(name)
        : "toString(" + ExposureSql.column(name) + ")";
  }

  private static String column(String name) {
    return "e." + SqlText.identifier(name);
  }

  private Select facts(Pass pass, HitsSql hits) {
    InstantAlgebra metrics = new InstantAlgebra(ExposureSql::metricLeaf, "metric_least_");
    InstantAlgebra own = new InstantAlgebra(FactsSql::leaf, "least_");
    InstantAlgebra shown = new InstantAlgebra(ExposureSql::exposedLeaf, "exposed_least_");
    Select facts =
        new Select()
            .column("toString(instants.entity)", "entity")
            .column("exposed_at", "exposed_at")
            .column("arm", "arm")
            .column("arms", "arms")
            .column("started_at", "started_at")
            .column("excluded", "excluded")
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
            .column("account", "account");
    ExposureReadings readings = experiment.readings();
    for (int i = 0; i < readings.conditions().size(); i++) {
      facts.column(
          FactsSql.unlessSetAside("set_aside", metrics.sql(readings.conditions().get(i))),
          "condition_" + i);
    }
    attributes().forEach(name -> facts.column(name, name));
    for (int i = 0; i < readings.amounts().size(); i++) {
      String name = AmountsSql.name(i);
      facts.column("if(set_aside, toInt128(0), ifNull(amounts." + name + ", toInt128(0)))", name);
    }
    for (int i = 0; i < readings.past().size(); i++) {
      facts.column("ifNull(past." + PastsSql.name(i) + ", 0)", PastsSql.name(i));
    }
    WholeEntitiesSql.from(facts, pass, own, shown, metrics);
    List<String> joins = new ArrayList<>();
    if (!readings.amounts().isEmpty()) {
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
