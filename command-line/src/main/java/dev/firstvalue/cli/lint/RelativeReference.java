package dev.firstvalue.cli.lint;

import java.nio.charset.StandardCharsets;

/** Paths of files as relative references of RFC 3986. */
final class RelativeReference {
  /**
   * What a segment may hold beside letters and digits (section 3.3). A colon is not among it: in a
   * first segment it would end a scheme.
   */
  private static final String ALLOWED = "-._~!$&'()*+,;=@/";

  private RelativeReference() {}

  /** The reference of a path with forward slashes: every other byte of its UTF-8 as %XX. */
  static String of(String path) {
    StringBuilder reference = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      if (isAllowed(each)) {
        reference.append((char) each);
      } else {
        reference.append('%').append(digit(each >> 4)).append(digit(each));
      }
    }
    return reference.toString();
  }

  private static boolean isAllowed(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || ALLOWED.indexOf(each) >= 0;
  }

  private static char digit(int bits) {
    return "0123456789ABCDEF".charAt(bits & 0xF);
  }
}
