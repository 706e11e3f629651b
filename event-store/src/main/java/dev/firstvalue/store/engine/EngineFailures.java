package dev.firstvalue.store.engine;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.nio.file.Path;

/** What can go wrong with an engine, in words. */
final class EngineFailures {

  private static final int LOG_CHARACTERS = 400;

  private EngineFailures() {}

  static FirstvalueException inUse(Path home, Path ownerFile) {
    String owner;
    try {
      owner = "process " + EngineLock.owner(ownerFile);
    } catch (IOException e) {
      owner = "another process";
    }
    return new FirstvalueException(
        ErrorCode.ENGINE_LOCKED,
        home.toString(),
        "the embedded engine is in use by " + owner,
        "Wait for it or end it, or choose another folder with --home");
  }

  static FirstvalueException unusableHome(Path home, IOException cause) {
    return new FirstvalueException(
        ErrorCode.FILE_UNWRITABLE,
        home.toString(),
        "the embedded engine cannot keep its files there: " + cause,
        "Choose a folder that you may write to with --home",
        cause);
  }

  static FirstvalueException didNotStart(Path home, String log) {
    String words = log.strip();
    String end = words.substring(Math.max(0, words.length() - LOG_CHARACTERS));
    return new FirstvalueException(
        ErrorCode.ENGINE_FAILED,
        home.toString(),
        words.isEmpty()
            ? "the embedded engine did not answer in time"
            : "the embedded engine did not start: " + end,
        "Choose another folder with --home, or use a ClickHouse of your own with --store URL");
  }
}
