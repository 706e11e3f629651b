package dev.firstvalue.console.view;

import java.util.List;
import java.util.Optional;

/**
 * What differs between two texts of a definition.
 *
 * @param kind what the change does as a whole; absent where nothing can be said
 * @param reasons path by path
 * @param text line by line
 */
public record Changes(Optional<Badge> kind, List<Reason> reasons, List<Line> text) {
  /** Nothing differs. */
  public static final Changes NONE = new Changes(Optional.empty(), List.of(), List.of());

  /** Copies the lists. */
  public Changes {
    reasons = List.copyOf(reasons);
    text = List.copyOf(text);
  }

  /** One path. */
  public record Reason(Badge kind, String path, String before, String after, String why) {}

  /**
   * One line of a comparison.
   *
   * @param style {@code add}, {@code cut}, {@code hunk} or {@code same}
   */
  public record Line(String style, String text) {}

  /** The lines of a comparison in the unified form. */
  public static List<Line> lines(String unified) {
    return Shown.lines(unified).stream().map(Changes::line).toList();
  }

  private static Line line(String text) {
    String style =
        text.startsWith("+")
            ? "add"
            : text.startsWith("-") ? "cut" : text.startsWith("@@") ? "hunk" : "same";
    return new Line(style, text);
  }
}
