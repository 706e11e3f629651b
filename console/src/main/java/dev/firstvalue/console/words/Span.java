package dev.firstvalue.console.words;

/**
 * A piece of a sentence.
 *
 * @param code whether it is taken from the document as it stands there
 */
public record Span(String text, boolean code) {}
