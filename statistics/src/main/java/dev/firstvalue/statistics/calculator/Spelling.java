package dev.firstvalue.statistics.calculator;

import java.util.Collection;
import java.util.Comparator;

/** How far apart two names are, for suggestions. */
final class Spelling {

  private Spelling() {}

  static String nearest(String name, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(k -> distance(name, k))).orElseThrow();
  }

  /** Levenshtein distance. */
  static int distance(String one, String two) {
    int[] previous = new int[two.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[two.length() + 1];
      current[0] = i;
      for (int j = 1; j < current.length; j++) {
        int same = one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + same, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[two.length()];
  }
}
