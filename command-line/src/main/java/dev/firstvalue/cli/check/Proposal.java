package dev.firstvalue.cli.check;

import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.meaning.Change;
import dev.firstvalue.definition.meaning.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What a proposal does to one definition.
 *
 * @param name the definition
 * @param file its file, relative to the definitions repository
 * @param effect what becomes of it
 * @param reasons what differs, and what each difference does
 * @param before the definition at the base; absent if there was none that means anything
 * @param after the definition as proposed; absent if it is removed or refused
 * @param measured whether its numbers have to be measured anew
 */
record Proposal(
    String name,
    String file,
    Effect effect,
    List<Reason> reasons,
    Optional<Document.OfValueEvent> before,
    Optional<Document.OfValueEvent> after,
    boolean measured) {

  Proposal {
    reasons = List.copyOf(reasons);
  }

  /** What becomes of a definition. */
  enum Effect {
    NEW("new"),
    REDEFINES(Change.Kind.REDEFINES),
    SHIFTS(Change.Kind.SHIFTS),
    WIDENS(Change.Kind.WIDENS),
    NARROWS(Change.Kind.NARROWS),
    REWRITE(Change.Kind.REWRITE),
    DESCRIPTION(Change.Kind.DESCRIPTION),
    JUDGED_ANEW("unchanged, judged by another policy"),
    REFUSED("refused by lint"),
    REMOVED("removed");

    private final String words;

    Effect(String words) {
      this.words = words;
    }

    Effect(Change.Kind kind) {
      this(kind.words());
    }

    /** Whether the rule means something else than before. */
    boolean makesVersion() {
      return switch (this) {
        case REDEFINES, SHIFTS, WIDENS, NARROWS -> true;
        case NEW, REWRITE, DESCRIPTION, JUDGED_ANEW, REFUSED, REMOVED -> false;
      };
    }

    /** The effect for people. */
    String words() {
      return words;
    }
  }

  /** The effect and the reasons on one line. */
  String sentence() {
    List<String> lines = reasons.stream().map(Proposal::line).toList();
    return effect.words() + (lines.isEmpty() ? "" : ": " + String.join("; ", lines));
  }

  /** A reason with what it does, for people. */
  static String line(Reason reason) {
    return reason.kind() + " " + reason;
  }
}
