package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see.
 *
 * @param row the event that is looked at; without one all its values are unknown
 * @param start the start event of the entity; without one all its values are unknown
 */
public record Subject(@Nullable Event row, @Nullable Event start) {

  /** One event, where no entity is known yet: start events, exclusions. */
  public static Subject ofRow(Event row) {
    return new Subject(row, null);
  }

  /** Time zero, where only the start event is known. */
  public static Subject ofStart(@Nullable Event start) {
    return new Subject(null, start);
  }
}
