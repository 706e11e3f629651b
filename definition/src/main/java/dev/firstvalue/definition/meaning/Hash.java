package dev.firstvalue.definition.meaning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a canonical form.
 *
 * @param text {@code sha256:} and 64 hexadecimal digits in lower case
 */
public record Hash(String text) {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public Hash {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "hash: " + text + " (expected: sha256: and 64 hexadecimal digits)");
    }
  }

  /** The hash of a canonical form, in UTF-8. */
  static Hash of(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return new Hash("sha256:" + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
