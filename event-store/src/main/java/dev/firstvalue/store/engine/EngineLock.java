package dev.firstvalue.store.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One process at a time on one path. The operating system holds the lock and lets go of it when the
 * process ends, however it ends, so a lock is never stale; the file's text, the owner's process id,
 * is for the message only.
 */
final class EngineLock implements AutoCloseable {

  private final FileChannel channel;

  private EngineLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock, or nothing when somebody else holds it. */
  static Optional<EngineLock> tryAcquire(Path file, long pid) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      FileLock lock = channel.tryLock();
      held = lock != null;
      if (held) {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(Long.toString(pid).getBytes(StandardCharsets.US_ASCII)));
      }
      return held ? Optional.of(new EngineLock(channel)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // this very process holds it
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  /** Who wrote its process id into the file last. */
  static String owner(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
