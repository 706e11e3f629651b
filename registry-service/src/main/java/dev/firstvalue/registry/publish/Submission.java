package dev.firstvalue.registry.publish;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * A file that somebody wants on main. Where it goes follows from what it is, not from its name.
 *
 * @param file how messages call it
 * @param bytes what it holds
 * @param base the hash of main's file that the change was made to, {@code ""} for none; empty: as
 *     main has it now
 */
public record Submission(String file, ByteString bytes, Optional<String> base) {
  /** A submission of bytes on main as it is. */
  public static Submission of(String file, byte[] bytes) {
    return new Submission(file, ByteString.copyFrom(bytes), Optional.empty());
  }
}
