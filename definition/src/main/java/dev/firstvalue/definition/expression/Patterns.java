package dev.firstvalue.definition.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Which patterns {@code matches} takes: those of RE2, as the reference evaluator and every store
 * read them, that do not grow beyond reason. It is known before a store is asked.
 */
final class Patterns {
  /** RE2 itself has this limit on repetitions inside each other. */
  private static final long MOST_REPEATS = 1_000;

  /** A store's RE2 compiles some ten times as many, and then searches slowly. */
  private static final long MOST_INSTRUCTIONS = 25_000;

  private static final int DEEPEST = 100;

  private Patterns() {}

  /**
   * What a pattern is that is refused, and what could stand there.
   *
   * @param found what is wrong
   * @param expected what is taken
   */
  record Refused(String found, String expected) {}

  /** Why the pattern is refused; empty if it is taken. */
  static Optional<Refused> refusal(String pattern) {
    PatternSize.Measured size = PatternSize.of(pattern, DEEPEST);
    if (size.depth() > DEEPEST) {
      return refused("groups nested more than " + DEEPEST + " deep", "fewer");
    }
    if (size.repeats() > MOST_REPEATS) {
      return refused(
          "repetitions inside each other that come to " + size.repeats(),
          "at most " + MOST_REPEATS);
    }
    if (size.instructions() > MOST_INSTRUCTIONS) {
      return refused(
          "a pattern that grows to about " + size.instructions() + " steps",
          "at most " + MOST_INSTRUCTIONS);
    }
    Optional<Refused> odd = oddEscape(pattern);
    if (odd.isPresent()) {
      return odd;
    }
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return refused(e.getDescription() + ": " + e.getPattern(), "an RE2 pattern");
    }
  }

  private static Optional<Refused> refused(String found, String expected) {
    return Optional.of(new Refused(found, expected));
  }

  /** Escapes of which not every RE2 thinks the same. */
  private static Optional<Refused> oddEscape(String pattern) {
    for (int i = 0; i + 1 < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        char escaped = pattern.charAt(++i);
        if (escaped >= 0x80) {
          return refused(
              "a backslash before " + Character.toString(pattern.codePointAt(i)),
              "no backslash: the character stands for itself");
        }
        if (escaped == 'B') {
          return refused("\\B, which is true inside a letter of several bytes", "\\b");
        }
      }
    }
    return Optional.empty();
  }
}
