package dev.firstvalue.console.view;

/**
 * The form for a token.
 *
 * @param to where to go from there
 * @param problem what was wrong with the last one; empty at first
 */
public record SignInPage(String to, String problem) {}
