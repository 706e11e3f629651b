package dev.firstvalue.registry;

import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.report.ReportShelf;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.ChangeLog;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.EncodedVersion;
import dev.firstvalue.registry.version.Standing;
import dev.firstvalue.registry.version.VersionState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What the registry answers with: everything in memory, everything of one commit. Immutable, so
 * that any number of threads read it, and one answer never mixes two commits.
 */
public final class RegistrySnapshot {
  private final VersionState state;
  private final ReportShelf reports;
  private final ChangeLog changes;
  private final String commit;

  RegistrySnapshot(VersionState state, ReportShelf reports, ChangeLog changes) {
    this.state = state;
    this.reports = reports;
    this.changes = changes;
    this.commit = state.commit().map(ObjectId::name).orElse("");
  }

  VersionState state() {
    return state;
  }

  ReportShelf reports() {
    return reports;
  }

  /** Every change of every definition up to this commit. */
  public ChangeLog changes() {
    return changes;
  }

  /** The revision at which main was rewritten last: no change before it can be told any more. */
  public long rewrittenAt() {
    return state.rewrittenAt();
  }

  /** Rises with every commit on main, never falls. 0 before the first. */
  public long revision() {
    return state.revision();
  }

  /**
   * This snapshot, if it is new enough.
   *
   * @throws FirstvalueException REVISION_NOT_REACHED
   */
  public RegistrySnapshot atLeast(long revision) {
    if (revision() >= revision) {
      return this;
    }
    throw new FirstvalueException(
        ErrorCode.REVISION_NOT_REACHED,
        "revision " + revision,
        "this registry is at revision " + revision(),
        "Try again: a replica follows within seconds. If it never does, its main was rewritten or"
            + " it follows another repository",
        Map.of("asked", Long.toString(revision), "found", Long.toString(revision())));
  }

  /** The commit of main: 40 hexadecimal digits; empty before the first. */
  public String commit() {
    return commit;
  }

  /** Files of main that cannot be used, by path. */
  public Collection<Quarantined> quarantined() {
    return state.quarantined().values();
  }

  /** The history of every name that ever had a version, by name. */
  public SortedMap<String, DefinitionHistory> definitions() {
    return state.histories();
  }

  /**
   * The event model in force: the last one that could be read.
   *
   * @throws FirstvalueException DOCUMENT_INVALID if there never was one
   */
  public EventModel eventModel() {
    return state
        .model()
        .map(VersionState.Model::message)
        .orElseThrow(
            () ->
                new FirstvalueException(
                    ErrorCode.DOCUMENT_INVALID,
                    "main",
                    "the registry has no event model that can be read",
                    "Publish event-model.yaml"));
  }

  /**
   * The event model that a version was read with: the one in force when it was recorded.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND
   */
  public EventModel eventModel(String name, EncodedVersion version) {
    return state
        .modelAt(history(name).recordedAt(version))
        .map(VersionState.Model::message)
        .orElseThrow(() -> new IllegalStateException("a version was read without a model"));
  }

  /**
   * The active version of a name.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND if it never had a version, DEFINITION_RETIRED
   *     if it is retired or its file was deleted
   */
  public EncodedVersion active(String name) {
    DefinitionHistory history = history(name);
    if (!history.standing().served()) {
      throw retired(history, history.known());
    }
    return history.newest();
  }

  /**
   * The version that applies to the events of an instant, as it was known at another.
   *
   * @param eventTime empty: the newest rule
   * @param knownAt empty, or after the newest commit: what is known now
   * @throws FirstvalueException DEFINITION_NOT_FOUND if nothing was known by then,
   *     DEFINITION_RETIRED if the name did not answer for such events any more
   */
  public EncodedVersion active(
      String name, Optional<Instant> eventTime, Optional<Instant> knownAt) {
    DefinitionHistory history = history(name);
    DefinitionHistory.Known known =
        knownAt
            .map(at -> history.known(at).orElseThrow(() -> unknownYet(history, at)))
            .orElseGet(history::known);
    if (!known.served(eventTime.orElse(Instant.MAX))) {
      throw retired(history, known);
    }
    return eventTime.map(known::at).orElseGet(known::newest);
  }

