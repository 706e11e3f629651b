package dev.firstvalue.definition.plan;

import dev.firstvalue.definition.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * Which rows: the events of these names that are true for {@code where} and belong to the entity.
 *
 * @param events names, at least one, sorted, each once
 * @param whose expressions of type STRING of which one has to equal the entity's id
 * @param where a predicate; all rows when absent
 */
public record Stream(List<String> events, List<Expression> whose, Optional<Expression> where) {
  public Stream {
    events = events.stream().sorted().distinct().toList();
    whose = List.copyOf(whose);
    if (events.isEmpty() || whose.isEmpty()) {
      throw new IllegalArgumentException("stream: no events or no owner (expected: one of each)");
    }
  }
}
