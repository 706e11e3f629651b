package dev.firstvalue.definition.expression;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser says, in words for people who write predicates. */
final class SyntaxMessage {
  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input"
              + "|token recognition error at:) '(.*?)'(?: expecting .*)?",
          Pattern.DOTALL);
  private static final Pattern MISSING =
      Pattern.compile("missing '(.*?)' at '(.*?)'", Pattern.DOTALL);
  private static final Map<String, String> MEANT =
      Map.of(
          "=", "==", "&", "&&", "|", "||", "and", "&&", "or", "||", "not", "!", "AND", "&&", "OR",
          "||", "<>", "!=");

  private SyntaxMessage() {}

  static Refusal of(String message, int offset) {
    if (message.startsWith("Expression recursion limit exceeded")) {
      return new Refusal(
          Refusal.SYNTAX,
          offset,
          "an expression nested too deep",
          "at most " + CelReader.DEEPEST + " brackets in each other, or terms of one sum",
          Optional.empty());
    }
    Matcher missing = MISSING.matcher(message);
    if (missing.matches()) {
      return refusal(offset, "a missing " + missing.group(1), Optional.empty());
    }
    Matcher matcher = UNEXPECTED.matcher(message);
    if (!matcher.matches()) {
      return refusal(offset, message, Optional.empty());
    }
    String token = matcher.group(1).strip();
    if (token.equals("<EOF>")) {
      return refusal(offset, "the expression ends too early", Optional.empty());
    }
    if (token.startsWith("\"") || token.startsWith("'")) {
      return refusal(offset, "a string that does not end", Optional.empty());
    }
    return refusal(offset, "unexpected " + token, Optional.ofNullable(MEANT.get(token)));
  }

  private static Refusal refusal(int offset, String found, Optional<String> nearest) {
    return new Refusal(Refusal.SYNTAX, offset, found, "a CEL expression", nearest);
  }
}
