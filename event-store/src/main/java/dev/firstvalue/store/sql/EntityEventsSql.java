package dev.firstvalue.store.sql;

import dev.firstvalue.definition.evaluate.PropertyReads;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Type;
import dev.firstvalue.definition.facts.Question;
import dev.firstvalue.definition.plan.EntityKind;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.definition.plan.Stream;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of one entity that a question reads, as they are: those of the plan's events that belong
 * to it by its own column or by another owner of a stream. The entity's id is the parameter {@code
 * entity}.
 */
final class EntityEventsSql {
  private EntityEventsSql() {}

  static Select of(Question question, EventTable table, long limit) {
    Plan plan = question.plan();
    Select rows =
        new Select()
            .column(table.time(), "t")
            .column(table.eventName(), "event_name")
            .column(table.eventId().orElse("NULL"), "id")
            .column(table.knownId(EntityKind.USER), "user_id")
            .column(table.knownId(EntityKind.ACCOUNT), "account_id");
    int index = 0;
    for (Map.Entry<String, Type> property : plan.source().startProperties().entrySet()) {
      rows.column(table.properties().raw(property.getKey()), "p" + index, property.getKey());
      if (property.getValue() == Type.TIMESTAMP) {
        rows.column(table.properties().read(property.getKey(), Type.TIMESTAMP), "t" + index);
      }
      index++;
    }
    rows.from(table.from())
        .where(owned(plan, table), "the entity's")
        .where(table.before(question.watermark()), "the watermark");
    if (plan.anchor().newness().isEmpty()) {
      // Newness asks for the entity's events of any name.
      rows.where(table.named(PropertyReads.events(plan)), "what the question reads");
    }
    return rows.then("LIMIT " + limit);
  }

  private static String owned(Plan plan, EventTable table) {
    Set<Expression> owners = new LinkedHashSet<>();
    owners.add(plan.entity().column());
    owners.addAll(plan.anchor().stream().whose());
    plan.leaves().stream()
        .flatMap(leaf -> leaf.streams().stream())
        .map(Stream::whose)
        .flatMap(Collection::stream)
        .forEach(owners::add);
    return owners.stream()
        .map(
            owner ->
                owner.equals(plan.entity().column())
                    ? table.id(plan.entity()) // as it is, so that an index can serve
                    : ExpressionSql.of(owner, table.rows()))
        .map(id -> id + " = {entity:String}")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
