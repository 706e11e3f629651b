package dev.firstvalue.console.words;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations of documents as people say them. */
final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]+)([dhms])");

  private Durations() {}

  /** {@code 1d12h} as "1 day 12 hours". */
  static String words(String duration) {
    StringBuilder out = new StringBuilder();
    Matcher part = PART.matcher(duration);
    while (part.find()) {
      String unit =
          switch (part.group(2)) {
            case "d" -> "day";
            case "h" -> "hour";
            case "m" -> "minute";
            default -> "second";
          };
      out.append(out.isEmpty() ? "" : " ").append(part.group(1)).append(' ').append(unit);
      out.append(part.group(1).equals("1") ? "" : "s");
    }
    return out.toString();
  }
}
