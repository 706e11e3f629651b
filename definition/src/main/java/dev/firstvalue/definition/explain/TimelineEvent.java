package dev.firstvalue.definition.explain;

import dev.firstvalue.definition.event.Event;
import java.util.List;

/**
 * An event of the entity that the definition names.
 *
 * @param timeZero whether it is the start event
 * @param excluded whether the model's rule on events takes it out
 * @param marks what it was to each clause that names it; none if it is excluded
 */
public record TimelineEvent(Event event, boolean timeZero, boolean excluded, List<Mark> marks) {
  public TimelineEvent {
    marks = List.copyOf(marks);
  }
}
