package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code facts}: one row an entity, what is known of it. */
final class FactsSql {
  private FactsSql() {}

  static Select of(Plan plan, Pass pass, Wanted wanted, List<Carried> carried) {
    InstantAlgebra algebra = new InstantAlgebra(FactsSql::leaf, "least_");
    List<String> names = carried.stream().map(Carried::name).toList();
    Select facts = new Select().column("toString(instants.entity)", "entity").column("t0", "t0");
    if (wanted.id()) {
      facts.column("instants.entity", "id", "as its column has it");
    }
    if (wanted.newness()) {
      facts.column(newness(plan, pass), "newness_verified", "nothing before");
    }
    if (wanted.excluded()) {
      facts.column(
          names.contains("excluded") ? "excluded" : "false",
          "excluded",
          "the rule of the event model");
    }
    if (wanted.setAside()) {
      facts.column(pass.isSetAside(), "set_aside", "more events than are counted");
    }
    if (wanted.variant()) {
      facts.column(names.contains("variant") ? "variant" : "-1", "variant", "which case decides");
    }
    if (wanted.qualified()) {
      facts.column(unlessSetAside(qualified(plan, algebra)), "qualified_at", "the value event");
    }
    for (int index : wanted.milestones()) {
      Plan.Step step = plan.milestones().get(index);
      facts.column(
          unlessSetAside(algebra.sql(step.instants())),
          "milestone_" + index,
          "milestone " + step.name());
    }
    for (int index : wanted.outcomes()) {
      Plan.Outcome outcome = plan.outcomes().get(index);
      facts.column(
          unlessSetAside(algebra.sql(outcome.instants())),
          "outcome_" + index,
          "outcome " + outcome.name());
    }
    for (int index : wanted.attributes()) {
      String name = "attribute_" + index;
      facts.column(name, name, "start.properties " + plan.attributes().get(index).name());
    }
    if (wanted.account()) {
      facts.column(names.contains("account") ? "account" : Unknown.of(Type.STRING), "account");
    }
    WholeEntitiesSql.from(facts, pass, algebra);
    return facts;
  }

  /** The column of a leaf counted from time zero. */
  static String leaf(int index) {
    return "leaf_" + (index + 1);
  }

  /** Nothing is said of when an entity that is set aside did something. */
  static String unlessSetAside(String instant) {
    return "if(set_aside, NULL, " + instant + ")";
  }

  /** The instant by the case that decides. */
  static String qualified(Plan plan, InstantAlgebra algebra) {
    String byDefault = algebra.sql(plan.qualifies());
    if (plan.variants().isEmpty()) {
      return byDefault;
    }
    StringBuilder choice = new StringBuilder("multiIf(");
    for (int i = 0; i < plan.variants().size(); i++) {
      Instants instants = plan.variants().get(i).qualifies();
      choice.append("variant = ").append(i).append(", ").append(algebra.sql(instants)).append(", ");
    }
    return choice.append(byDefault).append(")").toString();
  }

  /** What {@code anchors} has to take from the start event for the columns asked for. */
  static Stream<Carried> reads(Plan plan, EventTable table, Wanted wanted) {
    Stream.Builder<Carried> reads = Stream.builder();
    if (wanted.excluded()) {
      table
          .source()
          .excludeEntities()
          .ifPresent(
              rule ->
                  reads.add(
                      new Carried(
                          "excluded",
                          "ifNull(" + ExpressionSql.of(rule, table.starts()) + ", false)",
                          "the rule on entities of the event model")));
    }
    if (wanted.readsVariant() && !plan.variants().isEmpty()) {
      reads.add(
          new Carried("variant", variant(plan, table.starts()), "the first case that is true"));
    }
    for (int index : wanted.attributes()) {
      String name = plan.attributes().get(index).name();
      reads.add(
          new Carried(
              "attribute_" + index, table.properties().raw(name), "start.properties " + name));
    }
    if (wanted.account() && table.idColumn(EntityKind.ACCOUNT).isPresent()) {
      reads.add(new Carried("account", table.knownId(EntityKind.ACCOUNT), "or none"));
    }
    return reads.build();
  }

  static String variant(Plan plan, Scope starts) {
    StringBuilder choice = new StringBuilder("multiIf(");
    for (int i = 0; i < plan.variants().size(); i++) {
      Plan.Case variant = plan.variants().get(i);
      choice.append(ExpressionSql.of(variant.when(), starts)).append(", ").append(i).append(", ");
    }
    return choice.append("-1)").toString();
  }

  private static String newness(Plan plan, Pass pass) {
    if (plan.anchor().newness().isEmpty()) {
      return "true";
    }
    Duration newness = plan.anchor().newness().get();
    EventTable table = pass.table();
    Select rows = new Select();
    pass.owners().own(rows);
    rows.column(table.time(), "t");
    rows.where(table.before(pass.watermark()), "the watermark");
    table.notExcluded().ifPresent(kept -> rows.where(kept, "the exclusion of the event model"));
    pass.bucket().ifPresent(part -> rows.where(part.holds(), "this part of the entities"));
    Select seen =
        new Select()
            .column("entity", "entity")
            .from(rows, "rows")
            .join(table.global() + "SEMI LEFT JOIN anchors USING (entity)")
            .where("t < t0", "any event before time zero")
            .where("t >= t0 - " + Micros.of(newness), SqlText.words(newness));
    String complete =
        table
            .source()
            .completeFrom()
            .map(from -> "t0 >= " + Micros.of(from.plus(newness)) + " AND ")
            .orElse("");
    return complete
        + "instants.entity "
        + table.global()
        + "NOT IN"
        + "\n(\n"
        + seen.nested(1)
        + "\n)";
  }
}
