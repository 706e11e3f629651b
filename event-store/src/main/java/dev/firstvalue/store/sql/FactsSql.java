package dev.firstvalue.store.sql;

import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Instants;
import dev.firstvalue.definition.plan.Plan;
import java.time.Duration;
import java.util.List;

/** {@code facts}: one row an entity, what is known of it. */
final class FactsSql {
  private FactsSql() {}

  static Select of(List<PlanPart> parts, Pass pass, StartColumns starts) {
    InstantAlgebra algebra = new InstantAlgebra(FactsSql::leaf, "least_");
    Select facts = new Select().column("toString(instants.entity)", "entity").column("t0", "t0");
    if (parts.stream().anyMatch(part -> part.wanted().id())) {
      facts.column("instants.entity", "id", "as its column has it");
    }
    if (parts.stream().anyMatch(part -> part.wanted().newness())) {
      facts.column(newness(parts.getFirst().plan(), pass), "newness_verified", "nothing before");
    }
    if (parts.stream().anyMatch(part -> part.wanted().excluded())) {
      facts.column(starts.column("excluded", "false"), "excluded", "the rule of the event model");
    }
    for (PlanPart part : parts) {
      plan(facts, part, pass, starts, algebra);
    }
    if (parts.stream().anyMatch(part -> part.wanted().account())) {
      facts.column(starts.column("account", Unknown.of(Type.STRING)), "account");
    }
    WholeEntitiesSql.from(facts, pass, algebra);
    parts.stream()
        .filter(part -> part.wanted().activity())
        .map(part -> ActivitySql.join(part, pass))
        .reduce((one, two) -> one + "\n" + two)
        .ifPresent(facts::join);
    return facts;
  }

  /** The columns of one plan. */
  private static void plan(
      Select facts, PlanPart part, Pass pass, StartColumns starts, InstantAlgebra algebra) {
    Plan plan = part.plan();
    Wanted wanted = part.wanted();
    String aside = part.column("set_aside");
    String variant = starts.column(part.column("variant"), "-1");
    if (wanted.setAside()) {
      facts.column(pass.isSetAside(part.leaves()), aside, "more events than are counted");
    }
    if (wanted.variant()) {
      facts.column(variant, part.column("variant"), "which case decides");
    }
    if (wanted.qualified()) {
      facts.column(
          unlessSetAside(aside, qualified(plan, algebra, variant)),
          part.column("qualified_at"),
          "the value event");
    }
    for (int index : wanted.milestones()) {
      Plan.Step step = plan.milestones().get(index);
      facts.column(
          unlessSetAside(aside, algebra.sql(step.instants())),
          part.column("milestone_" + index),
          "milestone " + step.name());
    }
    for (int index : wanted.outcomes()) {
      Plan.Outcome outcome = plan.outcomes().get(index);
      facts.column(
          unlessSetAside(aside, algebra.sql(outcome.instants())),
          part.column("outcome_" + index),
          "outcome " + outcome.name());
    }
    for (int index : wanted.attributes()) {
      String name = part.column("attribute_" + index);
      facts.column(
          starts.column(name, Unknown.of(Type.STRING)),
          name,
          "start.properties " + plan.attributes().get(index).name());
    }
    if (wanted.activity()) {
      ActivitySql.columns(part).forEach(name -> facts.column(name, name));
    }
  }

  /** The column of a leaf counted from time zero. */
  static String leaf(int index) {
    return "leaf_" + (index + 1);
  }

  /** Nothing is said of when an entity that is set aside did something. */
  static String unlessSetAside(String aside, String instant) {
    return "if(" + aside + ", NULL, " + instant + ")";
  }

  /** The instant by the case that decides. */
  static String qualified(Plan plan, InstantAlgebra algebra, String variant) {
    String byDefault = algebra.sql(plan.qualifies());
    if (plan.variants().isEmpty()) {
      return byDefault;
    }
    StringBuilder choice = new StringBuilder("multiIf(");
    for (int i = 0; i < plan.variants().size(); i++) {
      Instants instants = plan.variants().get(i).qualifies();
      choice
          .append(variant)
          .append(" = ")
          .append(i)
          .append(", ")
          .append(algebra.sql(instants))
          .append(", ");
    }
    return choice.append(byDefault).append(")").toString();
  }

  /** What {@code anchors} has to take from the start event for the columns asked for. */
  static StartColumns reads(List<PlanPart> parts, EventTable table) {
    StartColumns reads = new StartColumns();
    if (parts.stream().anyMatch(part -> part.wanted().excluded())) {
      table
          .source()
          .excludeEntities()
          .ifPresent(
              rule ->
                  reads.add(
                      "excluded",
                      "ifNull(" + ExpressionSql.of(rule, table.starts()) + ", false)",
                      "the rule on entities of the event model"));
    }
    for (PlanPart part : parts) {
      Plan plan = part.plan();
      if (part.wanted().readsVariant() && !plan.variants().isEmpty()) {
        reads.add(
            part.column("variant"), variant(plan, table.starts()), "the first case that is true");
      }
      for (int index : part.wanted().attributes()) {
        String name = plan.attributes().get(index).name();
        reads.add(
            part.column("attribute_" + index),
            table.properties().raw(name),
            "start.properties " + name);
      }
    }
    if (parts.stream().anyMatch(part -> part.wanted().account())
        && table.idColumn(EntityKind.ACCOUNT).isPresent()) {
      reads.add("account", table.knownId(EntityKind.ACCOUNT), "or none");
    }
    return reads;
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
