package dev.firstvalue.registry.version;

/** What came of reading a document. */
public sealed interface Reading<T> {
  /** It could be read. */
  record Good<T>(T value) implements Reading<T> {}

  /**
   * It could not.
   *
   * @param message what is wrong, with line and column where they are known
   */
  record Bad<T>(String message) implements Reading<T> {}
}
