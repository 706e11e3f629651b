package dev.firstvalue.registry.operation;

import dev.firstvalue.registry.audit.AuditCheck;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.report.ReportStore;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.version.DefinitionLanguage;
import dev.firstvalue.registry.version.VersionCheck;
import dev.firstvalue.registry.version.VersionLog;
import dev.firstvalue.registry.version.VersionState;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a repository from all sides, beside its server or without one. Nothing is written: what
 * is wrong is said, with what to do about it.
 */
public final class RepositoryDoctor {
  private static final int NAMED = 3;
  private static final long LOW_SPACE_BYTES = 1L << 30;
  private static final long NO_SPACE_BYTES = 100L << 20;

  /** Clocks of two machines of one team are seldom further apart. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final GitStore store;
  private final DefinitionLanguage language;
  private final InstantSource clock;
  private final List<Check> checks = new ArrayList<>();

  private RepositoryDoctor(GitStore store, DefinitionLanguage language, InstantSource clock) {
    this.store = store;
    this.language = language;
    this.clock = clock;
  }

  /**
   * The checks of a repository, in the order in which to mend what they find.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException REPOSITORY_NOT_FOUND
   */
  public static List<Check> examine(
      Path directory, DefinitionLanguage language, InstantSource clock) {
    try (GitStore store = GitStore.open(directory, clock)) {
      RepositoryDoctor doctor = new RepositoryDoctor(store, language, clock);
      doctor.space();
      if (doctor.objects()) {
        doctor.index();
        doctor.evidence();
        doctor.audit();
        doctor.files();
      }
      return List.copyOf(doctor.checks);
    }
  }

  private void space() {
    try {
      FileStore disk = Files.getFileStore(store.directory());
      long free = disk.getUsableSpace();
      String found = size(free) + " of " + size(disk.getTotalSpace()) + " are free";
      if (free < NO_SPACE_BYTES) {
        checks.add(
            Check.failure(
                "disk", found, "Free space: what cannot be written is refused, reads go on"));
      } else if (free < LOW_SPACE_BYTES) {
        checks.add(Check.warning("disk", found, "Free space before commits are refused"));
      } else {
        checks.add(Check.fine("disk", found));
      }
      if (!Files.isWritable(store.directory())) {
        checks.add(
            Check.warning(
                "permission",
                "this user may not write to " + store.directory(),
                "Run as the server's user, or give it the right"));
      }
    } catch (IOException e) {
      checks.add(Check.warning("disk", "its space cannot be read: " + e, "Look at the mount"));
    }
  }

  /** Whether all that is reachable can be read. */
  private boolean objects() {
    try {
      ObjectCheck.Result result = ObjectCheck.of(store.git());
      if (result.problems().isEmpty()) {
        checks.add(Check.fine("objects", result.objects() + " objects hold what their names say"));
        return true;
      }
      boolean derived =
          result.problems().stream()
              .allMatch(problem -> problem.startsWith("refs/firstvalue/versions"));
      checks.add(
          derived
              ? Check.warning(
                  "objects",
                  named(result.problems()),
                  "Start the server or publish: the index is derived again")
              : Check.failure(
                  "objects",
                  named(result.problems()),
                  "Restore the repository: `firstvalue restore` from a backup, or `git fetch` the"
                      + " missing objects from a clone"));
      return derived;
    } catch (IOException e) {
      checks.add(
          Check.failure(
              "objects",
              "the refs cannot be read: " + e,
              "Restore the repository with `firstvalue restore`"));
      return false;
    }
  }

  private void index() {
    try {
      checks.add(
          switch (VersionCheck.of(store, language)) {
            case VersionCheck.Result.Nothing nothing ->
                Check.warning(
                    "index", "main has no commit yet", "Publish an event model and a definition");
            case VersionCheck.Result.Absent absent ->
                Check.warning(
                    "index",
                    "there is no index that agrees with main",
                    "Start the server or publish: it is derived again, at most 3 ms a version");
            case VersionCheck.Result.Compared(
                    int definitions,
                    boolean behind,
                    List<String> wrong) ->
                wrong.isEmpty()
                    ? Check.fine(
                        "index",
                        definitions
                            + " definitions are as main says"
                            + (behind ? ", up to the commit that was indexed last" : ""))
                    : Check.failure(
                        "index",
                        named(wrong),
                        "Delete it with `git update-ref -d refs/firstvalue/versions` while no"
                            + " server runs: it is derived again");
          });
    } catch (IOException | RuntimeException e) {
      checks.add(
          Check.failure(
              "index", "main cannot be read: " + e, "Mend the objects first, then again"));
    }
  }

  private void evidence() {
    ReportStore reports = new ReportStore(store);
    try {
      int count = reports.follow().size();
      EvidenceRecords.Result records = EvidenceRecords.of(store);
      List<String> broken = new ArrayList<>(reports.refused());
      broken.addAll(records.broken());
      checks.add(
          broken.isEmpty()
              ? Check.fine(
                  "evidence",
                  count
                      + " reports hold what their hashes say, "
                      + records.proposals()
                      + " proposals and "
                      + records.restatements()
                      + " restatements what was kept")
              : Check.failure(
                  "evidence",
                  named(broken),
                  "Find out who changed refs/firstvalue: these records are not served"));
    } catch (IOException e) {
      checks.add(
          Check.failure(
              "evidence", "it cannot be read: " + e, "Mend the objects first, then again"));
    }
  }

  private void audit() {
    AuditCheck.Result result = AuditCheck.of(store, Optional.empty());
    checks.add(
        result.problems().isEmpty()
            ? Check.fine("audit", result.entries() + " entries, each after the one before")
            : Check.failure(
                "audit",
                named(result.problems()),
                "Find out who wrote to the directory: `firstvalue audit --verify` lists more, a"
                    + " clone or a backup has what was there before"));
  }

  private void files() {
    VersionState state = VersionLog.open(store, language).state();
    List<String> quarantined =
        state.quarantined().values().stream().map(RepositoryDoctor::quarantined).toList();
    checks.add(
        quarantined.isEmpty()
            ? Check.fine("files", "every file on main can be used")
            : Check.warning(
                "files",
                named(quarantined),
                "Mend them on main; until then their last good versions are served"));
    Instant now = clock.instant();
    Duration ahead = Duration.between(now, state.knownSince());
    checks.add(
        ahead.compareTo(AHEAD) > 0
            ? Check.warning(
                "clock",
                "the newest commit is of "
                    + state.knownSince()
                    + ", "
                    + ahead.toSeconds()
                    + " s from now",
                "Set the clock of this machine, or of the one that committed: versions count as"
                    + " known only from then on")
            : Check.fine("clock", "it is " + now + ", and no commit is of the future"));
  }

  private static String quarantined(Quarantined file) {
    return file.getPath() + ": " + file.getMessage();
  }

  private static String named(List<String> all) {
    String some = String.join("; ", all.subList(0, Math.min(NAMED, all.size())));
    return all.size() <= NAMED ? some : some + "; and " + (all.size() - NAMED) + " more";
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
