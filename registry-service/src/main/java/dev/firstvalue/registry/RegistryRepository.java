package dev.firstvalue.registry;

import dev.firstvalue.registry.audit.AuditTrail;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.git.GitCheckout;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.reader.ReaderLedger;
import dev.firstvalue.registry.report.ReportStore;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.ChangeLog;
import dev.firstvalue.registry.version.DefinitionLanguage;
import dev.firstvalue.registry.version.VersionLog;
import dev.firstvalue.registry.version.VersionState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A registry on disk: its versions and its reports.
 *
 * <p>{@link #snapshot} never touches the disk. {@link #refresh} does: it takes in what was
 * committed since, by whomever, and swaps the snapshot. Thread-safe.
 */
public final class RegistryRepository implements AutoCloseable {
  private final GitStore store;
  private final VersionLog versions;
  private final ReportStore reports;
  private final Optional<AuditTrail> audit;
  private final ReaderLedger readers;
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();
  private volatile RegistrySnapshot snapshot;

  private RegistryRepository(GitStore store, DefinitionLanguage language) {
    this.store = store;
    this.audit = store.writable() ? Optional.of(AuditTrail.open(store)) : Optional.empty();
    this.versions = VersionLog.open(store, language);
    this.reports = new ReportStore(store);
    this.readers = ReaderLedger.open(store.directory(), store.clock());
    VersionState state = versions.state();
    this.snapshot = new RegistrySnapshot(state, reports.follow(), ChangeLog.of(state));
  }

  /** Opens a repository for reading, beside a writer or without one. Nothing is written to it. */
  public static RegistryRepository open(
      Path directory, DefinitionLanguage language, InstantSource clock) {
    return owning(GitStore.open(directory, clock), language);
  }

  /**
   * Opens a repository as its one writer.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException REPOSITORY_NOT_FOUND or
   *     REPOSITORY_LOCKED
   */
  public static RegistryRepository openForWriting(
      Path directory, DefinitionLanguage language, InstantSource clock) {
    return owning(GitStore.openForWriting(directory, clock), language);
  }

  /** As {@link #openForWriting}, making the repository where the directory is missing or empty. */
  public static RegistryRepository createOrOpen(
      Path directory, DefinitionLanguage language, InstantSource clock) {
    return owning(GitStore.createOrOpen(directory, clock), language);
  }

  private static RegistryRepository owning(GitStore store, DefinitionLanguage language) {
    try {
      return new RegistryRepository(store, language);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** The answers as of the last refresh or commit. */
  public RegistrySnapshot snapshot() {
    return snapshot;
  }

  /**
   * Takes in what has been committed since, and returns the snapshot.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException REPOSITORY_DAMAGED; the snapshot
   *     stays as it was
   */
  public synchronized RegistrySnapshot refresh() {
    RegistrySnapshot before = snapshot;
    VersionState state = versions.follow();
    ChangeLog changes = before.changes().and(before.state(), state);
    RegistrySnapshot next = new RegistrySnapshot(state, reports.follow(), changes);
    snapshot = next;
    if (next.revision() != before.revision()) {
      followers.forEach(Runnable::run);
    }
    return next;
  }

  /**
   * Commits files to main, and returns the snapshot that has them.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException DEFINITION_CHANGED if a file is not
   *     as an edit expects it
   */
  public synchronized RegistrySnapshot commit(List<Edit> edits, Author author, String message) {
    store.commit(GitStore.MAIN, edits, author, message);
    return refresh();
  }

  /** Brings commits into the store from elsewhere. */
  public interface Import<T> {
    /** Moves main forward, or does not. */
    T into(GitStore store) throws IOException;
  }

  /**
   * Brings commits in and then takes them in. Readers and writers of this repository go on
   * meanwhile: refs move by compare-and-set.
   */
  public <T> T takeOver(Import<T> brought) throws IOException {
    T result = brought.into(store);
    refresh();
    return result;
  }

  /** Keeps reports, and returns the snapshot that has them. */
  public synchronized RegistrySnapshot keep(List<Report> kept, Author author) {
    reports.keep(kept, author);
    return refresh();
  }

  /**
   * Calls after every swap to a snapshot of another revision, on the thread that swapped. It must
   * neither block nor throw.
   *
   * @return ends it
   */
  public Runnable onRevision(Runnable follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  /** The audit trail, where this process owns the repository. */
  public Optional<AuditTrail> audit() {
    return audit;
  }

  /** The Git repository itself, for records that are kept beside main. */
  public GitStore store() {
    return store;
  }

  /** The clock of everything written here. */
  public InstantSource clock() {
    return store.clock();
  }

  /** The documents of main as they were in earlier commits; whoever opens it closes it. */
  public GitCheckout history() {
    return GitCheckout.bare(store.directory());
  }

  /** Who asked this repository's server for which version. */
  public ReaderLedger readers() {
    return readers;
  }

  /**
   * Keeps who reads, if this is the writer: another process that only reads it has its own count.
   */
  public void keepReaders() {
    if (store.writable()) {
      readers.keep();
    }
  }

  /** The files right in a folder of a snapshot's commit, by path. */
  public SortedMap<String, byte[]> files(RegistrySnapshot of, String folder) {
    return of.state().commit().map(commit -> store.folder(commit, folder)).orElseGet(TreeMap::new);
  }

  /** The bytes of a file of a snapshot's commit. */
  public Optional<byte[]> file(RegistrySnapshot of, String path) {
    return of.state().commit().flatMap(commit -> store.file(commit, path));
  }

  @Override
  public synchronized void close() {
    if (!store.closed()) {
      keepReaders();
      audit.ifPresent(AuditTrail::flush);
    }
    store.close();
  }
}
