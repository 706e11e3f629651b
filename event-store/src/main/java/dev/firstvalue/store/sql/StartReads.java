package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.StartProperty;
import dev.firstvalue.definition.expression.Parts;

/** Which expressions read the start event, and so can be decided only behind the join. */
final class StartReads {
  private StartReads() {}

  static boolean in(Expression expression) {
    return Parts.inside(expression).anyMatch(StartProperty.class::isInstance);
  }
}
