package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can see.
 *
 * @param row the event that is looked at; without one all its values are unknown
 * @param start the start event of the entity; without one all its values are unknown
 * @param before the event that fills the step before; without one all its values are unknown
 */
public record Subject(@Nullable Event row, @Nullable Event start, @Nullable Event before) {

  /** What an expression outside sequences can see. */
  public Subject(@Nullable Event row, @Nullable Event start) {
    this(row, start, null);
  }

  /** One event, where no entity is known yet: start events, exclusions. */
  public static Subject ofRow(Event row) {
    return new Subject(row, null);
  }

  /** The same with an event that fills the step before. */
  Subject after(@Nullable Event stepBefore) {
    return new Subject(row, start, stepBefore);
  }

  /** What the event of the step before can see of itself. */
  Subject ofStepBefore() {
    return new Subject(before, start);
  }

  /** Time zero, where only the start event is known. */
  public static Subject ofStart(@Nullable Event start) {
    return new Subject(null, start);
  }
}
