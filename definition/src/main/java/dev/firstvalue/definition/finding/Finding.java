package dev.firstvalue.definition.finding;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing to say about a document.
 *
 * @param rule the stable kebab-case id of the rule; it names a page of the documentation
 * @param severity how bad it is
 * @param file the file, relative to the repository, with forward slashes
 * @param position where in the file
 * @param path the field, in proto-JSON names: {@code spec.qualifies.all[1].where}; may be empty
 * @param message what is wrong, in a sentence without a full stop
 * @param found what stands there, shortened
 * @param expected what would be accepted
 * @param suggestion the nearest known name
 * @param waived the reason for which the policy accepts it
 */
public record Finding(
    String rule,
    Severity severity,
    String file,
    Position position,
    String path,
    String message,
    Optional<String> found,
    Optional<String> expected,
    Optional<String> suggestion,
    Optional<String> waived)
    implements Comparable<Finding> {

  private static final int SHOWN = 80;
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparing(Finding::position)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::path)
          .thenComparing(Finding::message);

  /** An error. */
  public static Finding error(
      String rule, String file, Position position, String path, String message) {
    return of(rule, Severity.ERROR, file, position, path, message);
  }

  /** A warning. */
  public static Finding warning(
      String rule, String file, Position position, String path, String message) {
    return of(rule, Severity.WARNING, file, position, path, message);
  }

  /** A finding of the given severity that says nothing but its message. */
  public static Finding of(
      String rule, Severity severity, String file, Position position, String path, String message) {
    Optional<String> none = Optional.empty();
    return new Finding(rule, severity, file, position, path, message, none, none, none, none);
  }

  /**
   * This finding with what was found: shortened, and with what a terminal would obey written out.
   */
  public Finding found(String text) {
    return new Finding(
        rule,
        severity,
        file,
        position,
        path,
        message,
        Optional.of(shown(text)),
        expected,
        suggestion,
        waived);
  }

  /** This finding with what would be accepted. */
  public Finding expected(String text) {
    return new Finding(
        rule,
        severity,
        file,
        position,
        path,
        message,
        found,
        Optional.of(text),
        suggestion,
        waived);
  }

  /** This finding with the nearest known name, if there is one. */
  public Finding suggestion(Optional<String> name) {
    return new Finding(
        rule, severity, file, position, path, message, found, expected, name, waived);
  }

  /** This finding as the policy accepts it: shown, and no longer in the way. */
  public Finding waived(String reason) {
    return new Finding(
        rule,
        severity,
        file,
        position,
        path,
        message,
        found,
        expected,
        suggestion,
        Optional.of(reason));
  }

  /** This finding with its file as somebody names it who stands above: behind a prefix. */
  public Finding below(String prefix) {
    return new Finding(
        rule,
        severity,
        prefix + file,
        position,
        path,
        message,
        found,
        expected,
        suggestion,
        waived);
  }

  /** Whether it stands in the way: an error that nobody waived. */
  public boolean blocks() {
    return severity == Severity.ERROR && waived.isEmpty();
  }

  /** The line of the position, from 1; 0 for the file as a whole. */
  public int line() {
    return position.line();
  }

  /** The column of the position, from 1; 0 for the file as a whole. */
  public int column() {
    return position.column();
  }

  /** What is wrong with everything that is known about it, on one line, without the place. */
  public String explanation() {
    StringBuilder text = new StringBuilder(message);
    if (found.isPresent() || expected.isPresent()) {
      text.append(" (");
      found.ifPresent(f -> text.append("found: ").append(f));
      expected.ifPresent(
          e -> text.append(found.isPresent() ? "; " : "").append("expected: ").append(e));
      text.append(')');
    }
    suggestion.ifPresent(s -> text.append(". Did you mean ").append(s).append('?'));
    waived.ifPresent(w -> text.append(". Waived: ").append(w));
    return text.toString();
  }

  /** The finding on one line, as compilers write them. */
  @Override
  public String toString() {
    String place = line() == 0 ? file : file + ":" + line() + ":" + column();
    String where = path.isEmpty() ? "" : path + ": ";
    return place
        + ": "
        + severity.name().toLowerCase(Locale.ROOT)
        + " ["
        + rule
        + "] "
        + where
        + explanation();
  }

  /** By file, then by place, then by severity. */
  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (Characters.areObeyed(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04X", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > SHOWN ? shown + "…" : shown.toString();
  }
}
