package dev.firstvalue.store.facts;

import dev.firstvalue.definition.facts.EntityFacts;
import dev.firstvalue.definition.facts.ExposureFacts;
import dev.firstvalue.definition.facts.FactKey;
import dev.firstvalue.definition.facts.Repeats;
import dev.firstvalue.definition.plan.ExposureReadings;
import dev.firstvalue.definition.plan.Leaf;
import dev.firstvalue.definition.plan.Plan;
import dev.firstvalue.store.connect.Row;
import dev.firstvalue.store.sql.FoldColumns;
import dev.firstvalue.store.sql.SqlRenderer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows of the store as facts. */
final class FactRows {
  private FactRows() {}

  /** Who came back to value within one of these lengths of time. */
  static Repeats repeats(Row row, List<Duration> within, int number) {
    return new Repeats(
        within.get(number),
        Math.toIntExact(row.integer("again_" + (number + 1))),
        Math.toIntExact(row.integer("set_aside_" + (number + 1))));
  }

  /** The facts of one of so many plans that a statement asks. */
  static EntityFacts entity(Row row, Plan plan, int number, int plans) {
    UnaryOperator<String> own = name -> SqlRenderer.column(name, number, plans);
    return new EntityFacts(
        row.text("entity"),
        row.integer("t0"),
        row.flag("newness_verified"),
        row.flag("excluded"),
        row.flag(own.apply("set_aside")),
        (int) row.integer(own.apply("variant")),
        row.integerOrNull(own.apply("qualified_at")),
        each(own.apply("milestone_"), plan.milestones().size(), row::integerOrNull),
        each(own.apply("outcome_"), plan.outcomes().size(), row::integerOrNull),
        each(own.apply("attribute_"), plan.attributes().size(), row::textOrNull),
        row.textOrNull("account"));
  }

  static ExposureFacts exposure(Row row, ExposureReadings readings) {
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
        row.textOrNull("account"),
        each("condition_", readings.conditions().size(), row::integerOrNull),
        amounts(row, readings.amounts().size()),
        each("attribute_", readings.attributes().size(), row::textOrNull),
        past(row, readings.past().size()));
  }

  private static List<Long> past(Row row, int count) {
    List<Long> past = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      past.add(row.integer("past_" + i));
    }
    return past;
  }

  private static List<BigDecimal> amounts(Row row, int count) {
    List<BigDecimal> amounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      amounts.add(new BigDecimal(new BigInteger(row.text("amount_" + i)), Leaf.Total.PLACES));
    }
    return amounts;
  }

  /** The value of a key of a fold, of the type that the key has. */
  static @Nullable Object value(Row row, FactKey key, FoldColumns columns) {
    if (FoldColumns.isTruth(key)) {
      return columns.isTrue(key, row.integer("code"));
    }
    String column = columns.column(key);
    return isInteger(key) ? row.integerOrNull(column) : row.textOrNull(column);
  }

  private static boolean isInteger(FactKey key) {
    return key instanceof FactKey.Variant
        || key instanceof FactKey.Elapsed
        || key instanceof FactKey.Part
        || key instanceof FactKey.Volume
        || key instanceof FactKey.Past
        || (key instanceof FactKey.InPlan(int _, FactKey own) && isInteger(own));
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
