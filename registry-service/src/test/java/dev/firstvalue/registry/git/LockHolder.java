package dev.firstvalue.registry.git;

import java.nio.file.Path;
import java.time.InstantSource;

/** A process that takes the lock, says so, and holds it until it is killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (GitStore store = GitStore.openForWriting(Path.of(arguments[0]), InstantSource.system())) {
      System.out.print(store.writable() ? "L" : "-");
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}
