package dev.firstvalue.registry.audit;

import java.util.regex.Pattern;

/** Others' words in the trail: one line of fitting length, of which no terminal obeys a thing. */
final class AuditText {
  private static final int LONGEST = 200;

  /** Controls, formats (among them what turns the direction of writing), and broken surrogates. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private AuditText() {}

  static String line(String text) {
    String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return UNPRINTABLE.matcher(shortened).replaceAll("?");
  }
}
