package dev.firstvalue.definition.expression;

import java.util.List;

/**
 * A typed expression over one event and, where it says so, over its entity's start event and, in a
 * sequence, over the event of the step just before.
 *
 * <p>Every expression has a value of its {@link #type()} or is <em>unknown</em>. Comparisons,
 * arithmetic and functions with an unknown operand are unknown; {@link And}, {@link Or} and {@link
 * Not} follow Kleene's tables; {@link Has} is never unknown. A predicate holds only if it is true.
 */
public sealed interface Expression {

  /** The type of the value. */
  Type type();

  /** A literal string. */
  record StringLiteral(String value) implements Expression {
    @Override
    public Type type() {
      return Type.STRING;
    }
  }

  /** A literal integer. */
  record IntLiteral(long value) implements Expression {
    @Override
    public Type type() {
      return Type.INT;
    }
  }

  /** A literal number, finite. */
  record DoubleLiteral(double value) implements Expression {
    public DoubleLiteral {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
      }
    }

    @Override
    public Type type() {
      return Type.DOUBLE;
    }
  }

  /** A literal truth value. */
  record BoolLiteral(boolean value) implements Expression {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** A literal instant, in microseconds since 1970, UTC. */
  record TimestampLiteral(long micros) implements Expression {
    @Override
    public Type type() {
      return Type.TIMESTAMP;
    }
  }

  /** A literal length of time, in microseconds. */
  record DurationLiteral(long micros) implements Expression {
    @Override
    public Type type() {
      return Type.DURATION;
    }
  }

  /** {@code properties.name}: unknown where absent or where it does not read as its type. */
  record Property(String name, Type type) implements Expression {}

  /** {@code start.properties.name}: a property of the event that is time zero. */
  record StartProperty(String name, Type type) implements Expression {}

  /**
   * A property or a column of the event that fills the step just before, in a sequence: {@code
   * created.user}, {@code sent.properties.to}.
   */
  record OfStepBefore(Expression value) implements Expression {
    public OfStepBefore {
      if (!(value instanceof Property) && !(value instanceof Column)) {
        throw new IllegalArgumentException("value: " + value + " (expected: a property or column)");
      }
    }

    @Override
    public Type type() {
      return value.type();
    }
  }

  /** A column that every event has. */
  record Column(EventColumn column) implements Expression {
    @Override
    public Type type() {
      return column == EventColumn.TIMESTAMP ? Type.TIMESTAMP : Type.STRING;
    }
  }

  /**
   * The columns that every event has. {@code DAY} is the local date in the model's zone,
   * YYYY-MM-DD.
   */
  enum EventColumn {
    EVENT,
    TIMESTAMP,
    USER,
    ACCOUNT,
    DAY
  }

  /** {@code has(properties.x)}: whether the raw value is there, whatever it reads as. */
  record Has(Expression property) implements Expression {
    public Has {
      if (!(property instanceof Property)
          && !(property instanceof StartProperty)
          && !(property instanceof OfStepBefore(Property _))) {
        throw new IllegalArgumentException("property: " + property + " (expected: a property)");
      }
    }

    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** A comparison of two values of one type, or of INT with DOUBLE. Strings by code point. */
  record Comparison(ComparisonOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** The comparisons. */
  enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** Whether a value equals one of several: as the disjunction of the comparisons. */
  record In(Expression value, List<Expression> among) implements Expression {
    public In {
      among = List.copyOf(among);
    }

    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** True if all parts are true, false if one is false, else unknown. */
  record And(List<Expression> parts) implements Expression {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** True if one part is true, false if all are false, else unknown. */
  record Or(List<Expression> parts) implements Expression {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** The opposite of a truth value. */
  record Not(Expression operand) implements Expression {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /**
   * Arithmetic on two INTs, on numbers of which one is DOUBLE, or on times. INT {@code /}
   * truncates; division by zero, overflow and what is not finite are unknown. {@code %} takes INTs
   * and has the sign of the dividend.
   */
  record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, Type type)
      implements Expression {}

  /** The arithmetic operators. */
  enum ArithmeticOperator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDE,
    REMAINDER
  }

  /** The opposite of a number. The opposite of the least INT is unknown. */
  record Negate(Expression operand) implements Expression {
    @Override
    public Type type() {
      return operand.type();
    }
  }

  /** {@code condition ? then : otherwise}: unknown if the condition is unknown. */
  record Conditional(Expression condition, Expression then, Expression otherwise, Type type)
      implements Expression {}

  /** Strings joined. */
  record Concat(Expression left, Expression right) implements Expression {
    @Override
    public Type type() {
      return Type.STRING;
    }
  }

  /** The number of code points of a string. */
  record Size(Expression text) implements Expression {
    @Override
    public Type type() {
      return Type.INT;
    }
  }

  /** A test of one string against another. The pattern of MATCHES is a literal. */
  record TextTest(TextOperator operator, Expression text, Expression argument)
      implements Expression {
    @Override
    public Type type() {
      return Type.BOOL;
    }
  }

  /** The tests of strings. MATCHES is unanchored RE2 whose dot stops at a newline. */
  enum TextOperator {
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS,
    MATCHES
  }
}