  /**
   * The newest revision of a version.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND or VERSION_NOT_FOUND
   */
  public EncodedVersion version(String name, int version) {
    DefinitionHistory history = history(name);
    return history
        .version(version)
        .orElseThrow(() -> noVersion(history, Integer.toString(version)));
  }

  /**
   * The newest version or revision with this meaning.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND or VERSION_NOT_FOUND
   */
  public EncodedVersion meaning(String name, String meaningHash) {
    DefinitionHistory history = history(name);
    return history.meaning(meaningHash).orElseThrow(() -> noVersion(history, meaningHash));
  }

  /**
   * Every version and revision of a name, newest first.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND
   */
  public List<EncodedVersion> versions(String name) {
    return history(name).entries().reversed();
  }

  /** Every report, newest first. */
  public List<Report> allReports() {
    return reports.all();
  }

  /** The reports about a definition or experiment, newest first; none is no error. */
  public List<Report> reports(String subject) {
    return reports.about(subject);
  }

  /**
   * The reports that count by a definition: its own and those of experiments on it, newest first.
   */
  public List<Report> reportsBy(String definition) {
    return reports.by(definition);
  }

  /**
   * A report by the hash of its content.
   *
   * @throws FirstvalueException REPORT_NOT_FOUND
   */
  public Report report(String id) {
    return reports
        .report(id)
        .orElseThrow(
            () ->
                new FirstvalueException(
                    ErrorCode.REPORT_NOT_FOUND,
                    id,
                    "the registry keeps no such report",
                    "List the reports of the definition or experiment for their ids",
                    Map.of("report", id)));
  }

  /**
   * The history of a name.
   *
   * @throws FirstvalueException DEFINITION_NOT_FOUND
   */
  public DefinitionHistory history(String name) {
    DefinitionHistory history = state.histories().get(name);
    if (history != null) {
      return history;
    }
    Quarantined quarantined = state.quarantined().get("definitions/" + name + ".yaml");
    throw new FirstvalueException(
        ErrorCode.DEFINITION_NOT_FOUND,
        name,
        quarantined == null
            ? "there never was a definition of this name"
            : "its file never could be read: " + quarantined.getMessage(),
        quarantined == null
            ? "List the definitions for the names there are"
            : "Mend " + quarantined.getPath() + " on main",
        Map.of("name", name));
  }

  private static FirstvalueException retired(
      DefinitionHistory history, DefinitionHistory.Known known) {
    int last = known.newest().version();
    return new FirstvalueException(
        ErrorCode.DEFINITION_RETIRED,
        history.name(),
        (known.standing() == Standing.DELETED
                ? "the definition's file was deleted"
                : "the definition is retired")
            + "; its last version is "
            + last,
        "Ask for the version by its number, or for the event time before "
            + known.unservedSince()
            + ", or ask the owners what takes its place",
        Map.of(
            "name",
            history.name(),
            "lastVersion",
            Integer.toString(last),
            "unservedSince",
            known.unservedSince().toString()));
  }

  private static FirstvalueException unknownYet(DefinitionHistory history, Instant at) {
    Instant first = history.moments().getFirst().knownSince();
    return new FirstvalueException(
        ErrorCode.DEFINITION_NOT_FOUND,
        history.name(),
        "nothing was known of it at " + at + "; its first version is known since " + first,
        "Ask for what was known at " + first + " or later",
        Map.of("name", history.name(), "knownSince", first.toString()));
  }

  private static FirstvalueException noVersion(DefinitionHistory history, String asked) {
    return new FirstvalueException(
        ErrorCode.VERSION_NOT_FOUND,
        history.name(),
        "there is no version " + asked + "; the newest is " + history.versions(),
        "List the versions of the definition",
        Map.of("name", history.name(), "newest", Integer.toString(history.versions())));
  }
}
