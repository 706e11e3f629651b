package dev.firstvalue.registry.publish;

import com.google.protobuf.ByteString;

/**
 * A file that somebody wants published. Where it goes follows from what it is, not from its name.
 *
 * @param file how messages call it
 * @param bytes what it holds
 */
public record Submission(String file, ByteString bytes) {
  /** A submission of bytes. */
  public static Submission of(String file, byte[] bytes) {
    return new Submission(file, ByteString.copyFrom(bytes));
  }
}
