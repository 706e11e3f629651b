package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.And;
import dev.firstvalue.definition.expression.Expression.Comparison;
import dev.firstvalue.definition.expression.Expression.ComparisonOperator;
import dev.firstvalue.definition.expression.Expression.Not;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be true of an event and of the step before it, taken apart.
 *
 * @param ofStepBefore predicates of the step before alone
 * @param equal values that have to be equal
 * @param different values of one type that have to differ
 * @param rest any other predicates of the two
 */
public record Follows(
    List<Expression> ofStepBefore,
    List<Pair> equal,
    Optional<Pair> different,
    List<Expression> rest) {

  public Follows {
    ofStepBefore = List.copyOf(ofStepBefore);
    equal = List.copyOf(equal);
    rest = List.copyOf(rest);
  }

  /** A value of an event and a value of the step before it. */
  public record Pair(Expression own, Expression before) {}

  /** Takes a predicate apart; without one nothing is asked. */
  public static Follows of(Optional<Expression> follows) {
    List<Expression> ofStepBefore = new ArrayList<>();
    List<Pair> equal = new ArrayList<>();
    List<Pair> different = new ArrayList<>();
    List<Expression> rest = new ArrayList<>();
    for (Expression demand : follows.stream().flatMap(Follows::demands).toList()) {
      if (!StepReads.readsCandidate(demand)) {
        ofStepBefore.add(demand);
      } else if (demand instanceof Comparison comparison && pair(comparison).isPresent()) {
        Pair pair = pair(comparison).get();
        if (comparison.operator() == ComparisonOperator.EQUAL) {
          equal.add(pair);
        } else if (different.isEmpty() && pair.own().type() == pair.before().type()) {
          different.add(pair);
        } else {
          rest.add(demand);
        }
      } else {
        rest.add(demand);
      }
    }
    return new Follows(ofStepBefore, equal, different.stream().findFirst(), rest);
  }

  /** Whether the last ends before an event tell all, once both are sorted by what is equal. */
  public boolean canBeSorted() {
    return rest.isEmpty();
  }

  /** A conjunction is true when its parts are. */
  private static Stream<Expression> demands(Expression expression) {
    return switch (expression) {
      case And(List<Expression> parts) -> parts.stream().flatMap(Follows::demands);
      case Not(Comparison(ComparisonOperator operator, Expression left, Expression right))
          when operator == ComparisonOperator.EQUAL ->
          Stream.of(new Comparison(ComparisonOperator.NOT_EQUAL, left, right));
      case Not(Comparison(ComparisonOperator operator, Expression left, Expression right))
          when operator == ComparisonOperator.NOT_EQUAL ->
          Stream.of(new Comparison(ComparisonOperator.EQUAL, left, right));
      default -> Stream.of(expression);
    };
  }

  /** The two sides of a test for equality, if each is of one of the two events. */
  private static Optional<Pair> pair(Comparison comparison) {
    if (comparison.operator() != ComparisonOperator.EQUAL
        && comparison.operator() != ComparisonOperator.NOT_EQUAL) {
      return Optional.empty();
    }
    Expression left = comparison.left();
    Expression right = comparison.right();
    return isPair(left, right)
        ? Optional.of(new Pair(left, right))
        : isPair(right, left) ? Optional.of(new Pair(right, left)) : Optional.empty();
  }

  private static boolean isPair(Expression own, Expression before) {
    return !StepReads.readsStepBefore(own) && !StepReads.readsCandidate(before);
  }
}
