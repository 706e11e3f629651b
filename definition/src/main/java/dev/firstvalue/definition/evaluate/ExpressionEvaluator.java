package dev.firstvalue.definition.evaluate;

import com.google.re2j.Pattern;
import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.event.Micros;
import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression: a String, a Long (INT, TIMESTAMP and DURATION), a finite Double or a
 * Boolean; null is unknown. No input makes it throw; a tree whose types do not fit does.
 *
 * <p>Safe for use by several threads.
 */
public final class ExpressionEvaluator {
  private final ZoneId zone;
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  /** An evaluator whose days are those of the zone. */
  public ExpressionEvaluator(ZoneId zone) {
    this.zone = zone;
  }

  /** Whether a predicate is true: not if it is false, and not if it is unknown. */
  public boolean holds(Expression predicate, Subject subject) {
    return Boolean.TRUE.equals(value(predicate, subject));
  }

  /** Whether a predicate is true or absent. */
  public boolean holds(Optional<Expression> predicate, Subject subject) {
    return predicate.isEmpty() || holds(predicate.get(), subject);
  }

  /** The value, or null if it is unknown. */
  public @Nullable Object value(Expression expression, Subject subject) {
    return switch (expression) {
      case Expression.StringLiteral literal -> literal.value();
      case Expression.IntLiteral literal -> literal.value();
      case Expression.DoubleLiteral literal -> literal.value();
      case Expression.BoolLiteral literal -> literal.value();
      case Expression.TimestampLiteral literal -> literal.micros();
      case Expression.DurationLiteral literal -> literal.micros();
      case Expression.Property property -> {
        String raw = raw(subject.row(), property.name());
        yield raw == null ? null : RawValues.read(raw, property.type());
      }
      case Expression.StartProperty property -> {
        String raw = raw(subject.start(), property.name());
        yield raw == null ? null : RawValues.read(raw, property.type());
      }
      case Expression.Column column -> column(column.column(), subject.row());
      case Expression.OfStepBefore before -> value(before.value(), subject.ofStepBefore());
      case Expression.Has has -> has(has.property(), subject);
      case Expression.Comparison comparison ->
          compare(
              comparison, value(comparison.left(), subject), value(comparison.right(), subject));
      case Expression.In in -> in(in, subject);
      case Expression.And and -> all(and.parts(), subject);
      case Expression.Or or -> any(or.parts(), subject);
      case Expression.Not not -> {
        Object operand = value(not.operand(), subject);
        yield operand == null ? null : !((Boolean) operand);
      }
      case Expression.Arithmetic arithmetic -> {
        Object left = value(arithmetic.left(), subject);
        Object right = value(arithmetic.right(), subject);
        yield left == null || right == null
            ? null
            : ArithmeticRules.apply(arithmetic.operator(), arithmetic.type(), left, right);
      }
      case Expression.Negate negate -> {
        Object operand = value(negate.operand(), subject);
        yield operand == null ? null : ArithmeticRules.negate(operand);
      }
      case Expression.Conditional conditional -> {
        Object condition = value(conditional.condition(), subject);
        yield condition == null
            ? null
            : value((Boolean) condition ? conditional.then() : conditional.otherwise(), subject);
      }
      case Expression.Concat concat -> {
        Object left = value(concat.left(), subject);
        Object right = value(concat.right(), subject);
        yield left == null || right == null ? null : (String) left + (String) right;
      }
      case Expression.Size size -> {
        Object text = value(size.text(), subject);
        yield text == null ? null : ((String) text).codePoints().count();
      }
      case Expression.TextTest test -> textTest(test, subject);
    };
  }

  private static @Nullable String raw(@Nullable Event event, String property) {
    return event == null ? null : event.properties().get(property);
  }

  private @Nullable Object column(EventColumn column, @Nullable Event row) {
    if (row == null) {
      return null;
    }
    return switch (column) {
      case EVENT -> row.name();
      case TIMESTAMP -> row.timestamp();
      case USER -> EntityIds.known(row.user());
      case ACCOUNT -> EntityIds.known(row.account());
      case DAY -> Micros.instant(row.timestamp()).atZone(zone).toLocalDate().toString();
    };
  }

  private static boolean has(Expression property, Subject subject) {
    return switch (property) {
      case Expression.Property row -> raw(subject.row(), row.name()) != null;
      case Expression.StartProperty start -> raw(subject.start(), start.name()) != null;
      case Expression.OfStepBefore before -> has(before.value(), subject.ofStepBefore());
      default ->
          throw new IllegalArgumentException("property: " + property + " (expected: a property)");
    };
  }

  private static @Nullable Boolean compare(
      Expression.Comparison comparison, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    int order = ValueOrder.compare(left, right);
    return switch (comparison.operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private @Nullable Boolean in(Expression.In in, Subject subject) {
    return any(
        in.among().stream()
            .<Expression>map(
                one ->
                    new Expression.Comparison(Expression.ComparisonOperator.EQUAL, in.value(), one))
            .toList(),
        subject);
  }

  private @Nullable Boolean all(List<Expression> parts, Subject subject) {
    boolean unknown = false;
    for (Expression part : parts) {
      Object value = value(part, subject);
      if (Boolean.FALSE.equals(value)) {
        return false;
      }
      unknown |= value == null;
    }
    return unknown ? null : Boolean.TRUE;
  }

  private @Nullable Boolean any(List<Expression> parts, Subject subject) {
    boolean unknown = false;
    for (Expression part : parts) {
      Object value = value(part, subject);
      if (Boolean.TRUE.equals(value)) {
        return true;
      }
      unknown |= value == null;
    }
    return unknown ? null : Boolean.FALSE;
  }

  private @Nullable Boolean textTest(Expression.TextTest test, Subject subject) {
    Object text = value(test.text(), subject);
    Object argument = value(test.argument(), subject);
    if (text == null || argument == null) {
      return null;
    }
    String whole = (String) text;
    String pattern = (String) argument;
    return switch (test.operator()) {
      case STARTS_WITH -> whole.startsWith(pattern);
      case ENDS_WITH -> whole.endsWith(pattern);
      case CONTAINS -> whole.contains(pattern);
      case MATCHES -> patterns.computeIfAbsent(pattern, Pattern::compile).matcher(whole).find();
    };
  }
}
