package dev.firstvalue.registry.git;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to one repository, held by one owner at a time.
 *
 * <p>The operating system's lock on {@code firstvalue.lock} decides, and it falls with the process
 * that holds it: a killed owner leaves nothing to clean up. The file's text (process, host, since
 * when) only tells others whom to ask. The file itself is never removed, since two processes could
 * then hold locks on two files of one name.
 */
final class RepositoryLock implements AutoCloseable {
  static final String FILE = "firstvalue.lock";

  /**
   * The owners inside this process by the lock's real path. Asked first: on POSIX, closing any
   * channel on a locked file drops the process's locks, so a second channel must not even be
   * opened.
   */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private RepositoryLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws FirstvalueException REPOSITORY_LOCKED, naming the owner, if somebody else holds it
   */
  static RepositoryLock take(Path repository, Instant now) throws IOException {
    Path file = repository.toRealPath().resolve(FILE);
    String owner = "process " + ProcessHandle.current().pid() + " on " + host() + " since " + now;
    String held = HELD_HERE.putIfAbsent(file, owner);
    if (held != null) {
      throw locked(repository, held);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw locked(repository, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return new RepositoryLock(file, channel, lock);
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(file);
      close(channel, e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      channel.truncate(0);
      lock.release();
    } finally {
      HELD_HERE.remove(file);
    }
  }

  private static void close(@Nullable FileChannel channel, Exception because) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        because.addSuppressed(e);
      }
    }
  }

  private static FirstvalueException locked(Path repository, String owner) {
    String whose = owner.isEmpty() ? "another process" : owner;
    return new FirstvalueException(
        ErrorCode.REPOSITORY_LOCKED,
        repository.toString(),
        "another writer holds the repository: " + whose,
        "Publish through that process, or wait until it ends",
        Map.of("owner", whose));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine without a name is an ordinary container.
      return "localhost";
    }
  }
}
