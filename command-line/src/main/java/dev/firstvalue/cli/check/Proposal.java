package dev.firstvalue.cli.check;

import dev.firstvalue.definition.document.Document;
import java.util.List;
import java.util.Optional;

/**
 * What a proposal does to one definition.
 *
 * @param name the definition
 * @param file its file, relative to the definitions repository
 * @param effect what becomes of it
 * @param differences what differs, in words
 * @param before the definition at the base; absent if there was none that means anything
 * @param after the definition as proposed; absent if it is removed or refused
 * @param measured whether its numbers have to be measured anew
 */
record Proposal(
    String name,
    String file,
    Effect effect,
    List<String> differences,
    Optional<Document.OfValueEvent> before,
    Optional<Document.OfValueEvent> after,
    boolean measured) {

  Proposal {
    differences = List.copyOf(differences);
  }

  /** What becomes of a definition. */
  enum Effect {
    NEW("new"),
    MEANING("meaning changed"),
    REWRITE("written differently, means the same"),
    DESCRIPTION("description changed"),
    JUDGED_ANEW("unchanged, judged by another policy"),
    REFUSED("refused by lint"),
    REMOVED("removed");

    private final String words;

    Effect(String words) {
      this.words = words;
    }

    /** The effect for people. */
    String words() {
      return words;
    }
  }

  /** The effect and the differences on one line. */
  String sentence() {
    return effect.words() + (differences.isEmpty() ? "" : ": " + String.join("; ", differences));
  }
}
