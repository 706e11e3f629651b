package dev.firstvalue.registry.git;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The Git repository in which everything is kept. It is bare: there is no working tree and no index
 * that could be left half written.
 *
 * <p>Anybody reads, at any time and without a lock. One writer holds {@link RepositoryLock}; what
 * it adds is in place once the ref has moved, and the ref moves by compare-and-set, so that a plain
 * {@code git push} beside it is safe too. A process that dies between two steps leaves unreferenced
 * objects and nothing else.
 */
public final class GitStore implements AutoCloseable {
  /** The branch whose first-parent history is the history of the registry. */
  public static final String MAIN = Constants.R_HEADS + "main";

  private final Path directory;
  private final Repository repository;
  private final InstantSource clock;
  private final Instant opened;
  private final @Nullable RepositoryLock lock;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable RefJournal journal;

  private GitStore(
      Path directory, Repository repository, InstantSource clock, @Nullable RepositoryLock lock) {
    this.directory = directory;
    this.repository = repository;
    this.clock = clock;
    this.opened = clock.instant();
    this.lock = lock;
  }

  /**
   * Opens a repository for reading: a bare one, or the one inside a working copy.
   *
   * @throws FirstvalueException REPOSITORY_NOT_FOUND if there is none
   */
  public static GitStore open(Path directory, InstantSource clock) {
    GitSettings.isolate();
    return new GitStore(directory, existing(directory), clock, null);
  }

  /**
   * Opens a bare repository for writing.
   *
   * @throws FirstvalueException REPOSITORY_NOT_FOUND if there is none, REPOSITORY_LOCKED if another
   *     writer has it
   */
  public static GitStore openForWriting(Path directory, InstantSource clock) {
    GitSettings.isolate();
    return locked(directory, existing(directory), clock);
  }

