package dev.firstvalue.definition.random;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.Arithmetic;
import dev.firstvalue.definition.expression.Expression.ArithmeticOperator;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.Conditional;
import dev.firstvalue.definition.expression.Expression.EventColumn;
import dev.firstvalue.definition.expression.Expression.TextOperator;
import dev.firstvalue.definition.expression.Expression.TextTest;
import dev.firstvalue.definition.expression.Type;
import java.util.List;

/** Expressions of every operator over what a scope can see. */
final class RandomExpressions {
  private static final List<String> PATTERNS =
      List.of(
          "a", "^a", "b$", "a.b", "^.$", "[0-9]+", "(?i)É", "é|😀", "", "a.*b", "\\.", "^\\s", "'",
          "(?s)a.b", "\\\\");
  private static final long[] INTS = {
    0, 1, 2, 3, 10, 30, -1, 7, 1_000_000_007L, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0, 1, 0.5, -2.25, 0.1, 0.3, 123456.654321, 1e22, 9_007_199_254_740_992d, 1e-6
  };
  private static final long[] DURATIONS = {
    0, 1, 1_000_000, 3_600_000_000L, 86_400_000_000L, -90_000_000L, 604_800_000_000L
  };
  private static final long[] TIMES = {
    0, 1_743_298_200_000_000L, 1_741_505_400_000_001L, -1, 7_258_118_400_000_000L
  };

  private final Dice dice;
  private final boolean seesRow;
  private final boolean seesStart;

  /** Expressions that see the row, the start, or both. */
  RandomExpressions(Dice dice, boolean seesRow, boolean seesStart) {
    this.dice = dice;
    this.seesRow = seesRow;
    this.seesStart = seesStart;
  }

  Expression predicate() {
    return predicate(dice.between(1, 3));
  }

  private Expression predicate(int depth) {
    if (depth == 0) {
      return dice.percent(20) ? new Expression.BoolLiteral(dice.percent(50)) : property(Type.BOOL);
    }
    return switch (dice.below(12)) {
      case 0 -> new Expression.Has(property(dice.of(Type.STRING, Type.INT, Type.TIMESTAMP)));
      case 1 -> in(depth - 1);
      case 2 -> new Expression.And(parts(depth - 1));
      case 3 -> new Expression.Or(parts(depth - 1));
      case 4 -> new Expression.Not(predicate(depth - 1));
      case 5 -> conditional(Type.BOOL, depth - 1);
      case 6 -> textTest(depth - 1);
      case 7 -> property(Type.BOOL);
      default -> comparison(depth - 1);
    };
  }

  /** A value of a type. */
  Expression value(Type type, int depth) {
    if (type == Type.BOOL) {
      return predicate(depth);
    }
    if (depth == 0 || dice.percent(40)) {
      return dice.percent(40) || type == Type.DURATION ? literal(type) : name(type);
    }
    if (dice.percent(15)) {
      return conditional(type, depth - 1);
    }
    return switch (type) {
      case STRING ->
          new Expression.Concat(value(Type.STRING, depth - 1), value(Type.STRING, depth - 1));
      case INT ->
          dice.percent(25)
              ? new Expression.Size(value(Type.STRING, depth - 1))
              : dice.percent(15)
                  ? new Expression.Negate(value(Type.INT, depth - 1))
                  : arithmetic(
                      dice.of(ArithmeticOperator.values()), Type.INT, Type.INT, Type.INT, depth);
      case DOUBLE ->
          dice.percent(15) ? new Expression.Negate(value(Type.DOUBLE, depth - 1)) : doubles(depth);
      case TIMESTAMP ->
          dice.percent(50)
              ? arithmetic(
                  dice.of(ArithmeticOperator.PLUS, ArithmeticOperator.MINUS),
                  Type.TIMESTAMP,
                  Type.TIMESTAMP,
                  Type.DURATION,
                  depth)
              : arithmetic(
                  ArithmeticOperator.PLUS, Type.TIMESTAMP, Type.DURATION, Type.TIMESTAMP, depth);
      case DURATION ->
          dice.percent(60)
              ? arithmetic(
                  ArithmeticOperator.MINUS, Type.DURATION, Type.TIMESTAMP, Type.TIMESTAMP, depth)
              : arithmetic(
                  dice.of(ArithmeticOperator.PLUS, ArithmeticOperator.MINUS),
                  Type.DURATION,
                  Type.DURATION,
                  Type.DURATION,
                  depth);
      case BOOL -> throw new IllegalStateException("a predicate is made above");
    };
  }

