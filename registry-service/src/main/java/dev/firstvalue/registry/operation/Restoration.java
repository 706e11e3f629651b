package dev.firstvalue.registry.operation;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.version.DefinitionLanguage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** A registry out of a {@link Backup}. */
public final class Restoration {
  private static final RefSpec EVERYTHING = new RefSpec("+refs/*:refs/*");

  private Restoration() {}

  /**
   * What came back.
   *
   * @param revision the registry's revision
   * @param definitions how many names it has
   * @param commit the commit of main
   */
  public record Summary(long revision, int definitions, String commit) {}

  /**
   * Makes a repository of a backup. It gets its name when every object was read and every version
   * derived, so that there is never half of one.
   *
   * @param directory missing or empty
   * @throws FirstvalueException FILE_UNWRITABLE if the directory holds something; FILE_NOT_FOUND;
   *     REPOSITORY_DAMAGED if the backup is damaged
   */
  public static Summary restore(
      Path file, Path directory, DefinitionLanguage language, InstantSource clock) {
    if (!Files.isRegularFile(file)) {
      throw new FirstvalueException(
          ErrorCode.FILE_NOT_FOUND, file.toString(), "there is no such file", "Name a backup");
    }
    Path fresh = directory.toAbsolutePath().resolveSibling(directory.getFileName() + ".new");
    try {
      if (Files.exists(directory) && !isEmpty(directory)) {
        throw occupied(directory, null);
      }
      delete(fresh);
      try {
        try (GitStore store = GitStore.createOrOpen(fresh, clock)) {
          fetch(store.git(), file);
          ObjectCheck.Result objects = ObjectCheck.of(store.git());
          if (!objects.problems().isEmpty()) {
            throw GitStore.damaged(file, new IOException(objects.problems().getFirst()));
          }
        }
        RegistrySnapshot snapshot;
        try (RegistryRepository repository =
            RegistryRepository.openForWriting(fresh, language, clock)) {
          snapshot = repository.snapshot();
        }
        Files.move(fresh, directory, StandardCopyOption.REPLACE_EXISTING);
        return new Summary(snapshot.revision(), snapshot.definitions().size(), snapshot.commit());
      } finally {
        delete(fresh);
      }
    } catch (DirectoryNotEmptyException e) {
      throw occupied(directory, e);
    } catch (IOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          directory.toString(),
          "the repository cannot be written: " + e.getMessage(),
          "Name a directory on a disk with space that you may write to",
          e);
    }
  }

  /** Reads a bundle back into a repository that is thrown away. */
  static void verify(Path bundle, List<Ref> refs) throws IOException {
    Path scratch = Files.createTempDirectory("firstvalue-verify");
    try (GitStore store = GitStore.createOrOpen(scratch, InstantSource.system())) {
      fetch(store.git(), bundle);
      for (Ref ref : refs) {
        ObjectId expected = Objects.requireNonNull(ref.getObjectId());
        if (!store.resolve(ref.getName()).filter(expected::equals).isPresent()) {
          throw new IOException("reading it back, " + ref.getName() + " is not what was written");
        }
      }
      ObjectCheck.Result objects = ObjectCheck.of(store.git());
      if (!objects.problems().isEmpty()) {
        throw GitStore.damaged(bundle, new IOException(objects.problems().getFirst()));
      }
    } finally {
      delete(scratch);
    }
  }

  private static void fetch(Repository git, Path bundle) throws IOException {
    try (Transport transport =
        Transport.open(git, new URIish(bundle.toAbsolutePath().toString()))) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setCheckFetchedObjects(true);
      transport.fetch(NullProgressMonitor.INSTANCE, List.of(EVERYTHING));
    } catch (IOException | URISyntaxException | RuntimeException e) {
      // What a damaged bundle makes JGit throw is not all of one kind.
      throw GitStore.damaged(bundle, e);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static FirstvalueException occupied(
      Path directory, @org.jspecify.annotations.Nullable Exception cause) {
    return new FirstvalueException(
        ErrorCode.FILE_UNWRITABLE,
        directory.toString(),
        "there is something here already",
        "Name a new directory; move the old repository away yourself, nothing overwrites it",
        cause);
  }
}
