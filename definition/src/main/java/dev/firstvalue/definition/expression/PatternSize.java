package dev.firstvalue.definition.expression;

/**
 * How large a pattern of RE2 becomes when its repetitions are written out: about how many
 * instructions an RE2 over bytes of UTF-8 makes of it. It is an estimate from the text, upwards, so
 * that nothing has to be compiled to know it. What is no pattern gets some size too.
 */
final class PatternSize {
  /** A character, in any case of it. */
  private static final long CHARACTER = 2;

  /** A dot, or a class of a few ranges. */
  private static final long CLASS = 10;

  /** A class by a property of Unicode: some hundreds of ranges, and slow to search with. */
  private static final long PROPERTY = 2_500;

  private final String pattern;
  private int at;
  private int depth;
  private int deepest;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /**
   * What was measured.
   *
   * @param instructions how many there are about
   * @param repeats the largest product of counts of repetitions inside each other
   * @param depth how deep groups stand in groups; where they are more than the limit, the rest of
   *     the pattern was not looked at
   */
  record Measured(long instructions, long repeats, int depth) {}

  /**
   * The size of a pattern.
   *
   * @param mostDepth groups nested deeper are not looked into
   */
  static Measured of(String pattern, int mostDepth) {
    PatternSize size = new PatternSize(pattern);
    Part whole = new Part(1, 1);
    // A closing parenthesis too many ends a part; the rest is measured all the same.
    while (size.at < pattern.length() && size.depth <= mostDepth) {
      whole = whole.beside(size.part(mostDepth));
      size.at++;
    }
    return new Measured(whole.instructions, whole.repeats, size.deepest);
  }

  private record Part(long instructions, long repeats) {
    Part beside(Part other) {
      return new Part(
          saturated(instructions + other.instructions), Math.max(repeats, other.repeats));
    }

    Part times(long count) {
      return new Part(saturated(instructions * count), saturated(repeats * count));
    }
  }

  /** Far above every limit, far below where products overflow. */
  private static long saturated(long value) {
    return Math.min(value, 1_000_000_000);
  }

  /** Up to the parenthesis that closes it, or the end. */
  private Part part(int mostDepth) {
    Part part = new Part(1, 1);
    Part last = new Part(0, 1);
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      char c = pattern.charAt(at);
      if (c == '(') {
        deepest = Math.max(deepest, ++depth);
        if (depth > mostDepth) {
          return part;
        }
        at++;
        part = part.beside(last);
        last = part(mostDepth);
        depth--;
        at++;
      } else if (c == '*' || c == '+' || c == '?') {
        last = new Part(last.instructions + 1, last.repeats);
        at++;
      } else if (c == '{' && repeat() > 0) {
        last = last.times(repeat());
        at = pattern.indexOf('}', at) + 1;
      } else {
        part = part.beside(last);
        last = new Part(one(c), 1);
      }
    }
    return part.beside(last);
  }

  /** The count of {@code {n}}, {@code {n,}} or {@code {n,m}} here, the larger; 0 if it is none. */
  private long repeat() {
    int end = pattern.indexOf('}', at);
    if (end < 0 || end - at > 12) {
      return 0;
    }
    String inside = pattern.substring(at + 1, end);
    if (!inside.matches("[0-9]{1,5}(,[0-9]{0,5})?")) {
      return 0;
    }
    int comma = inside.indexOf(',');
    long least = Long.parseLong(comma < 0 ? inside : inside.substring(0, comma));
    boolean open = comma >= 0 && comma == inside.length() - 1;
    return Math.max(
        1, open ? least + 1 : comma < 0 ? least : Long.parseLong(inside.substring(comma + 1)));
  }

  /** What is no group and no repetition. */
  private long one(char c) {
    return switch (c) {
      case '[' -> bracket();
      case '\\' -> escape();
      case '.' -> single(CLASS);
      default -> single(CHARACTER);
    };
  }

  private long single(long size) {
    at++;
    return size;
  }

  private long escape() {
    char kind = at + 1 < pattern.length() ? pattern.charAt(at + 1) : ' ';
    if (kind == 'Q') {
      int end = pattern.indexOf("\\E", at);
      int length = (end < 0 ? pattern.length() : end) - at;
      at = end < 0 ? pattern.length() : end + 2;
      return CHARACTER * length;
    }
    if (pattern.startsWith("\\x{", at)
        || pattern.startsWith("\\p{", at)
        || pattern.startsWith("\\P{", at)) {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
    } else {
      at += kind == 'p' || kind == 'P' ? 3 : 2;
    }
    return switch (kind) {
      case 'p', 'P' -> PROPERTY;
      case 'd', 'D', 's', 'S', 'w', 'W' -> CLASS;
      default -> CHARACTER;
    };
  }

  private long bracket() {
    long size = CLASS;
    at += pattern.startsWith("[^", at) ? 2 : 1;
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      first = false;
      if (pattern.charAt(at) == '\\') {
        size += escape();
      } else if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
        at = pattern.indexOf(":]", at) + 2;
        size += CLASS;
      } else {
        at++;
        size += CHARACTER;
      }
    }
    at++;
    return size;
  }
}
