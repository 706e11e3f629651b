package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.Author;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who calls, as the request says. */
final class Actors {
  private static final Pattern FORM = Pattern.compile("\\s*([^<>]+?)\\s*<\\s*([^<>\\s]+)\\s*>\\s*");

  private Actors() {}

  /**
   * The person that a request names.
   *
   * @throws FirstvalueException ARGUMENT_INVALID unless it is {@code Name <email>}
   */
  static Author parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches() && text.chars().noneMatch(Character::isISOControl)) {
      return new Author(matcher.group(1), matcher.group(2));
    }
    throw new FirstvalueException(
        ErrorCode.ARGUMENT_INVALID,
        "actor",
        "names nobody (expected: Name <email>)",
        "Say who asks",
        Map.of("field", "actor"));
  }
}
