package dev.firstvalue.definition.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CEL (the Common Expression Language) as a typed tree.
 *
 * <p>The grammar is that of {@code dev.cel}'s parser. Types are checked here, against the catalog:
 * the language is a part of CEL, a value may be unknown, and INT mixes with DOUBLE, which the
 * library's own checker (and another 160 ms of first start) does not know.
 */
public final class CelReader {
  /** The longest text of an expression, in UTF-16 units. */
  public static final int LONGEST = 10_000;

  /**
   * How deep brackets may be nested, and how many terms a sum or steps a path may have. The parser
   * recurses about ten frames a level: at its own limit of 250 it may need all of a thread's stack.
   */
  static final int DEEPEST = 100;

  // No macro at all: `has` is read as a call here, and every other one is refused by its name.
  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(CelOptions.current().maxParseRecursionDepth(DEEPEST).build())
          .build();

  private CelReader() {}

  /** Reads a predicate: an expression of type BOOL. */
  public static Reading predicate(String text, Scope scope) {
    if (text.length() > LONGEST) {
      return Reading.refused(
          new Refusal(
              Refusal.SYNTAX,
              0,
              "an expression of " + text.length() + " characters",
              "at most " + LONGEST,
              Optional.empty()));
    }
    CelValidationResult parsed = PARSER.parse(text);
    if (parsed.hasError()) {
      CelIssue first = parsed.getErrors().getFirst();
      int offset = Math.max(0, CodePoints.offset(text, first.getSourceLocation()));
      return Reading.refused(SyntaxMessage.of(first.getMessage(), offset));
    }
    List<Refusal> refusals = new ArrayList<>();
    try {
      CelChecker checker = new CelChecker(parsed.getAst(), scope, refusals);
      Expression expression = checker.predicate();
      return expression == null ? new Reading.Refused(refusals) : new Reading.Read(expression);
    } catch (CelValidationException e) {
      throw new IllegalStateException("a parse without errors has no tree", e);
    }
  }

  /** What became of a text. */
  public sealed interface Reading {
    /** It is this expression. */
    record Read(Expression expression) implements Reading {}

    /** It is refused; at least one refusal. */
    record Refused(List<Refusal> refusals) implements Reading {
      public Refused {
        refusals = List.copyOf(refusals);
      }
    }

    private static Reading refused(Refusal refusal) {
      return new Refused(List.of(refusal));
    }
  }
}
