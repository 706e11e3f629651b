package dev.firstvalue.registry.git;

import static dev.firstvalue.registry.Documents.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstvalue.registry.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleLocksTest {
  private final FakeClock clock = new FakeClock();
  @TempDir private Path directory;

  @Test
  void whatAKilledWriterLeftIsRemovedAndWhatAPushHoldsIsNot() throws IOException {
    try (GitStore store = GitStore.createOrOpen(directory, clock)) {
      assertThat(store.writable()).isTrue();
    }
    Path killed = lock("refs/heads/main.lock", Duration.ofMinutes(1));
    Path ours = lock("refs/firstvalue/versions.lock", Duration.ZERO);
    Path pushing = lock("refs/heads/proposal.lock", Duration.ofSeconds(1));

    try (GitStore store = GitStore.openForWriting(directory, clock)) {
      assertThat(killed).doesNotExist();
      assertThat(ours).doesNotExist();
      assertThat(pushing).exists();
      Edit edit = Edit.write("policy.yaml", bytes("a"), new Edit.Expected.Absent());
      store.commit(GitStore.MAIN, List.of(edit), new Author("Ana", "a@example.com"), "A");
    }
  }

  /**
   * Found by the history check: a server that starts at once wrote nothing until its next start.
   */
  @Test
  void aLockThatWasYoungAtTheOpeningIsRemovedOnceItIsOldAndAYoungerOneIsNot() throws IOException {
    GitStore.createOrOpen(directory, clock).close();
    Path killed = lock("refs/heads/main.lock", Duration.ofSeconds(1));
    try (GitStore store = GitStore.openForWriting(directory, clock)) {
      clock.pass(Duration.ofSeconds(5));
      store.removeLeftLock(GitStore.MAIN);
      assertThat(killed).exists();
      clock.pass(Duration.ofSeconds(10));
      Edit edit = Edit.write("policy.yaml", bytes("a"), new Edit.Expected.Absent());
      store.commit(GitStore.MAIN, List.of(edit), new Author("Ana", "a@example.com"), "A");
      assertThat(killed).doesNotExist();

      Path younger = lock("refs/heads/main.lock", Duration.ZERO);
      clock.pass(Duration.ofMinutes(1));
      store.removeLeftLock(GitStore.MAIN);
      assertThat(younger).exists();
    }
  }

  @Test
  void aRefThatNobodyLocksHasNoLockToRemove() throws IOException {
    try (GitStore store = GitStore.createOrOpen(directory, clock)) {
      store.removeLeftLock(GitStore.MAIN);
      assertThat(directory.resolve("refs/heads/main.lock")).doesNotExist();
    }
  }

  /**
   * Found by publishers beside each other: another's lock was gone between two looks at it, or its
   * folder was. It comes and goes here so often that whoever minds meets it.
   */
  @Test
  void locksThatComeAndGoMeanwhileAreNoFailure() throws Exception {
    GitStore.createOrOpen(directory, clock).close();
    Path lock = directory.resolve("refs/heads/pushed/a.lock");
    // Nobody's lock is old, so none is removed.
    Instant before = Instant.EPOCH;
    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      Future<?> pushes =
          others.submit(
              () -> {
                for (int push = 0; push < 1_500; push++) {
                  Files.createDirectories(lock.getParent());
                  Files.createFile(lock);
                  Files.deleteIfExists(lock);
                  Files.deleteIfExists(lock.getParent());
                }
                return null;
              });
      int looks = 0;
      do {
        StaleLocks.removeLeft(directory, "refs/heads/pushed/a", before, before);
        StaleLocks.remove(directory, before);
        looks++;
      } while (!pushes.isDone());
      pushes.get();
      assertThat(looks).isGreaterThan(1);
      assertThat(lock).doesNotExist();
    }
  }

  private Path lock(String name, Duration age) throws IOException {
    Path lock = directory.resolve(name);
    Files.createDirectories(lock.getParent());
    Files.createFile(lock);
    Files.setLastModifiedTime(lock, FileTime.from(clock.instant().minus(age)));
    return lock;
  }
}
