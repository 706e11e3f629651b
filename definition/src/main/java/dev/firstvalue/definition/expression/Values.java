package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.DoubleLiteral;
import dev.firstvalue.definition.expression.Expression.IntLiteral;
import dev.firstvalue.definition.expression.Expression.StringLiteral;
import dev.firstvalue.definition.expression.Expression.TimestampLiteral;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that a property can have under several demands that all have to be met. */
final class Values {
  private final Type type;
  private final Set<Object> not = new HashSet<>();
  private @Nullable Set<Object> only;
  private @Nullable BigDecimal least;
  private @Nullable BigDecimal most;
  private boolean leastIsOut;
  private boolean mostIsOut;

  Values(Type type) {
    this.type = type;
  }

  /**
   * Demands that a comparison with a literal is true; a comparison with anything else says nothing.
   */
  void demand(ComparisonOperator operator, Expression right) {
    Object value = value(right);
    if (value == null) {
      return;
    }
    switch (operator) {
      case EQUAL -> allow(Set.of(value));
      case NOT_EQUAL -> not.add(value);
      case LESS -> above(value, true);
      case LESS_OR_EQUAL -> above(value, false);
      case GREATER -> below(value, true);
      case GREATER_OR_EQUAL -> below(value, false);
    }
  }

  /** Demands one of several values. */
  void demandOneOf(List<Expression> among) {
    List<Object> values = new ArrayList<>();
    for (Expression one : among) {
      Object value = value(one);
      if (value == null) {
        return;
      }
      values.add(value);
    }
    allow(new HashSet<>(values));
  }

  /** Whether no value meets all demands. */
  boolean areNone() {
    if (only != null) {
      return only.stream().noneMatch(this::meets);
    }
    if (type == Type.BOOL) {
      return not.size() == 2;
    }
    if (least == null || most == null) {
      return false;
    }
    BigDecimal low = type == Type.INT ? whole(least, leastIsOut, 1) : least;
    BigDecimal high = type == Type.INT ? whole(most, mostIsOut, -1) : most;
    boolean isOpen = type != Type.INT && (leastIsOut || mostIsOut);
    int order = low.compareTo(high);
    return order > 0 || (order == 0 && (isOpen || not.contains(low.stripTrailingZeros())));
  }

  private boolean meets(Object value) {
    if (not.contains(value)) {
      return false;
    }
    if (!(value instanceof BigDecimal number)) {
      return true;
    }
    return (least == null || number.compareTo(least) > (leastIsOut ? 0 : -1))
        && (most == null || number.compareTo(most) < (mostIsOut ? 0 : 1));
  }

  private void allow(Set<Object> values) {
    Set<Object> allowed = new HashSet<>(values);
    if (only != null) {
      allowed.retainAll(only);
    }
    only = allowed;
  }

  private void below(Object value, boolean isOut) {
    if (value instanceof BigDecimal limit && (least == null || limit.compareTo(least) >= 0)) {
      leastIsOut = isOut || (leastIsOut && least != null && limit.compareTo(least) == 0);
      least = limit;
    }
  }

  private void above(Object value, boolean isOut) {
    if (value instanceof BigDecimal limit && (most == null || limit.compareTo(most) <= 0)) {
      mostIsOut = isOut || (mostIsOut && most != null && limit.compareTo(most) == 0);
      most = limit;
    }
  }

  private static BigDecimal whole(BigDecimal limit, boolean isOut, int direction) {
    BigDecimal whole = limit.setScale(0, direction > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return isOut && whole.compareTo(limit) == 0 ? whole.add(BigDecimal.valueOf(direction)) : whole;
  }

  private static @Nullable Object value(Expression literal) {
    return switch (literal) {
      case StringLiteral(String text) -> text;
      case BoolLiteral(boolean bool) -> bool;
      case IntLiteral(long number) -> BigDecimal.valueOf(number).stripTrailingZeros();
      case DoubleLiteral(double number) -> new BigDecimal(number).stripTrailingZeros();
      case TimestampLiteral(long micros) -> BigDecimal.valueOf(micros).stripTrailingZeros();
      default -> null;
    };
  }
}
