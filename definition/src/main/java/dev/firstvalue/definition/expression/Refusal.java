package dev.firstvalue.definition.expression;

import java.util.Optional;

/**
 * Why an expression is refused, and where.
 *
 * @param rule the id of the rule: {@code expression-syntax}, {@code expression-unknown-name},
 *     {@code expression-type}, {@code expression-pattern} or {@code expression-unsupported}
 * @param offset where in the text, in code points from 0
 * @param found what is there
 * @param expected what could be there
 * @param nearest the known name nearest to an unknown one
 */
public record Refusal(
    String rule, int offset, String found, String expected, Optional<String> nearest) {

  static final String SYNTAX = "expression-syntax";
  static final String UNKNOWN_NAME = "expression-unknown-name";
  static final String TYPE = "expression-type";
  static final String PATTERN = "expression-pattern";
  static final String UNSUPPORTED = "expression-unsupported";

  /** What is wrong, in a few words. */
  public String message() {
    return switch (rule) {
      case SYNTAX -> "the expression cannot be read";
      case UNKNOWN_NAME -> "the expression names something unknown";
      case TYPE -> "the types do not fit";
      case PATTERN -> "the pattern is not one that matches takes";
      default -> "the expression uses what is not part of the language";
    };
  }
}
