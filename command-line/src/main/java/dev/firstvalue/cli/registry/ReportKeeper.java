package dev.firstvalue.cli.registry;

import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.DocumentLanguage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Keeps reports in a registry's repository. */
public final class ReportKeeper {
  private ReportKeeper() {}

  /**
   * Keeps a lift report, and returns the id under which it is kept: that of the report that was
   * there already, if all but the ids of its queries is the same.
   *
   * @throws dev.firstvalue.definition.error.FirstvalueException REPOSITORY_NOT_FOUND or
   *     REPOSITORY_LOCKED
   */
  public static String keep(LiftReport report, Path registry, InstantSource clock) {
    Report kept = StoredReport.of(report, clock.instant());
    try (RegistryRepository repository =
        RegistryRepository.openForWriting(registry, new DocumentLanguage(), clock)) {
      repository.keep(List.of(kept), AuthorConverter.ofEnvironment());
    }
    return kept.getId();
  }
}
