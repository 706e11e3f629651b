package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.git.Author;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who acts: as the token says, and where nobody has to show one, as the request says. */
final class Actors {
  private static final Pattern FORM = Pattern.compile("\\s*([^<>]+?)\\s*<\\s*([^<>\\s]+)\\s*>\\s*");

  private Actors() {}

  /**
   * The person of the call under way.
   *
   * @param said what the request says of it
   * @throws FirstvalueException ARGUMENT_INVALID where the request alone tells and names nobody;
   *     PERMISSION_DENIED where it names somebody else than the token, or the token is no person's
   */
  static Author ofCall(String said) {
    Caller caller = Caller.current();
    if (caller.equals(Caller.ANYBODY)) {
      return parse(said);
    }
    if (caller.email().isEmpty()) {
      throw denied("the token of " + caller.name() + " has no address, so it is no person's");
    }
    Author known = new Author(caller.name(), caller.email());
    if (!said.isBlank() && !parse(said).email().equalsIgnoreCase(known.email())) {
      throw denied("the token is " + caller.name() + "'s, and the request names somebody else");
    }
    return known;
  }

  private static FirstvalueException denied(String problem) {
    return new FirstvalueException(
        ErrorCode.PERMISSION_DENIED,
        "actor",
        problem,
        "Use a token of your own, made with --name and --email as you sign commits",
        Map.of("field", "actor"));
  }

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