  /**
   * Opens a bare repository for writing, and makes it first where the directory is missing or
   * empty.
   *
   * @throws FirstvalueException FILE_UNWRITABLE if the directory holds something else, and as
   *     {@link #openForWriting}
   */
  public static GitStore createOrOpen(Path directory, InstantSource clock) {
    GitSettings.isolate();
    try {
      if (Files.isDirectory(directory) && !isEmpty(directory)) {
        return openForWriting(directory, clock);
      }
      Files.createDirectories(directory);
      Repository repository = builder(directory).build();
      repository.create(true);
      repository.updateRef(Constants.HEAD).link(MAIN);
      return locked(directory, repository, clock);
    } catch (IOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          directory.toString(),
          "no repository can be made here: " + e.getMessage(),
          "Name a directory that you may write to",
          e);
    }
  }

  /** As {@link #openForWriting} on a repository that somebody opened: tests break it on purpose. */
  static GitStore over(Path directory, Repository repository, InstantSource clock) {
    GitSettings.isolate();
    return locked(directory, repository, clock);
  }

  private static GitStore locked(Path directory, Repository repository, InstantSource clock) {
    try {
      if (!repository.isBare()) {
        throw new FirstvalueException(
            ErrorCode.REPOSITORY_NOT_FOUND,
            directory.toString(),
            "the repository has a working tree, and a registry writes to bare ones only",
            "Make one with `git clone --bare`, or name a new directory");
      }
      RepositoryLock lock = RepositoryLock.take(directory, clock.instant());
      StaleLocks.remove(repository.getDirectory().toPath(), clock.instant());
      GitSettings.pin(repository.getConfig());
      return new GitStore(directory, repository, clock, lock);
    } catch (IOException e) {
      repository.close();
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          directory.toString(),
          "the repository cannot be locked: " + e.getMessage(),
          "Give this user the right to write to the directory",
          e);
    } catch (FirstvalueException e) {
      repository.close();
      throw e;
    }
  }

  static Repository existing(Path directory) {
    Path git = Files.isDirectory(directory.resolve(".git")) ? directory.resolve(".git") : directory;
    try {
      if (Files.isDirectory(git.resolve("objects")) && Files.exists(git.resolve("HEAD"))) {
        return builder(git).setMustExist(true).build();
      }
    } catch (IOException e) {
      throw damaged(directory, e);
    }
    throw new FirstvalueException(
        ErrorCode.REPOSITORY_NOT_FOUND,
        directory.toString(),
        "there is no Git repository here",
        "Check the path; `firstvalue publish` makes a repository in an empty directory");
  }

  private static FileRepositoryBuilder builder(Path git) {
    // No findGitDir and no readEnvironment: the repository is the one that was named.
    return new FileRepositoryBuilder().setGitDir(git.toFile());
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  /** The error of a repository whose objects or refs cannot be read. */
  public static FirstvalueException damaged(Path directory, Exception cause) {
    return new FirstvalueException(
        ErrorCode.REPOSITORY_DAMAGED,
        directory.toString(),
        "the repository cannot be read: " + cause.getMessage(),
        "Run `git fsck` in it, and restore what is missing from a clone or a backup",
        cause);
  }

  /** Where the repository lies. */
  public Path directory() {
    return directory;
  }

  /** The clock of everything written here. */
  public InstantSource clock() {
    return clock;
  }

  /** Whether this is the writer. */
  public boolean writable() {
    return lock != null;
  }

  /** Whether it was closed, and its lock given up. */
  public boolean closed() {
    return closed.get();
  }

  /** JGit's view of the repository. */
  public Repository git() {
    return repository;
  }

  /** Tells somebody of every commit from now on. */
  public void keepJournal(RefJournal told) {
    journal = told;
  }

  /**
   * Takes away what a writer that was killed just before the opening left on a ref, or on {@code
   * packed-refs}.
   */
  void removeLeftLock(String ref) throws IOException {
    StaleLocks.removeLeft(repository.getDirectory().toPath(), ref, opened, clock.instant());
  }

  Optional<RefJournal> journal() {
    return Optional.ofNullable(journal);
  }

  /** The commit that a ref names now, read from disk. */
  public Optional<ObjectId> resolve(String ref) {
    try {
      Ref found = repository.exactRef(ref);
      return found == null ? Optional.empty() : Optional.ofNullable(found.getObjectId());
    } catch (IOException e) {
      throw damaged(directory, e);
    }
  }

  /** The bytes of a file of a commit. */
  public Optional<byte[]> file(ObjectId commit, String path) {
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk found = TreeWalk.forPath(repository, path, walk.parseCommit(commit).getTree())) {
      return found == null
          ? Optional.empty()
          : Optional.of(repository.open(found.getObjectId(0), Constants.OBJ_BLOB).getBytes());
    } catch (IOException e) {
      throw damaged(directory, e);
    }
  }

  /** The files right in a folder of a commit, by path; none for a folder that is not there. */
  public SortedMap<String, byte[]> folder(ObjectId commit, String folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk found = TreeWalk.forPath(repository, folder, walk.parseCommit(commit).getTree());
        TreeWalk inside = new TreeWalk(repository)) {
      if (found == null || !found.isSubtree()) {
        return files;
      }
      inside.addTree(found.getObjectId(0));
      while (inside.next()) {
        if (!inside.isSubtree()) {
          files.put(
              folder + "/" + inside.getPathString(),
              repository.open(inside.getObjectId(0), Constants.OBJ_BLOB).getBytes());
        }
      }
      return files;
    } catch (IOException e) {
      throw damaged(directory, e);
    }
  }

  /**
   * Commits edits to a branch, and returns the commit, or the branch's own when the edits change
   * nothing.
   *
   * <p>Each edit is held against the branch as it is when the ref moves: what others have committed
   * meanwhile to other files stays, and an edit whose file is not as expected fails.
   *
   * @throws FirstvalueException DEFINITION_CHANGED with {@code path}, {@code expected} and {@code
   *     found} as details
   */
  public ObjectId commit(String ref, List<Edit> edits, Author author, String message) {
    if (lock == null) {
      throw new IllegalStateException("repository: read only (expected: open for writing)");
    }
    try {
      return new Committer(this, ref, edits, author, message).append();
    } catch (IOException e) {
      throw new FirstvalueException(
          ErrorCode.FILE_UNWRITABLE,
          directory.toString(),
          "the commit cannot be written: " + e.getMessage(),
          "Check the disk's space and permissions, then `git fsck`; nothing was published",
          e);
    }
  }

  /**
   * Writes derived data: a commit without parents takes the ref, and only these files are in it.
   */
  public void replace(String ref, List<Edit> edits, Author author, String message)
      throws IOException {
    new Committer(this, ref, edits, author, message).replace(false);
  }

  /** As {@link #replace}, beginning with the files that the ref has. */
  public void amend(String ref, List<Edit> edits, Author author, String message)
      throws IOException {
    new Committer(this, ref, edits, author, message).replace(true);
  }

  /**
   * Throws away what does not read of the derived data of a ref, so that it can be written again.
   */
  public void discardDamaged(String ref) throws IOException {
    Optional<ObjectId> commit = resolve(ref);
    if (commit.isPresent()) {
      DamagedObjects.discard(repository, commit.get());
    }
  }

  /** Removes a ref if it still names what is expected; says whether it did. */
  public boolean remove(String ref, ObjectId expected) throws IOException {
    removeLeftLock(ref);
    // A ref may be packed: its removal takes the lock of all that are.
    removeLeftLock("packed-refs");
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(expected);
    update.setForceUpdate(true);
    update.disableRefLog();
    RefUpdate.Result result = update.delete();
    if (result != RefUpdate.Result.FORCED && result != RefUpdate.Result.LOCK_FAILURE) {
      throw new IOException("the ref " + ref + " was not removed: " + result);
    }
    return result == RefUpdate.Result.FORCED;
  }

  /** Moves a ref, or makes it, if it still names what is expected; says whether it did. */
  public boolean move(String ref, @Nullable ObjectId expected, ObjectId to, boolean rewrites)
      throws IOException {
    removeLeftLock(ref);
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(expected == null ? ObjectId.zeroId() : expected);
    update.setNewObjectId(to);
    update.setForceUpdate(rewrites);
    update.disableRefLog();
    return switch (update.update()) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> verify(ref, to);
      case LOCK_FAILURE, REJECTED -> false;
      case NOT_ATTEMPTED,
          RENAMED,
          IO_FAILURE,
          REJECTED_CURRENT_BRANCH,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON ->
          throw new IOException("the ref " + ref + " did not move: " + update.getResult());
    };
  }

  private boolean verify(String ref, ObjectId to) throws IOException {
    // A ref database that read stale packed refs would have told a lie just now.
    Ref now = repository.exactRef(ref);
    if (now == null || now.getObjectId() == null) {
      throw new IOException("the ref " + ref + " is gone right after it moved to " + to.name());
    }
    return true;
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    repository.close();
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
