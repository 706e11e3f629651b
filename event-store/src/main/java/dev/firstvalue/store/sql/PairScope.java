package dev.firstvalue.store.sql;

import dev.firstvalue.definition.expression.Expression;
import dev.firstvalue.definition.expression.Expression.EventColumn;

/**
 * The names of an event that is an element of an array, and of the one that fills the step before.
 *
 * @param event the event
 * @param before the event of the step before
 */
record PairScope(ChainEvent event, ChainEvent before) implements Scope {
  @Override
  public String property(Expression.Property property) {
    return event.read(property);
  }

  @Override
  public String startProperty(Expression.StartProperty property) {
    return event.read(property);
  }

  @Override
  public String present(Expression property) {
    return event.read(new Expression.Has(property));
  }

  @Override
  public String column(EventColumn column) {
    return column == EventColumn.TIMESTAMP
        ? event.time()
        : event.read(new Expression.Column(column));
  }

  @Override
  public Scope stepBefore() {
    return new PairScope(before, before);
  }
}
