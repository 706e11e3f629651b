package dev.firstvalue.registry.git;

import com.google.protobuf.ByteString;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file as it is to be after a commit, and what it has to be before.
 *
 * @param path where it lies in the repository, with {@code /} between plain names
 * @param content the new bytes; empty removes the file
 * @param expected what the file has to hold for the edit to be made
 */
public record Edit(String path, Optional<ByteString> content, Expected expected) {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,7}");

  /** Refuses paths that leave the repository or that Git itself uses. */
  public Edit {
    Objects.requireNonNull(expected, "expected");
    if (!PLAIN.matcher(path).matches() || path.endsWith(".lock")) {
      throw new IllegalArgumentException(
          "path: "
              + path.replaceAll("\\p{Cntrl}", "?")
              + " (expected: plain names of letters, digits, '.', '_', '-' with '/' between)");
    }
  }

  /** Writes a file. */
  public static Edit write(String path, byte[] content, Expected expected) {
    return new Edit(path, Optional.of(ByteString.copyFrom(content)), expected);
  }

  /** Removes a file. */
  public static Edit remove(String path, Expected expected) {
    return new Edit(path, Optional.empty(), expected);
  }

  /** What a file has to hold before an edit. */
  public sealed interface Expected {
    /** Whatever it holds is overwritten. */
    record Anything() implements Expected {}

    /** There must be no such file. */
    record Absent() implements Expected {}

    /**
     * The file's bytes have this hash.
     *
     * @param contentHash {@code sha256:} and 64 hexadecimal digits
     */
    record Content(String contentHash) implements Expected {}
  }
}
