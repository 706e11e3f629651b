package dev.firstvalue.store.facts;

import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of the store as facts. */
final class FactRows {
  private FactRows() {}

  static EntityFacts entity(Row row, Plan plan) {
    return new EntityFacts(
        row.text("entity"),
        row.integer("t0"),
        row.flag("newness_verified"),
        row.flag("excluded"),
        row.flag("set_aside"),
        (int) row.integer("variant"),
        row.integerOrNull("qualified_at"),
        each("milestone_", plan.milestones().size(), row::integerOrNull),
        each("outcome_", plan.outcomes().size(), row::integerOrNull),
        each("attribute_", plan.attributes().size(), row::textOrNull),
        row.textOrNull("account"));
  }

  static ExposureFacts exposure(Row row) {
    return new ExposureFacts(
        row.text("entity"),
        row.integer("exposed_at"),
        row.text("arm"),
        (int) row.integer("arms"),
        row.integerOrNull("started_at"),
        row.flag("excluded"),
        row.flag("set_aside"),
        row.flag("qualified_before"),
        row.integerOrNull("qualified_at"),
        row.textOrNull("account"));
  }

  /** The value of a key, of the type that the key has. */
  static @Nullable Object value(Row row, FactKey key, String column) {
    return switch (key) {
      case FactKey.Excluded _,
          FactKey.SetAside _,
          FactKey.NewnessVerified _,
          FactKey.Mature _,
          FactKey.Reached _,
          FactKey.Milestone _,
          FactKey.Retained _,
          FactKey.SeveralArms _,
          FactKey.QualifiedBefore _,
          FactKey.InPeriod _ ->
          row.flag(column);
      case FactKey.Variant _, FactKey.Elapsed _, FactKey.Part _ -> row.integer(column);
      case FactKey.Attribute _, FactKey.Week _, FactKey.Day _, FactKey.Arm _ ->
          row.textOrNull(column);
    };
  }

  private static <T> List<@Nullable T> each(
      String prefix, int count, Function<String, @Nullable T> reader) {
    List<@Nullable T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(reader.apply(prefix + i));
    }
    return values;
  }
}
