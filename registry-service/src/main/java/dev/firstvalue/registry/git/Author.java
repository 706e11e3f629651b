package dev.firstvalue.registry.git;

import java.util.Objects;

/**
 * Who made a commit, as Git names them.
 *
 * @param name not blank, without line breaks and angle brackets
 * @param email not blank, without line breaks and angle brackets
 */
public record Author(String name, String email) {
  /** Refuses what Git cannot write without changing it. */
  public Author {
    refuse("author.name", name);
    refuse("author.email", email);
  }

  private static void refuse(String what, String text) {
    Objects.requireNonNull(text, what);
    boolean unfit =
        text.isBlank()
            || !text.strip().equals(text)
            || text.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c));
    if (unfit) {
      throw new IllegalArgumentException(
          what
              + ": "
              + text.replaceAll("\\p{Cntrl}", "?")
              + " (expected: not blank, without line breaks and angle brackets)");
    }
  }
}
