package dev.firstvalue.store.hostile;

import java.util.List;
import java.util.random.RandomGenerator;

/** Patterns for {@code matches}, and texts for them: most are right, some break or grow large. */
final class RandomPatterns {
  private static final List<String> LARGE =
      List.of(
          "(a+)+$",
          "(.*)*x",
          "(a|aa)+b",
          "(a{1000}){1000}",
          "((a{1,100}){1,100}){1,100}",
          "((((a{9}){9}){9}){9}){9}",
          "(x{0,999}){0,999}",
          "[\\x00-\\x{10FFFF}]{1000}",
          "(?i)(?:k|ſ|İ|é){500}",
          "\\pL{1000}",
          "(\\p{Greek}{30}){30}",
          "(?:" + "a?".repeat(300) + "a".repeat(300) + ")",
          "(".repeat(300) + "a" + ")".repeat(300),
          "(a|b".repeat(300) + ")".repeat(300),
          ".{1000}.{1000}.{1000}",
          "(?:.{100}){10}",
          "a{1001}",
          "(?=a)",
          "(a)\\1",
          "[",
          "a**",
          "(?P<n>a)(?P<n>b)",
          "\\C",
          "\\pN\\PL",
          "\\Q'\\E",
          "\\Qa\\",
          "(?s).(?-s).",
          "(?m)^a$",
          "(?U)a+",
          "\\Aa\\z",
          "\\bé\\b",
          "\0",
          "\\x{0}",
          "\\000",
          "a\\{2}",
          "{,2}",
          "a{2",
          "a{,2}",
          "a{2}{3}",
          "|",
          "()",
          "^*",
          "$^",
          "[[:alpha:]]",
          "[[:word:]]+",
          "[^\\W]",
          "[a-\\d]",
          "[]a]",
          "[^]a]",
          "\\8",
          "\\e",
          "\\a\\f\\v\\t",
          "(?i:É)",
          "(?i)ß",
          "(?i)\u212a",
          "(?#x)",
          "(?<n>a)",
          "(?'n'a)");

  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "A",
          "é",
          "😀",
          "\n",
          " ",
          "0",
          "_",
          "'",
          "\"",
          "?",
          "{",
          "}",
          "%",
          "\\\\",
          "\\.",
          ".",
          "^",
          "$",
          "\\d",
          "\\w",
          "\\S",
          "\\b",
          "\\B",
          "\\pL",
          "\\p{Lu}",
          "\\P{Nd}",
          "[ab]",
          "[^a]",
          "[a-z0-9]",
          "[[:space:]]",
          "\\A",
          "\\z",
          "\\n",
          "\\x61",
          "\\x{e9}");

  private static final List<String> TIMES =
      List.of("", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,3}", "{1,}", "{2,30}");

  private static final List<String> CHARACTERS =
      List.of("a", "b", "A", "é", "É", "\n", "0", "_", " ", "'", "?", "{", "\\", "😀", "k", "\0");

  private final RandomGenerator random;
  private final RandomTexts texts;

  RandomPatterns(RandomGenerator random, RandomTexts texts) {
    this.random = random;
    this.texts = texts;
  }

  /** A pattern, which may be none. */
  String pattern() {
    return switch (random.nextInt(12)) {
      case 0 -> of(LARGE);
      case 1 -> "(" + of(LARGE) + ")" + of(TIMES) + regex(1);
      case 2 -> texts.any();
      default -> regex(3);
    };
  }

  /** A text that may match. */
  String text() {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(8) == 0) {
      // What is a letter differs by the age of Unicode's tables; up to here all agree.
      texts.any().codePoints().filter(c -> c < 0x300).forEach(text::appendCodePoint);
      return text.toString();
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(of(CHARACTERS));
    }
    return text.toString();
  }

  private String regex(int depth) {
    StringBuilder regex = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      regex
          .append(depth > 0 && random.nextInt(4) == 0 ? group(depth) : of(ATOMS))
          .append(of(TIMES));
    }
    return random.nextInt(5) == 0 ? regex + "|" + of(ATOMS) : regex.toString();
  }

  private String group(int depth) {
    return of(List.of("(", "(?:", "(?i:", "(?s:", "(?m:", "(?U:")) + regex(depth - 1) + ")";
  }

  private String of(List<String> any) {
    return any.get(random.nextInt(any.size()));
  }
}
