package dev.firstvalue.registry.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the lock files that a writer left beside refs when it was killed, so that the next one
 * can write. Called by the holder of {@link RepositoryLock}.
 */
final class StaleLocks {
  /** A push by plain Git holds a ref's lock for milliseconds. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(StaleLocks.class);

  private StaleLocks() {}

  static void remove(Path git, Instant now) throws IOException {
    for (Path lock : List.of(git.resolve("packed-refs.lock"), git.resolve("config.lock"))) {
      removeOld(lock, now);
    }
    for (Path lock : locks(git.resolve("refs"))) {
      if (lock.startsWith(git.resolve("refs/firstvalue"))) {
        // Only the holder of the registry's lock writes these.
        Files.deleteIfExists(lock);
      } else {
        removeOld(lock, now);
      }
    }
  }

  /** The locks below a folder; others make and remove files and folders meanwhile. */
  private static List<Path> locks(Path refs) throws IOException {
    List<Path> locks = new ArrayList<>();
    Files.walkFileTree(
        refs,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".lock")) {
              locks.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return locks;
  }

  /**
   * Removes the lock of a ref that was young when the repository was opened and has grown old
   * since: its owner died just before. One that is younger than that may be this process's own.
   */
  static void removeLeft(Path git, String ref, Instant opened, Instant now) throws IOException {
    Path lock = git.resolve(ref + ".lock");
    if (made(lock).isBefore(opened)) {
      removeOld(lock, now);
    }
  }

  private static void removeOld(Path lock, Instant now) throws IOException {
    if (made(lock).isBefore(now.minus(LONGEST))) {
      LOG.warn("removing {}, left behind by a writer that was killed", lock);
      Files.deleteIfExists(lock);
    }
  }

  /** When a lock was made; never, where its owner has just given it up. */
  private static Instant made(Path lock) throws IOException {
    try {
      return Files.getLastModifiedTime(lock).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.MAX;
    }
  }
}
