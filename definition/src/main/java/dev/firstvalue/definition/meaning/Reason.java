package dev.firstvalue.definition.meaning;

import dev.firstvalue.definition.meaning.Change.Kind;

/**
 * What one difference does, and why.
 *
 * @param kind what it does by itself
 * @param difference where, and what
 * @param why in one clause
 */
public record Reason(Kind kind, Difference difference, String why) {

  /** The reason in words: {@code spec.qualifies.atLeast: 3, now 4: more is asked for}. */
  @Override
  public String toString() {
    return difference + ": " + why;
  }

  /** The same inside something that rules out: what narrows it lets more through. */
  Reason ruledOut() {
    return new Reason(kind.opposite(), difference, why + ", of what rules out");
  }
}
