package dev.firstvalue.console.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of what a definition says.
 *
 * @param sentence the part itself
 * @param parts what it is made of; may be empty
 */
public record Clause(List<Span> sentence, List<Clause> parts) {
  /** Copies the lists. */
  public Clause {
    sentence = List.copyOf(sentence);
    parts = List.copyOf(parts);
  }

  /** The clause and its parts on one line, without marks for code. */
  public String line() {
    String own = sentence.stream().map(Span::text).collect(Collectors.joining());
    return parts.isEmpty()
        ? own
        : own + parts.stream().map(Clause::line).collect(Collectors.joining("; ", " (", ")"));
  }

  /** Writes a clause from left to right. */
  static final class Writer {
    private final List<Span> sentence = new ArrayList<>();
    private final List<Clause> parts = new ArrayList<>();

    Writer words(String text) {
      sentence.add(new Span(text, false));
      return this;
    }

    Writer code(String text) {
      sentence.add(new Span(text, true));
      return this;
    }

    /** Alternatives: {@code a, b or c}. */
    Writer codes(List<String> texts) {
      for (int i = 0; i < texts.size(); i++) {
        if (i > 0) {
          words(i == texts.size() - 1 ? " or " : ", ");
        }
        code(texts.get(i));
      }
      return this;
    }

    /** Another clause inside this sentence; its parts become parts of this one. */
    Writer clause(Clause other) {
      sentence.addAll(other.sentence());
      parts.addAll(other.parts());
      return this;
    }

    Writer part(Clause part) {
      parts.add(part);
      return this;
    }

    Clause done() {
      return new Clause(sentence, parts);
    }
  }
}
