package dev.firstvalue.store.hostile;

import dev.firstvalue.definition.finding.Characters;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Texts that mean something to a database, a client, a terminal or a file system, and near them.
 */
final class RandomTexts {
  /** What texts are put together from. No surrogates alone: those are no text. */
  static final List<String> FRAGMENTS =
      List.of(
          "'",
          "''",
          "\\",
          "\\'",
          "\\\\'",
          "\\x27",
          "\\x41",
          "\\N",
          "\\0",
          "\\",
          "\0",
          "\n",
          "\r\n",
          "\t",
          "\b\f\u001b",
          "\u001b[31m",
          "\u007f",
          "\u0085",
          "\u2028",
          "\u202e",
          "\u2066",
          "\u200b",
          "\u200d",
          "\ufeff",
          "\ufffd",
          "\uffff",
          "?",
          "??",
          "{x:String}",
          "{d '2020-01-01'}",
          "{fn now()}",
          "{",
          "}",
          "--",
          "-- x\n",
          "#",
          "/*",
          "*/",
          "`",
          "\"",
          "$$",
          "$heredoc$",
          "$1",
          ":name",
          "@x",
          "@@version",
          ";",
          "'; DROP TABLE events; --",
          "' OR 1 = 1 --",
          "') UNION ALL SELECT 1 --",
          "FORMAT Null",
          "INTO OUTFILE 'x'",
          "SETTINGS readonly = 0",
          "NULL",
          "SELECT",
          "true",
          "0",
          "1e999",
          "%",
          "_",
          "%_",
          ".",
          "..",
          "/",
          "../../etc/passwd",
          "é",
          "e\u0301",
          "İ",
          "ß",
          "ﬀ",
          "😀",
          "👨‍👩‍👧‍👦",
          "～",
          "=",
          "+",
          " ",
          "a",
          "A",
          "ab",
          "properties",
          "event",
          "t0",
          "entity",
          "[",
          "]",
          "(",
          ")",
          ",");

  private final RandomGenerator random;

  RandomTexts(RandomGenerator random) {
    this.random = random;
  }

  /** Any text, mostly short, now and then very long. Never empty. */
  String any() {
    StringBuilder text = new StringBuilder();
    for (int part = random.nextInt(6); part >= 0; part--) {
      text.append(fragment());
    }
    // Escaped, a character takes up to ten: together at most 8,000, which is nearly a predicate.
    return random.nextInt(100) == 0
        ? text.toString().repeat(1 + 800 / text.length())
        : text.toString();
  }

  /** A text that a document may hold, of at most so many bytes of UTF-8. */
  String shown(int bytes) {
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (int part = random.nextInt(6); part >= 0; part--) {
      for (int c : fragment().codePoints().filter(Characters::mayStand).toArray()) {
        length += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (length <= bytes) {
          text.appendCodePoint(c);
        }
      }
    }
    return text.isEmpty() ? "x" : text.toString();
  }

  /** Another text that something careless would take for this one. */
  String near(String text) {
    String other =
        switch (random.nextInt(10)) {
          case 0 -> text.substring(0, text.offsetByCodePoints(text.length(), -1));
          case 1 -> text + " ";
          case 2 -> " " + text;
          case 3 -> text.toUpperCase(Locale.ROOT);
          case 4 -> Normalizer.normalize(text, Normalizer.Form.NFC);
          case 5 -> Normalizer.normalize(text, Normalizer.Form.NFD);
          case 6 -> text.replace("\\", "\\\\");
          case 7 -> text.replace("'", "''");
          case 8 -> text.substring(0, Math.max(0, text.indexOf('\0')));
          default -> text.replace("?", "1");
        };
    return other.isEmpty() || other.equals(text) ? text + "x" : other;
  }

  private String fragment() {
    if (random.nextInt(4) > 0) {
      return FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    }
    int limit = random.nextInt(3) == 0 ? 0x30000 : 0x300;
    int point = random.nextInt(limit);
    return Character.getType(point) == Character.SURROGATE ? "!" : Character.toString(point);
  }
}
