package dev.firstvalue.store.sql;

import dev.firstvalue.definition.evaluate.Repetition;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who reached value again: the five relations once more, with the instant behind the value event as
 * time zero. {@code anchors} is made of the facts of the definition itself, so that an entity is
 * here if it counts there.
 */
final class RepeatSql {
  private final Question question;
  private final List<Duration> within;
  private final Plan plan;
  private final EventTable table;
  private final Owners owners;
  private final Optional<Bucket> bucket;
  private final boolean byAccount;

  RepeatSql(
      Question question,
      List<Duration> within,
      boolean byAccount,
      EventTable table,
      Optional<Bucket> bucket) {
    this.byAccount = byAccount;
    this.question = question;
    this.within = List.copyOf(within);
    this.plan = question.plan();
    this.table = table;
    this.owners = Owners.texts(table, plan.entity());
    this.bucket = bucket;
  }

  /**
   * One row: {@code again_1}, {@code set_aside_1} and so on, for each length of time; by account a
   * row an {@code account}.
   */
  String sql() {
    Select counts = new Select();
    if (byAccount) {
      counts.column("account", "account");
    }
    for (int i = 0; i < within.size(); i++) {
      String mature =
          "started_at + "
              + Micros.of(plan.window().plus(within.get(i)))
              + " <= "
              + Micros.of(question.watermark());
      counts.column(
          "countIf("
              + mature
              + " AND NOT set_aside AND ifNull(qualified_at < t0 + "
              + Micros.of(within.get(i))
              + ", false))",
          "again_" + (i + 1),
          "within " + SqlText.words(within.get(i)));
      counts.column("countIf(" + mature + " AND set_aside)", "set_aside_" + (i + 1));
    }
    counts.from("facts");
    return relations().with(byAccount ? counts.groupBy("account") : counts);
  }

  private Relations relations() {
    Duration longest = within.stream().max(Duration::compareTo).orElseThrow();
    List<String> carried = new ArrayList<>(List.of("t0", "started_at"));
    if (!plan.variants().isEmpty()) {
      carried.add("variant");
    }
    if (byAccount) {
      carried.add("account");
    }
    Pass pass =
        new Pass(
            table,
            owners,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            columns(longest),
            List.of(),
            carried,
            "t0",
            HitsSql.plus("t0", Micros.of(longest)),
            question.watermark(),
            question.since(),
            Optional.empty(),
            question.limits(),
            bucket);
    HitsSql hits = new HitsSql(pass);
    Select hitsSelect = hits.select();
    return new Relations(
        anchors(hits.startReads()),
        hitsSelect,
        FirstsSql.of(pass, hits),
        InstantsSql.of(pass, hits),
        facts(pass));
  }

  private List<LeafColumn> columns(Duration longest) {
    List<Leaf> leaves = Repetition.leaves(plan, longest);
    return plan.leavesOfValue().stream()
        .map(index -> new LeafColumn(FactsSql.leaf(index), leaves.get(index), "t0"))
        .toList();
  }

  /** Those who reached value, with the instant behind it. */
  private Select anchors(List<Carried> startReads) {
    List<FactKey> keys =
        new ArrayList<>(
            List.of(
                new FactKey.Excluded(),
                new FactKey.NewnessVerified(),
                new FactKey.Variant(),
                new FactKey.Reached(plan.window()),
                new FactKey.Elapsed(plan.window()))); // the instant itself
    if (byAccount) {
      keys.add(new FactKey.Account());
    }
    String first =
        new PlanSql(question, table, Wanted.by(keys), bucket)
            .relations()
            .with(new Select().column("*", "*").from("facts"));
    Select anchors =
        new Select()
            .column("reached.entity", "entity")
            .column("assumeNotNull(reached.qualified_at) + 1", "t0", "behind the value event")
            .column("reached.t0", "started_at");
    if (!plan.variants().isEmpty()) {
      anchors.column("reached.variant", "variant");
    }
    if (byAccount) {
      anchors.column("reached.account", "account");
    }
    startReads.forEach(
        read -> anchors.column("starts." + read.name(), read.name(), read.comment()));
    anchors
        .from("(\n" + first.strip().indent(4) + ") AS reached")
        .where("isNotNull(reached.qualified_at)", "who reached value")
        .where("reached.newness_verified", "nothing before")
        .where("NOT reached.excluded", "the rule of the event model");
    if (startReads.isEmpty()) {
      return anchors;
    }
    Select starts =
        AnchorsSql.of(
            table,
            owners,
            plan.anchor().stream(),
            question.watermark(),
            bucket,
            "started_at",
            startReads);
    return anchors.join(
        "INNER JOIN\n(\n" + starts.nested(1) + "\n) AS starts ON reached.entity = starts.entity");
  }

  private Select facts(Pass pass) {
    InstantAlgebra algebra = new InstantAlgebra(FactsSql::leaf, "least_");
    Select facts =
        new Select()
            .column("toString(instants.entity)", "entity")
            .column("t0", "t0")
            .column("started_at", "started_at")
            .column(pass.isSetAside(pass.columns()), "set_aside", "more events than are counted")
            .column(
                FactsSql.unlessSetAside("set_aside", FactsSql.qualified(plan, algebra, "variant")),
                "qualified_at",
                "the value event again");
    if (byAccount) {
      facts.column("account", "account");
    }
    WholeEntitiesSql.from(facts, pass, algebra);
    return facts;
  }
}
