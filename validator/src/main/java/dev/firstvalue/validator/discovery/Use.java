package dev.firstvalue.validator.discovery;

/** What a feature is to a search. */
enum Use {
  /** It may become a definition. */
  SEARCHED,
  /** It prepares value and is none: looked at apart, and shown last. */
  PREPARATION,
  /** It is activity, and nothing else: it implies the outcome or is it, or everybody has it. */
  LEFT_OUT
}
