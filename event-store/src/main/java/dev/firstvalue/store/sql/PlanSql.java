package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Fold;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The relations of a definition's question. */
final class PlanSql {
  private final Question question;
  private final Plan plan;
  private final EventTable table;
  private final Wanted wanted;
  private final Optional<Bucket> bucket;

  PlanSql(Question question, EventTable table, Wanted wanted, Optional<Bucket> bucket) {
    this.question = question;
    this.plan = question.plan();
    this.table = table;
    this.wanted = wanted;
    this.bucket = bucket;
  }

  static FoldStatement folds(
      Question question, List<Fold> folds, EventTable table, Optional<Bucket> bucket) {
    FoldsSql counts = new FoldsSql(folds);
    Function<FactKey, String> keys =
        FactKeySql.ofPlan(question.plan().window(), question.watermark())::of;
    Relations relations = new PlanSql(question, table, Wanted.by(folds), bucket).relations();
    return new FoldStatement(relations.with(counts.select(keys)), counts);
  }

  /** A nearly exact count of the entities that have a start event: one row, {@code entities}. */
  static String entities(Question question, EventTable table) {
    Stream starts = question.plan().anchor().stream();
    Select rows = new Select();
    Owners.of(table, question.plan().entity(), List.of(starts)).every(rows, List.of(starts));
    rows.where(table.named(starts.events()), "the start");
    rows.where(table.before(question.watermark()), "the watermark");
    return new Select().column("uniq(entity)", "entities").from(rows, "rows").text(0);
  }

  /** The entities that are set aside: one row each, {@code entity}. */
  static String setAside(Question question, int most, EventTable table) {
    Wanted wanted = Wanted.by(List.of(Fold.by(new FactKey.SetAside())));
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

  Relations relations() {
    List<LeafColumn> columns =
        wanted.leaves(plan).stream()
            .map(index -> new LeafColumn(FactsSql.leaf(index), plan.leaves().get(index), "t0"))
            .toList();
    List<Stream> streams = new ArrayList<>();
    streams.add(plan.anchor().stream());
    columns.forEach(column -> streams.addAll(column.leaf().streams()));
    Owners owners = Owners.of(table, plan.entity(), streams);
    List<Carried> reads = new ArrayList<>(FactsSql.reads(plan, table, wanted).toList());
    List<String> carried = new ArrayList<>();
    carried.add("t0");
    reads.forEach(column -> carried.add(column.name()));
    Duration last =
        columns.stream()
            .map(column -> column.leaf().range().to())
            .max(Duration::compareTo)
            .orElse(Duration.ofNanos(1000));
    Pass pass =
        new Pass(
            table,
            owners,
            List.of(plan.anchor().stream()),
            Optional.empty(),
            columns,
            carried,
            "t0",
            HitsSql.plus("t0", Micros.of(last)),
            question.watermark(),
            question.since(),
            question.until().map(until -> until.plus(last)),
            question.limits(),
            bucket);
    HitsSql hits = new HitsSql(pass);
    Select hitsSelect = hits.select();
    reads.addAll(hits.startReads());
    Select anchors =
        AnchorsSql.of(
            table, owners, plan.anchor().stream(), question.watermark(), bucket, "t0", reads);
    question
        .since()
        .ifPresent(since -> anchors.having("t0 >= " + Micros.of(since), "since " + since));
    question
        .until()
        .ifPresent(until -> anchors.having("t0 < " + Micros.of(until), "until " + until));
    return new Relations(
        anchors,
        hitsSelect,
        FirstsSql.of(pass, hits),
        InstantsSql.of(pass, hits),
        FactsSql.of(plan, pass, wanted, reads));
  }
}
