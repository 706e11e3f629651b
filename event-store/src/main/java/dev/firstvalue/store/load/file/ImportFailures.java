package dev.firstvalue.store.load.file;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Path;

/** Why a file or a plan is refused as a whole. */
final class ImportFailures {

  private ImportFailures() {}

  static FirstvalueException notFound(Path file) {
    return new FirstvalueException(
        ErrorCode.FILE_NOT_FOUND, file.toString(), "no such file", "Check the path");
  }

  static FirstvalueException unreadable(Path file, Exception cause) {
    return new FirstvalueException(
        ErrorCode.IMPORT_UNREADABLE,
        file.toString(),
        "cannot be read: " + (cause.getMessage() == null ? cause : cause.getMessage()),
        "Nothing of it was imported; mend the file and import it again",
        cause);
  }

  static FirstvalueException badOption(String option, String problem, String remedy) {
    return new FirstvalueException(ErrorCode.ARGUMENT_INVALID, option, problem, remedy);
  }

  static FirstvalueException unwritable(Path file, IOException cause) {
    return new FirstvalueException(
        ErrorCode.FILE_UNWRITABLE,
        file.toString(),
        "cannot be written: " + cause,
        "Choose a place that you may write to",
        cause);
  }
}
