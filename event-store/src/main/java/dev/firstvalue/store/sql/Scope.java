package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;

/** What the names of an expression stand for where it is written. */
interface Scope {
  /** The typed value of a property of the event, nullable. */
  String property(Expression.Property property);

  /** The typed value of a property of the start event, nullable. */
  String startProperty(Expression.StartProperty property);

  /** Whether a property, of the event or of its start, is there: never NULL. */
  String present(Expression property);

  /** A column that every event has. */
  String column(Expression.EventColumn column);

  /** The names of the event that fills the step before, in a sequence. */
  default Scope stepBefore() {
    throw new IllegalStateException("step before: none here (expected: in a sequence alone)");
  }
}
