package dev.firstvalue.registry.publish;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.finding.Finding;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.DefinitionLanguage;
import dev.firstvalue.registry.version.EncodedVersion;
import dev.firstvalue.registry.version.Meaning;
import dev.firstvalue.registry.version.Reading;
import dev.firstvalue.validation.v1.ValidationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings documents to main: all of a submission in one commit, or none of it.
 *
 * <p>The commit holds only if the files are still as they were when the gate looked; otherwise it
 * fails with DEFINITION_CHANGED, since the gate's word was about something else.
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
    return new Attempt(snapshot, author, message).publish(files);
  }

  /** One submission against one snapshot. */
  private final class Attempt {
    private final RegistrySnapshot snapshot;
    private final Author author;
    private final String message;
    private final List<String> reasons = new ArrayList<>();
    private final List<ValidationReport> reports = new ArrayList<>();
    private final Map<String, Draft> drafts = new TreeMap<>();

    Attempt(RegistrySnapshot snapshot, Author author, String message) {
      this.snapshot = snapshot;
      this.author = author;
      this.message = message;
    }

    Publication publish(List<Submission> files) {
      for (Submission file : files) {
        read(file);
      }
      if (!reasons.isEmpty()) {
        return refused();
      }
      List<Edit> edits = edits();
      if (edits.isEmpty()) {
        return new Publication.Unchanged(newest(snapshot));
      }
      check(edits.stream().map(Edit::path).collect(Collectors.toSet()));
      if (!reasons.isEmpty()) {
        return refused();
      }
      Instant now = repository.clock().instant();
      List<Report> kept = reports.stream().map(report -> StoredReport.of(report, now)).toList();
      // The evidence first: a version on main never lacks it.
      repository.keep(kept, author);
      RegistrySnapshot after = repository.commit(edits, author, message);
      return new Publication.Published(
          newest(after),
          edits.stream().map(Edit::path).toList(),
          after.commit(),
          kept.stream().map(Report::getId).toList());
    }

    private Publication refused() {
      return new Publication.Refused(List.copyOf(reasons), List.copyOf(reports));
    }

    private void read(Submission file) {
      switch (DocumentReader.read(file.file(), file.bytes().toByteArray())) {
        case Read.Accepted(Document document) -> {
          Draft draft = new Draft(document, file.bytes());
          if (drafts.putIfAbsent(draft.path(), draft) != null) {
            reasons.add(file.file() + ": another submitted file is " + draft.path() + " too");
          }
        }
        case Read.Refused refused ->
            refused.findings().all().stream()
                .filter(Finding::blocks)
                .map(Finding::toString)
                .forEach(reasons::add);
      }
    }

    /** What differs from main, expecting main as the snapshot has it. */
    private List<Edit> edits() {
      List<Edit> edits = new ArrayList<>();
      drafts.forEach(
          (path, draft) -> {
            byte[] now = repository.file(snapshot, path).orElse(null);
            byte[] next = draft.bytes().toByteArray();
            if (now == null) {
              edits.add(Edit.write(path, next, new Edit.Expected.Absent()));
            } else if (!ByteString.copyFrom(now).equals(draft.bytes())) {
              edits.add(Edit.write(path, next, new Edit.Expected.Content(ContentHash.of(now))));
            }
          });
      return edits;
    }

    private void check(Set<String> changed) {
      Document.OfEventModel model = model();
      Optional<Document.OfPolicy> policy = policy();
      if (!reasons.isEmpty()) {
        return;
      }
      boolean another = changed.contains("event-model.yaml");
      for (Draft draft : drafts.values()) {
        if (!another && !changed.contains(draft.path())) {
          continue;
        }
        switch (draft.document()) {
          case Document.OfValueEvent definition -> check(draft, definition, model, policy);
          case Document.OfEventModel submitted -> checkOthers(submitted);
          case Document.OfExperiment experiment -> checkPin(experiment);
          case Document.OfPolicy submitted -> {}
        }
      }
    }

    private void check(
        Draft draft,
        Document.OfValueEvent definition,
        Document.@Nullable OfEventModel model,
        Optional<Document.OfPolicy> policy) {
      if (model == null) {
        reasons.add(
            draft.path()
                + ": there is no event model to read it with; publish event-model.yaml"
                + " before it or with it");
        return;
      }
      byte[] bytes = draft.bytes().toByteArray();
      switch (language.definition(definition.path(), bytes, model.message())) {
        case Reading.Bad<Meaning>(String problem) -> reasons.add(problem);
        case Reading.Good<Meaning>(Meaning meaning) -> {
          Candidate candidate = new Candidate(definition, meaning.meaningHash(), model, policy);
          GateResult result = gate.check(candidate, active(candidate.name()));
          reports.addAll(result.reports());
          result.reasons().forEach(reason -> reasons.add(candidate.name() + ": " + reason));
        }
      }
    }

    /** An event model must not take away what other definitions stand on. */
    private void checkOthers(Document.OfEventModel model) {
      if (language.eventModel(model.path(), bytes("event-model.yaml"))
          instanceof Reading.Bad<?>(String problem)) {
        reasons.add(problem);
        return;
      }
      for (DefinitionHistory history : snapshot.definitions().values()) {
        String path = "definitions/" + history.name() + ".yaml";
        if (history.standing().served() && !drafts.containsKey(path)) {
          byte[] source = history.newest().message().getSourceBytes().toByteArray();
          if (language.definition(path, source, model.message())
              instanceof Reading.Bad<Meaning>(String problem)) {
            reasons.add("event-model.yaml: under it " + path + " cannot be read: " + problem);
          }
        }
      }
    }

    private void checkPin(Document.OfExperiment experiment) {
      DefinitionPin pin = experiment.message().getSpec().getDefinition();
      if (drafts.containsKey("definitions/" + pin.getName() + ".yaml")) {
        return;
      }
      DefinitionHistory history = snapshot.definitions().get(pin.getName());
      if (history == null) {
        reasons.add(
            experiment.path() + ": spec.definition.name: there is no definition " + pin.getName());
        return;
      }
      Optional<EncodedVersion> pinned =
          pin.hasVersion() ? history.version(pin.getVersion()) : Optional.of(history.newest());
      if (pinned.isEmpty()) {
        reasons.add(
            experiment.path()
                + ": spec.definition.version: "
                + pin.getVersion()
                + " (expected: at most "
                + history.versions()
                + ", the newest of "
                + pin.getName()
                + ")");
      } else if (!pin.getMeaning().isEmpty()
          && !pin.getMeaning().equals(pinned.get().meaningHash())) {
        reasons.add(
            experiment.path()
                + ": spec.definition.meaning: "
                + pin.getMeaning()
                + " (expected: "
                + pinned.get().meaningHash()
                + ", version "
                + pinned.get().version()
                + " of "
                + pin.getName()
                + ")");
      }
    }

    private byte[] bytes(String path) {
      Draft draft = drafts.get(path);
      return draft == null ? new byte[0] : draft.bytes().toByteArray();
    }

    private Document.@Nullable OfEventModel model() {
      return document("event-model.yaml", DocumentKind.EVENT_MODEL).orElse(null)
              instanceof Document.OfEventModel model
          ? model
          : null;
    }

    private Optional<Document.OfPolicy> policy() {
      return document("policy.yaml", DocumentKind.POLICY).map(Document.OfPolicy.class::cast);
    }

    /** The submitted document of a path, else main's. */
    private Optional<Document> document(String path, DocumentKind kind) {
      Draft draft = drafts.get(path);
      if (draft != null) {
        return Optional.of(draft.document());
      }
      Optional<byte[]> bytes = repository.file(snapshot, path);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      return switch (DocumentReader.read(path, bytes.get(), kind)) {
        case Read.Accepted(Document document) -> Optional.of(document);
        case Read.Refused refused -> {
          // Passing a gate without the policy that it is to hold would be no gate.
          reasons.add(
              path
                  + " on main cannot be read: "
                  + refused.findings().all().getFirst()
                  + "; publish a mended one");
          yield Optional.empty();
        }
      };
    }

    private Optional<DefinitionVersion> active(String name) {
      DefinitionHistory history = snapshot.definitions().get(name);
      return history == null || !history.standing().served()
          ? Optional.empty()
          : Optional.of(history.newest().message());
    }

    /** The newest version or revision of each submitted definition. */
    private List<DefinitionVersion> newest(RegistrySnapshot in) {
      List<DefinitionVersion> versions = new ArrayList<>();
      for (Draft draft : drafts.values()) {
        if (draft.document() instanceof Document.OfValueEvent definition) {
          DefinitionHistory history =
              in.definitions().get(definition.message().getMetadata().getName());
          if (history != null) {
            versions.add(history.newest().message());
          }
        }
      }
      return versions;
    }
  }
}
