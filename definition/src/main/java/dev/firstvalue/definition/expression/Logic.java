package dev.firstvalue.definition.expression;

import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Expression.Column;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.In;
import dev.firstvalue.definition.expression.Expression.Not;
import dev.firstvalue.definition.expression.Expression.Or;
import dev.firstvalue.definition.expression.Expression.Property;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What can be said of predicates without any event: cautious, so that what it says is so. It sees
 * comparisons of a property or column with literals, joined by and, or, not; everything else may be
 * true for all it knows.
 */
public final class Logic {
  /** Far more than predicates of people take, and soon done. */
  private static final int MOST_STEPS = 2_000;

  private Logic() {}

  /** Whether no event makes a predicate true. */
  public static boolean isNeverTrue(Expression predicate) {
    List<Expression> parts = conjuncts(predicate);
    if (parts.size() == 1) {
      return switch (parts.getFirst()) {
        case BoolLiteral(boolean value) -> !value;
        case Or(List<Expression> branches) -> branches.stream().allMatch(Logic::isNeverTrue);
        default -> areInConflict(parts);
      };
    }
    return parts.stream().anyMatch(Logic::isNeverTrue)
        || areInConflict(parts)
        || parts.stream()
            .filter(Or.class::isInstance)
            .anyMatch(or -> isNeverTrueBeside((Or) or, parts));
  }

  /** Whether a second predicate is true wherever a first one is. */
  public static boolean implies(Expression first, Expression second) {
    return implies(first, second, new AtomicInteger(MOST_STEPS));
  }

  /** The same, in so many steps; not known once they are used up. */
  private static boolean implies(Expression first, Expression second, AtomicInteger steps) {
    if (steps.getAndDecrement() <= 0) {
      return false;
    }
    List<Expression> given = conjuncts(first);
    List<Expression> asked = conjuncts(second);
    if (given.containsAll(asked)) {
      return true;
    }
    if (asked.size() > 1) {
      return asked.stream().allMatch(part -> implies(first, part, steps));
    }
    if (given.size() == 1 && given.getFirst() instanceof Or(List<Expression> branches)) {
      return branches.stream().allMatch(branch -> implies(branch, second, steps));
    }
    if (asked.getFirst() instanceof Or(List<Expression> branches)
        && branches.stream().anyMatch(branch -> implies(first, branch, steps))) {
      return true;
    }
    if (given.size() > 1 && given.stream().anyMatch(part -> implies(part, second, steps))) {
      return true;
    }
    Set<Expression> known = new HashSet<>();
    given.forEach(part -> addSubject(part, known));
    // Where the second could be unknown, its opposite being never true says nothing.
    return known.containsAll(subjects(second))
        && isNeverTrue(new And(List.of(first, new Not(second))));
  }

  /** The parts that all have to be true, with negations pushed inward. */
  private static List<Expression> conjuncts(Expression predicate) {
    return switch (predicate) {
      case And(List<Expression> parts) ->
          parts.stream().flatMap(part -> conjuncts(part).stream()).toList();
      case Not(Not(Expression operand)) -> conjuncts(operand);
      case Not(Or(List<Expression> parts)) ->
          parts.stream().flatMap(part -> conjuncts(new Not(part)).stream()).toList();
      case Not(And(List<Expression> parts)) ->
          List.of(new Or(parts.stream().map(part -> (Expression) new Not(part)).toList()));
      case Not(Comparison(var operator, Expression left, Expression right)) ->
          List.of(new Comparison(opposite(operator), left, right));
      case Not(BoolLiteral(boolean value)) -> List.of(new BoolLiteral(!value));
      default -> List.of(predicate);
    };
  }

  private static boolean isNeverTrueBeside(Or or, List<Expression> parts) {
    List<Expression> others = parts.stream().filter(part -> !part.equals(or)).toList();
    if (others.stream().anyMatch(Or.class::isInstance)) {
      return false;
    }
    return or.parts().stream()
        .allMatch(
            branch -> {
              List<Expression> together = new ArrayList<>(others);
              together.add(branch);
              return isNeverTrue(new And(together));
            });
  }

  private static boolean areInConflict(List<Expression> parts) {
    Map<Expression, Values> values = new HashMap<>();
    for (Expression part : parts) {
      switch (part) {
        case Comparison comparison -> {
          Comparison c = subjectLeft(comparison);
          if (isSubject(c.left())) {
            values
                .computeIfAbsent(c.left(), s -> new Values(s.type()))
                .demand(c.operator(), c.right());
          }
        }
        case In(Expression value, List<Expression> among) when isSubject(value) ->
            values.computeIfAbsent(value, s -> new Values(s.type())).demandOneOf(among);
        case Not(In(Expression value, List<Expression> among)) when isSubject(value) ->
            among.forEach(
                a ->
                    values
                        .computeIfAbsent(value, s -> new Values(s.type()))
                        .demand(ComparisonOperator.NOT_EQUAL, a));
        case Not(Expression operand) when isSubject(operand) ->
            values
                .computeIfAbsent(operand, s -> new Values(s.type()))
                .demand(ComparisonOperator.EQUAL, new BoolLiteral(false));
        case Property _, StartProperty _ ->
            values
                .computeIfAbsent(part, s -> new Values(s.type()))
                .demand(ComparisonOperator.EQUAL, new BoolLiteral(true));
        default -> {}
      }
    }
    return values.values().stream().anyMatch(Values::areNone);
  }

  private static void addSubject(Expression part, Set<Expression> subjects) {
    switch (part) {
      case Comparison comparison -> {
        Comparison c = subjectLeft(comparison);
        if (isSubject(c.left())) {
          subjects.add(c.left());
        }
      }
      case In(Expression value, _) when isSubject(value) -> subjects.add(value);
      case Not(Expression operand) -> addSubject(operand, subjects);
      case Property _, StartProperty _ -> subjects.add(part);
      default -> {}
    }
  }

  /**
   * Every subject of a predicate of the kind seen here; something that nothing knows for others.
   */
  private static Set<Expression> subjects(Expression predicate) {
    Set<Expression> subjects = new HashSet<>();
    switch (predicate) {
      case And(List<Expression> parts) -> parts.forEach(p -> subjects.addAll(subjects(p)));
      case Or(List<Expression> parts) -> parts.forEach(p -> subjects.addAll(subjects(p)));
      case Not(Expression operand) -> subjects.addAll(subjects(operand));
      case BoolLiteral _ -> {}
      default -> {
        addSubject(predicate, subjects);
        if (subjects.isEmpty()) {
          subjects.add(predicate);
        }
      }
    }
    return subjects;
  }

  private static boolean isSubject(Expression expression) {
    return expression instanceof Property
        || expression instanceof StartProperty
        || expression instanceof Column;
  }

  private static Comparison subjectLeft(Comparison comparison) {
    Expression left = comparison.left();
    Expression right = comparison.right();
    return isSubject(left)
        ? comparison
        : new Comparison(mirrored(comparison.operator()), /* left= */ right, /* right= */ left);
  }

  private static ComparisonOperator opposite(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> ComparisonOperator.NOT_EQUAL;
      case NOT_EQUAL -> ComparisonOperator.EQUAL;
      case LESS -> ComparisonOperator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> ComparisonOperator.GREATER;
      case GREATER -> ComparisonOperator.LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> ComparisonOperator.LESS;
    };
  }

  private static ComparisonOperator mirrored(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator;
      case LESS -> ComparisonOperator.GREATER;
      case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
      case GREATER -> ComparisonOperator.LESS;
      case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
    };
  }
}
