package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.facts.SetQuestion;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.PlanSet;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The relations of a question about one definition or several. */
final class PlanSql {
  private final SetQuestion question;
  private final PlanSet plans;
  private final EventTable table;
  private final List<PlanPart> parts;
  private final Optional<Bucket> bucket;

  /** What is asked of one definition. */
  PlanSql(Question question, EventTable table, Wanted wanted, Optional<Bucket> bucket) {
    this(SetQuestion.of(question), table, any -> wanted, bucket);
  }

  private PlanSql(
      SetQuestion question,
      EventTable table,
      Function<Integer, Wanted> wanted,
      Optional<Bucket> bucket) {
    this.question = question;
    this.plans = question.plans();
    this.table = table;
    this.parts = parts(plans, wanted);
    this.bucket = bucket;
  }

  /** The relations that give all that is known of every plan. */
  static Relations facts(SetQuestion question, EventTable table, Optional<Bucket> bucket) {
    return whole(question, table, bucket).relations();
  }

  private static PlanSql whole(SetQuestion question, EventTable table, Optional<Bucket> bucket) {
    return new PlanSql(
        question, table, plan -> Wanted.everything(question.plans().plans().get(plan)), bucket);
  }

  static FoldStatement folds(
      SetQuestion question, List<Fold> folds, EventTable table, Optional<Bucket> bucket) {
    FoldsSql counts = new FoldsSql(folds);
    Relations relations = of(question, folds, table, bucket).relations();
    return new FoldStatement(relations.with(counts.select(keySql(question))), counts);
  }

  /**
   * The same without a join of rows to time zero, where that can be and is likely to be faster:
   * {@link GatheredSql}. Those that it does not settle are listed.
   */
  static Optional<SettledStatement> gathered(
      SetQuestion question, List<Fold> folds, EventTable table, Instant oldest, boolean always) {
    FoldsSql counts = new FoldsSql(folds);
    PlanSql plan = of(question, folds, table, Optional.empty());
    return Optional.of(plan)
        .filter(any -> haveNoSums(folds))
        .flatMap(any -> any.gathered(oldest, always))
        .map(
            all ->
                new SettledStatement(
                    all.with(counts.settled(keySql(question), plan.idText())),
                    counts,
                    plan.idType()));
  }

  /**
   * The same where of no leaf is asked when it held: {@link HeldSql}. Rows with entities that it
   * does not settle say so.
   *
   * @param once whether entities are taken to start once
   */
  static Optional<FoldStatement> held(
      SetQuestion question, List<Fold> folds, EventTable table, boolean once) {
    return Optional.of(of(question, folds, table, Optional.empty()))
        .filter(any -> haveNoSums(folds))
        .flatMap(plan -> plan.held(folds, once));
  }

  private static boolean haveNoSums(List<Fold> folds) {
    return folds.stream().allMatch(fold -> fold.sums().isEmpty());
  }

  /** What folds ask of the plans. */
  private static PlanSql of(
      SetQuestion question, List<Fold> folds, EventTable table, Optional<Bucket> bucket) {
    return new PlanSql(question, table, plan -> Wanted.by(keysOf(plan, keys(folds))), bucket);
  }

  /**
   * Parts of the entities by the order of their ids, which have to be those of every row that
   * counts.
   */
  static Optional<IdParts> idParts(SetQuestion question, EventTable table) {
    PlanSql all = whole(question, table, Optional.empty());
    EntityKind kind = question.plans().entity();
    Owners owners = Owners.of(table, kind, all.streams(all.columns()));
    return IdParts.of(owners, table.idType(kind), StartsSql.rows(question, table));
  }

  /**
   * The most rows that an entity has of the events that have to be told apart, at any time, so that
   * their times need not be read: one row, {@code most}; empty for a question whose rows are
   * counted as they come.
   */
  static Optional<String> crowd(SetQuestion question, EventTable table) {
    PlanSql all = whole(question, table, Optional.empty());
    List<LeafColumn> columns = all.columns();
    List<Stream> streams = all.streams(columns);
    Owners owners = Owners.of(table, question.plans().entity(), streams);
    Scan scan = all.pass(columns, List.of(), owners).scan();
    if (!scan.isKeyed()) {
      return Optional.empty();
    }
    Select rows = new Select();
    owners.every(rows, scan.streams());
    rows.where(table.named(scan.events()), "the events that are read");
    return Optional.of(
        new Select()
            .column("max(event_count)", "most")
            .from(
                new Select().column("count()", "event_count").from(rows, "rows").groupBy("entity"),
                "entities")
            .text(0));
  }

