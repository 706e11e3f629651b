package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.expression.Expression;
import java.util.List;

/**
 * A group of an entity's rows: those whose keys have these values.
 *
 * @param keys what {@code per} names; none for all rows of an entity
 * @param values a known value a key
 */
public record Group(List<Expression> keys, List<Object> values) {
  /** All rows of an entity. */
  public static final Group ALL = new Group(List.of(), List.of());

  public Group {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }
}
