package dev.firstvalue.registry.history;

/** Something that a server acknowledged of a proposal. */
sealed interface Kept {
  /** What the request was called. */
  String request();

  /** The proposal. */
  int number();

  /** It was opened, with a content of this hash. */
  record Opened(String request, int number, String contentHash) implements Kept {}

  /** It was approved. */
  record Approved(String request, int number, String reviewer) implements Kept {}

  /** It was merged. */
  record MergedIn(String request, int number, String commit) implements Kept {}

  /** It was closed. */
  record Closed(String request, int number) implements Kept {}
}