  /** The entities that are set aside: one row each, {@code entity}. */
  static String setAside(Question question, int most, EventTable table) {
    Wanted wanted = Wanted.by(List.of(new FactKey.SetAside()));
    return new PlanSql(question, table, wanted, Optional.empty())
        .relations()
        .with(
            new Select()
                .column("entity", "entity")
                .from("facts")
                .where("set_aside", "more events than are counted")
                .then("ORDER BY entity")
                .then("LIMIT " + most));
  }

  private static List<FactKey> keys(List<Fold> folds) {
    return folds.stream().flatMap(fold -> fold.keys().stream()).toList();
  }

  /** What a plan is asked; what is of every plan is asked of the first. */
  private static List<FactKey> keysOf(int plan, Collection<FactKey> keys) {
    List<FactKey> own = new ArrayList<>();
    for (FactKey key : keys) {
      if (key instanceof FactKey.InPlan(int of, FactKey inside)) {
        if (of == plan) {
          own.add(inside);
        }
      } else if (plan == 0) {
        own.add(key);
      }
    }
    return own;
  }

  private static Function<FactKey, String> keySql(SetQuestion question) {
    List<FactKeySql> each = new ArrayList<>();
    List<Plan> plans = question.plans().plans();
    for (int i = 0; i < plans.size(); i++) {
      each.add(
          FactKeySql.ofPlan(
              plans.get(i).window(), question.watermark(), PlanPart.prefix(i, plans.size())));
    }
    return key ->
        key instanceof FactKey.InPlan(int plan, FactKey own)
            ? each.get(plan).of(own)
            : each.getFirst().of(key);
  }

  private static List<PlanPart> parts(PlanSet plans, Function<Integer, Wanted> wanted) {
    List<Plan> shared = plans.withSharedLeaves();
    List<PlanPart> parts = new ArrayList<>();
    for (int i = 0; i < shared.size(); i++) {
      parts.add(new PlanPart(shared.get(i), wanted.apply(i), PlanPart.prefix(i, shared.size())));
    }
    return parts;
  }

  Relations relations() {
    StartColumns starts = FactsSql.reads(parts, table);
    Pass pass = pass(starts.all());
    HitsSql hits = new HitsSql(pass);
    Select hitsSelect = hits.select();
    List<Carried> reads = new ArrayList<>(starts.all());
    reads.addAll(hits.startReads());
    return new Relations(
        anchors(pass, reads),
        hitsSelect,
        FirstsSql.of(pass, hits),
        InstantsSql.of(pass, hits),
        FactsSql.of(parts, pass, starts));
  }

  private Optional<FoldStatement> held(List<Fold> folds, boolean once) {
    StartColumns starts = FactsSql.reads(parts, table);
    Pass pass = pass(starts.all());
    if (!HeldSql.canCount(pass, once) || !isPlain(pass) || (once && !isOfStartsAlone(pass))) {
      return Optional.empty();
    }
    HeldSql held =
        new HeldSql(
            pass,
            once,
            looksAtNewness()
                ? Optional.empty()
                : AlikeSql.groups(
                    keys(folds), pass.carried(), HeldSql.START, question.watermark()));
    Select facts = FactsSql.of(parts, pass, starts).column("settled", "settled");
    Relations relations =
        new Relations(
            once ? everyStart(pass) : anchors(pass, starts.all()),
            held.hits(),
            held.firsts(),
            held.instants(),
            held.isAlike() ? facts.column("entities", "entities") : facts);
    FoldsSql counts = new FoldsSql(folds);
    return Optional.of(
        new FoldStatement(relations.with(counts.whole(keySql(question), held.isAlike())), counts));
  }

  /** Whether what entities did before time zero is asked for, which takes their ids. */
  private boolean looksAtNewness() {
    return plans.anchor().newness().isPresent()
        && parts.stream().anyMatch(part -> part.wanted().newness());
  }

  /** Whether all that is asked of a start is when it was, and its name says that it is one. */
  private boolean isOfStartsAlone(Pass pass) {
    return pass.carried().size() == 1
        && question.since().isEmpty()
        && question.until().isEmpty()
        && plans.anchor().stream().where().isEmpty();
  }