  /** A property of the scope. */
  private Expression property(Type type) {
    String name = dice.of(Catalog.of(type));
    return seesStart && (!seesRow || dice.percent(30))
        ? new Expression.StartProperty(name, type)
        : new Expression.Property(name, type);
  }

  private Expression name(Type type) {
    if (seesRow && type == Type.STRING && dice.percent(40)) {
      return new Column(
          dice.of(EventColumn.EVENT, EventColumn.USER, EventColumn.ACCOUNT, EventColumn.DAY));
    }
    return seesRow && type == Type.TIMESTAMP && dice.percent(50)
        ? new Column(EventColumn.TIMESTAMP)
        : property(type);
  }

  private Expression literal(Type type) {
    return switch (type) {
      case STRING ->
          new Expression.StringLiteral(
              dice.percent(80)
                  ? dice.of(RandomValues.TEXTS)
                  : dice.of("u1", "a1", "lesson", "2025-03-30"));
      case INT -> new Expression.IntLiteral(INTS[dice.below(INTS.length)]);
      case DOUBLE -> new Expression.DoubleLiteral(DOUBLES[dice.below(DOUBLES.length)]);
      case BOOL -> new Expression.BoolLiteral(dice.percent(50));
      case TIMESTAMP -> new Expression.TimestampLiteral(TIMES[dice.below(TIMES.length)]);
      case DURATION -> new Expression.DurationLiteral(DURATIONS[dice.below(DURATIONS.length)]);
    };
  }

  private Expression doubles(int depth) {
    ArithmeticOperator operator =
        dice.of(
            ArithmeticOperator.PLUS,
            ArithmeticOperator.MINUS,
            ArithmeticOperator.TIMES,
            ArithmeticOperator.DIVIDE);
    return switch (dice.below(3)) {
      case 0 -> arithmetic(operator, Type.DOUBLE, Type.INT, Type.DOUBLE, depth);
      case 1 -> arithmetic(operator, Type.DOUBLE, Type.DOUBLE, Type.INT, depth);
      default -> arithmetic(operator, Type.DOUBLE, Type.DOUBLE, Type.DOUBLE, depth);
    };
  }

  private Expression arithmetic(
      ArithmeticOperator operator, Type type, Type left, Type right, int depth) {
    return new Arithmetic(operator, value(left, depth - 1), value(right, depth - 1), type);
  }

  private Expression comparison(int depth) {
    ComparisonOperator operator = dice.of(ComparisonOperator.values());
    return switch (dice.below(9)) {
      case 0 -> new Comparison(operator, value(Type.INT, depth), value(Type.DOUBLE, depth));
      case 1 -> new Comparison(operator, value(Type.DOUBLE, depth), value(Type.INT, depth));
      default -> {
        Type type = dice.of(Type.values());
        yield new Comparison(operator, value(type, depth), value(type, depth));
      }
    };
  }

  private Expression in(int depth) {
    Type type = dice.of(Type.STRING, Type.INT, Type.DOUBLE, Type.BOOL, Type.TIMESTAMP);
    return new Expression.In(
        value(type, depth),
        dice.times(
            dice.below(4),
            () -> dice.percent(80) ? literal(type) : value(type, Math.max(0, depth - 1))));
  }

  private List<Expression> parts(int depth) {
    return dice.times(dice.between(1, 3), () -> predicate(depth));
  }

  private Expression conditional(Type type, int depth) {
    return new Conditional(predicate(depth), value(type, depth), value(type, depth), type);
  }

  private Expression textTest(int depth) {
    TextOperator operator = dice.of(TextOperator.values());
    Expression argument =
        operator == TextOperator.MATCHES
            ? new Expression.StringLiteral(dice.of(PATTERNS))
            : value(Type.STRING, Math.max(0, depth - 1));
    return new TextTest(operator, value(Type.STRING, depth), argument);
  }
}
