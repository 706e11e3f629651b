package dev.firstvalue.definition.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The known name nearest to an unknown one: least restricted Damerau–Levenshtein distance (insert,
 * delete, replace, swap neighbours), letter case and separators aside, and no farther than a third
 * of the longer name.
 */
public final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /** The nearest of the known names, the first of several; empty if none is near. */
  public static Optional<String> to(String unknown, Collection<String> known) {
    String wanted = plain(unknown);
    if (wanted.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> nearest = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      String candidate = plain(name);
      int limit = Math.max(1, Math.max(wanted.length(), candidate.length()) / 3);
      if (candidate.length() > LONGEST
          || Math.abs(candidate.length() - wanted.length()) > Math.min(limit, least)) {
        continue;
      }
      int distance = distance(wanted, candidate);
      if (distance <= limit && distance < least) {
        least = distance;
        nearest = Optional.of(name);
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[ _.-]", "");
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
