package dev.firstvalue.simulation.shrink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shorter texts of a predicate: what stands in parentheses is replaced by something inside, or by a
 * truth value. Whether the result is still a predicate, the reader says.
 */
final class SmallerPredicates {
  private static final List<String> BETWEEN = List.of(" && ", " || ", " ? ", " : ");

  private SmallerPredicates() {}

  /** From {@code start} to before {@code end}. */
  private record Span(int start, int end) {
    String in(String text) {
      return text.substring(start, end);
    }

    boolean holds(Span other) {
      return other.start >= start && other.end <= end && !other.equals(this);
    }
  }

  /** Shorter texts, the shortest first. */
  static Stream<String> of(String text) {
    List<Span> spans = spans(text);
    spans.add(new Span(0, text.length()));
    List<String> shorter = new ArrayList<>();
    for (Span outer : spans) {
      List<String> instead = new ArrayList<>(List.of("true", "false"));
      spans.stream().filter(outer::holds).map(inner -> inner.in(text)).forEach(instead::add);
      instead.addAll(operands(outer.in(text)));
      for (String replacement : instead) {
        shorter.add(text.substring(0, outer.start) + replacement + text.substring(outer.end));
      }
    }
    return shorter.stream()
        .filter(each -> each.length() < text.length())
        .distinct()
        .sorted(Comparator.comparingInt(String::length));
  }

  /** What stands between the operators of a text in parentheses, or of a whole text. */
  private static List<String> operands(String text) {
    String inside =
        text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
    List<String> operands = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '"') {
        i = endOfLiteral(inside, i);
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0) {
        String rest = inside.substring(i);
        for (String operator : BETWEEN) {
          if (rest.startsWith(operator)) {
            operands.add(inside.substring(from, i));
            from = i + operator.length();
          }
        }
      }
    }
    if (from > 0) {
      operands.add(inside.substring(from));
    }
    return operands;
  }

  /** Everything in parentheses, with them. */
  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfLiteral(text, i);
      } else if (c == '(') {
        open.add(i);
      } else if (c == ')' && !open.isEmpty()) {
        spans.add(new Span(open.removeLast(), i + 1));
      }
    }
    return spans;
  }

  private static int endOfLiteral(String text, int quote) {
    int i = quote + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
