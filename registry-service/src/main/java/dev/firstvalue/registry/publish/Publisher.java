package dev.firstvalue.registry.publish;

import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.restatement.RestatementStore;
import dev.firstvalue.registry.restatement.Restatements;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.DefinitionLanguage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.FooterLine;

/**
 * Brings documents to main: all of a submission in one commit, or none of it.
 *
 * <p>This is the door of whoever has the repository itself, a CI job after a merge at a forge:
 * every gate is asked but those of reviewers, who were asked there. The commit holds only if the
 * files are still as they were when the gates looked; otherwise it fails with DEFINITION_CHANGED,
 * since their word was about something else.
 */
public final class Publisher {
  private final RegistryRepository repository;
  private final DefinitionLanguage language;
  private final Gate gate;

  /** Publishes to a repository that is open for writing. */
  public Publisher(RegistryRepository repository, DefinitionLanguage language, Gate gate) {
    this.repository = repository;
    this.language = language;
    this.gate = gate;
  }

  /**
   * Publishes files.
   *
   * @param message the commit's text; a trailer {@code Restate:} says from when a change of meaning
   *     applies
   * @throws dev.firstvalue.definition.error.FirstvalueException DEFINITION_CHANGED if somebody else
   *     changed one of the files meanwhile
   */
  public Publication publish(List<Submission> files, Author author, String message) {
    RegistrySnapshot snapshot = repository.refresh();
    Drafts drafts = Drafts.read(files);
    if (!drafts.objections().isEmpty()) {
      return new Publication.Refused(drafts.objections(), List.of());
    }
    String restate = restate(message);
    Inspection inspection = new Inspection(repository, snapshot, language, drafts, restate);
    List<Edit> edits = inspection.edits();
    if (edits.isEmpty()) {
      return new Publication.Unchanged(newest(snapshot, drafts.byPath().keySet()));
    }
    if (!inspection.objections().isEmpty()) {
      return new Publication.Refused(inspection.objections(), List.of());
    }
    GateResult verdict = inspection.verdict(gate);
    if (!verdict.objections().isEmpty()) {
      return new Publication.Refused(verdict.objections(), verdict.reports());
    }
    Instant now = repository.clock().instant();
    List<Report> kept =
        verdict.reports().stream().map(report -> StoredReport.of(report, now)).toList();
    // The evidence first: a version on main never lacks it.
    repository.keep(kept, author);
    new RestatementStore(repository.store())
        .keep(
            Restatements.of(inspection.candidates(), restate, verdict.bridges(), kept, now),
            author);
    RegistrySnapshot after = repository.commit(edits, author, message);
    return new Publication.Published(
        newest(after, drafts.byPath().keySet()),
        edits.stream().map(Edit::path).toList(),
        after.commit(),
        kept.stream().map(Report::getId).toList());
  }

  private static String restate(String message) {
    List<String> values = FooterLine.getValues(FooterLine.fromMessage(message), "Restate");
    return values.isEmpty() ? "" : values.getLast().strip();
  }

  /** The newest version or revision of each definition among some paths. */
  public static List<DefinitionVersion> newest(RegistrySnapshot in, Collection<String> paths) {
    List<DefinitionVersion> versions = new ArrayList<>();
    for (String path : paths) {
      if (path.startsWith(Repository.DEFINITIONS)) {
        String name = path.substring(Repository.DEFINITIONS.length(), path.length() - 5);
        Optional.ofNullable(in.definitions().get(name))
            .map(DefinitionHistory::newest)
            .ifPresent(newest -> versions.add(newest.message()));
      }
    }
    return versions;
  }
}
