package dev.firstvalue.store.sql;

import java.util.Locale;

/** The five relations, in the order in which rows pass them. */
public enum Relation {
  ANCHORS("Time zero of each entity, and what its start event says."),
  HITS("The events that serve a leaf, inside its range after time zero."),
  FIRSTS("The earliest of them: one of each key, or as many as are asked for."),
  INSTANTS("The instant of each leaf; NULL is never."),
  FACTS("What is known of each entity.");

  private final String words;

  Relation(String words) {
    this.words = words;
  }

  /** Its name in the SQL. */
  public String relationName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What its rows are, in a sentence. */
  public String words() {
    return words;
  }
}
