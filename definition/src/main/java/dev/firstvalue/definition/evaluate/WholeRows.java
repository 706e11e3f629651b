package dev.firstvalue.definition.evaluate;

import dev.firstvalue.definition.event.Event;
import dev.firstvalue.definition.plan.Source;
import org.jspecify.annotations.Nullable;

/** Ids for rows of a log that has none: rows that are equal in everything get one. */
final class WholeRows {
  private WholeRows() {}

  /** The row under an id that is made of all that it says. */
  static Event named(Event row, Source source) {
    StringBuilder id = new StringBuilder();
    id.append(row.timestamp());
    add(id, row.name());
    add(id, EntityIds.known(row.user()));
    add(id, EntityIds.known(row.account()));
    for (String property : source.startProperties().keySet()) {
      add(id, row.properties().get(property));
    }
    return new Event(
        row.timestamp(), row.name(), id.toString(), row.user(), row.account(), row.properties());
  }

  /** With its length, so that no two rows run into one text. */
  private static void add(StringBuilder id, @Nullable String text) {
    id.append(text == null ? " -" : " " + text.length() + ":" + text);
  }
}
