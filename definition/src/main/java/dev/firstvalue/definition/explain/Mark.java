package dev.firstvalue.definition.explain;

/**
 * What one event was to one clause.
 *
 * @param path the clause, or the step or side of it, in the document
 * @param kind how it was taken
 * @param note the same in a few words, such as {@code 2nd of 3}
 */
public record Mark(String path, Kind kind, String note) {

  /** How an event is taken by a clause that names it. */
  public enum Kind {
    /** It counts. */
    COUNTED,
    /** It would count, and the clause held already. */
    LATER,
    /** It repeats an event or a value that counts already. */
    REPEAT,
    /** No chain of steps comes to it. */
    OUT_OF_STEP,
    /** It lies before the clause's window. */
    BEFORE,
    /** It lies behind the clause's window, or behind its look. */
    AFTER,
    /** The clause's {@code where} is false. */
    FALSE,
    /** The clause's {@code where}, or what it counts or groups by, is unknown. */
    UNKNOWN
  }
}
