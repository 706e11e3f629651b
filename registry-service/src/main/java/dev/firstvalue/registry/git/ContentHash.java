package dev.firstvalue.registry.git;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that names a content: {@code sha256:} and 64 hexadecimal digits. */
public final class ContentHash {
  private ContentHash() {}

  /** The hash of these bytes; {@code sha256sum} prints the same digits. */
  public static String of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
