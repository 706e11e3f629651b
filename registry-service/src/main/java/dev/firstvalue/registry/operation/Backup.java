package dev.firstvalue.registry.operation;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.git.GitStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.BundleWriter;

/**
 * One file with everything that a registry is: a Git bundle of all its refs, which {@code git
 * clone} reads as well. It can be made while the server runs: refs are read first, and what they
 * lead to is never deleted.
 */
public final class Backup {
  private Backup() {}

  /**
   * What was written.
   *
   * @param refs how many refs it holds
   * @param bytes its size
   * @param commit the commit of main; empty if there is none
   */
  public record Summary(int refs, long bytes, String commit) {}

  /**
   * Writes a backup, reads it back, and only then gives it its name.
   *
   * @throws FirstvalueException FILE_UNWRITABLE if the file is there already or cannot be written;
   *     REPOSITORY_DAMAGED if the repository has nothing to back up or cannot be read
   */
  public static Summary write(Path repository, Path file, InstantSource clock) {
    if (Files.exists(file)) {
      throw unwritable(file, "it is there already", null);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (GitStore store = GitStore.open(repository, clock)) {
      List<Ref> refs =
          store.git().getRefDatabase().getRefs().stream()
              .filter(ref -> !ref.isSymbolic() && ref.getObjectId() != null)
              .toList();
      if (refs.isEmpty()) {
        throw GitStore.damaged(repository, new IOException("there is no commit to back up"));
      }
      try {
        bundle(store, refs, fresh);
        Restoration.verify(fresh, refs);
        Files.move(fresh, file);
      } catch (FileAlreadyExistsException e) {
        throw unwritable(file, "it is there already", e);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return new Summary(
          refs.size(),
          Files.size(file),
          store.resolve(GitStore.MAIN).map(commit -> commit.name()).orElse(""));
    } catch (IOException e) {
      throw unwritable(file, "it cannot be written: " + e.getMessage(), e);
    }
  }

  private static void bundle(GitStore store, List<Ref> refs, Path file) throws IOException {
    BundleWriter writer = new BundleWriter(store.git());
    for (Ref ref : refs) {
      writer.include(ref);
      if (ref.getName().equals(GitStore.MAIN)) {
        writer.include(Constants.HEAD, Objects.requireNonNull(ref.getObjectId()));
      }
    }
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      writer.writeBundle(NullProgressMonitor.INSTANCE, out);
      channel.force(true);
    }
  }

  private static FirstvalueException unwritable(
      Path file, String problem, @org.jspecify.annotations.Nullable Exception cause) {
    return new FirstvalueException(
        ErrorCode.FILE_UNWRITABLE,
        file.toString(),
        problem,
        "Name a new file on a disk with space; a backup never takes the place of another",
        cause);
  }
}
