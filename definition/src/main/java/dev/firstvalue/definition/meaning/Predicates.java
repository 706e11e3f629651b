package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.BoolLiteral;
import dev.firstvalue.definition.expression.Logic;
import dev.firstvalue.definition.meaning.Change.Kind;
import java.util.Optional;

/** Whether a predicate is true of fewer than another, as far as that is certain. */
final class Predicates {
  private Predicates() {}

  /**
   * What a change from one predicate to another does to what is true of it; what is absent is true
   * of everything.
   */
  static Kind compare(Optional<Expression> before, Optional<Expression> after) {
    Expression was = form(before);
    Expression is = form(after);
    if (was.equals(is)) {
      return Kind.UNCHANGED;
    }
    if (Logic.implies(is, was)) {
      return Kind.NARROWS;
    }
    return Logic.implies(was, is) ? Kind.WIDENS : Kind.SHIFTS;
  }

  static Expression form(Optional<Expression> predicate) {
    return predicate.map(Normal::form).orElse(new BoolLiteral(true));
  }
}