  private Select everyStart(Pass pass) {
    return AnchorsSql.each(
        table, pass.owners(), plans.anchor().stream(), question.watermark(), "t0");
  }

  private Optional<Relations> gathered(Instant oldest, boolean always) {
    StartColumns starts = FactsSql.reads(parts, table);
    Pass pass = pass(starts.all());
    if (!isPlain(pass)) {
      return Optional.empty();
    }
    boolean alone = pass.carried().size() == 1 && !looksAtNewness();
    return GatheredSql.of(pass, oldest, always, alone)
        .map(gathered -> gathered(gathered, pass, starts, alone));
  }

  private Relations gathered(GatheredSql gathered, Pass pass, StartColumns starts, boolean alone) {
    List<Relations.Named> named = new ArrayList<>();
    if (!alone) {
      named.add(new Relations.Named(Relation.ANCHORS, anchors(pass, starts.all())));
    }
    named.add(
        new Relations.Named(
            "gathered",
            "What the events of each entity say, whenever it started.",
            gathered.select()));
    named.add(new Relations.Named(Relation.INSTANTS, gathered.instants()));
    named.add(new Relations.Named(Relation.FACTS, settledFacts(pass, starts)));
    return new Relations(Optional.empty(), named);
  }

  /** Whether rows are of one entity each, known by an id of the log that a statement can name. */
  private boolean isPlain(Pass pass) {
    return pass.owners().areNative()
        && (idType().isInteger() || idType().isUuid() || idType().isText())
        && pass.table().global().isEmpty()
        && parts.stream().noneMatch(part -> part.wanted().activity());
  }

  private ColumnType idType() {
    return table.idType(plans.entity());
  }

  private String idText() {
    return idType().isText() ? "hex" : "toString";
  }

  private Select settledFacts(Pass pass, StartColumns starts) {
    Select facts = FactsSql.of(parts, pass, starts).column("settled", "settled");
    return facts.aliases().contains("id") ? facts : facts.column("instants.entity", "id");
  }

  private Select anchors(Pass pass, List<Carried> reads) {
    Select anchors =
        AnchorsSql.of(
            table,
            pass.owners(),
            plans.anchor().stream(),
            question.watermark(),
            bucket,
            "t0",
            reads);
    question
        .since()
        .ifPresent(since -> anchors.having("t0 >= " + Micros.of(since), "since " + since));
    question
        .until()
        .ifPresent(until -> anchors.having("t0 < " + Micros.of(until), "until " + until));
    return anchors;
  }

  private List<Stream> streams(List<LeafColumn> columns) {
    List<Stream> streams = new ArrayList<>();
    streams.add(plans.anchor().stream());
    columns.forEach(column -> streams.addAll(column.leaf().streams()));
    return streams;
  }

  private Pass pass(List<Carried> reads) {
    List<LeafColumn> columns = columns();
    List<String> carried = new ArrayList<>(List.of("t0"));
    reads.forEach(column -> carried.add(column.name()));
    return pass(columns, carried, Owners.of(table, plans.entity(), streams(columns)));
  }

  private Pass pass(List<LeafColumn> columns, List<String> carried, Owners owners) {
    Duration last =
        columns.stream()
            .map(column -> column.leaf().range().to())
            .max(Duration::compareTo)
            .orElse(Duration.ofNanos(1000));
    return new Pass(
        table,
        owners,
        List.of(plans.anchor().stream()),
        Optional.empty(),
        Optional.of("t0"),
        columns,
        List.of(),
        carried,
        "t0",
        HitsSql.plus("t0", Micros.of(last)),
        question.watermark(),
        question.since(),
        question.until().map(until -> until.plus(last)),
        question.limits(),
        bucket);
  }

  /** The leaves that matter to one plan or another, each counted once. */
  private List<LeafColumn> columns() {
    List<Leaf> leaves = parts.getFirst().plan().leaves();
    SortedSet<Integer> asked = new TreeSet<>();
    SortedSet<Integer> timed = new TreeSet<>();
    for (PlanPart part : parts) {
      asked.addAll(part.leaves());
      timed.addAll(part.wanted().timed(part.plan()));
    }
    return asked.stream()
        .map(
            index ->
                new LeafColumn(
                    FactsSql.leaf(index), leaves.get(index), "t0", timed.contains(index)))
        .toList();
  }
}
