package dev.firstvalue.registry.publish;

import com.google.protobuf.ByteString;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.DocumentKind;
import dev.firstvalue.definition.document.DocumentReader;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Read;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.finding.Findings;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.gate.Candidate;
import dev.firstvalue.registry.gate.ChangeGate;
import dev.firstvalue.registry.gate.Gate;
import dev.firstvalue.registry.gate.GateName;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.gate.LintGate;
import dev.firstvalue.registry.gate.NameGate;
import dev.firstvalue.registry.gate.Objection;
import dev.firstvalue.registry.gate.RestatementGate;
import dev.firstvalue.registry.git.ContentHash;
import dev.firstvalue.registry.git.Edit;
import dev.firstvalue.registry.retirement.Experiments;
import dev.firstvalue.registry.retirement.RetirementGate;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.DefinitionLanguage;
import dev.firstvalue.registry.version.Meaning;
import dev.firstvalue.registry.version.Reading;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.VersionBridge;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Drafts held against one snapshot of main: what they change, and what stands in the way. Every
 * gate but the verdict is asked when it is made.
 */
public final class Inspection {
  private final RegistryRepository repository;
  private final RegistrySnapshot snapshot;
  private final DefinitionLanguage language;
  private final SortedMap<String, Draft> drafts;
  private final SortedMap<String, Draft> changed;
  private final LocalDate today;
  private final List<Objection> objections = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final Repository before;

  /**
   * Inspects drafts.
   *
   * @param restate the restatement choice: {@code FORWARD}, {@code ALL}, a day, or empty
   */
  public Inspection(
      RegistryRepository repository,
      RegistrySnapshot snapshot,
      DefinitionLanguage language,
      Drafts drafts,
      String restate) {
    this.repository = repository;
    this.snapshot = snapshot;
    this.language = language;
    this.drafts = drafts.byPath();
    this.objections.addAll(drafts.objections());
    this.today = LocalDate.ofInstant(repository.clock().instant(), ZoneOffset.UTC);
    this.changed = new TreeMap<>(this.drafts);
    changed.values().removeIf(draft -> draft.bytes().equals(main(draft.path()).orElse(null)));
    this.before = readMain();
    if (objections.isEmpty()) {
      Repository after = after();
      boolean another = changed.containsKey(Repository.EVENT_MODEL);
      for (Draft draft : this.drafts.values()) {
        if (another || changed.containsKey(draft.path())) {
          draft.document().ifPresent(document -> inspect(draft, document, after, restate));
        }
      }
    }
  }

  /** What stands in the way, all of it but what the events say. */
  public List<Objection> objections() {
    return List.copyOf(objections);
  }

  /** The definitions that the drafts change, those that bind. */
  public List<Candidate> candidates() {
    return List.copyOf(candidates);
  }

  /** The paths at which something differs from main, in order. */
  public List<String> paths() {
    return List.copyOf(changed.keySet());
  }

  /** Main as it is: event model, policy and every definition that is served. */
  public Repository before() {
    return before;
  }

  /** What differs from main, expecting main as each draft does. */
  public List<Edit> edits() {
    return changed.values().stream()
        .map(draft -> Edit.write(draft.path(), draft.bytes().toByteArray(), expected(base(draft))))
        .toList();
  }

  /** Edits that change nothing and hold the files still that the gates looked at. */
  public List<Edit> held(List<String> paths) {
    List<Edit> held = new ArrayList<>();
    for (String path : paths) {
      if (!changed.containsKey(path)) {
        Edit.Expected expected = expected(hash(path));
        held.add(
            main(path)
                .map(bytes -> Edit.write(path, bytes.toByteArray(), expected))
                .orElseGet(() -> Edit.remove(path, expected)));
      }
    }
    return held;
  }

  /** Asks what the events say of every candidate. */
  public GateResult verdict(Gate gate) {
    List<Objection> shut = new ArrayList<>();
    List<ValidationReport> reports = new ArrayList<>();
    List<VersionBridge> bridges = new ArrayList<>();
    for (Candidate candidate : candidates) {
      GateResult result = gate.check(candidate);
      shut.addAll(result.objections());
      reports.addAll(result.reports());
      bridges.addAll(result.bridges());
    }
    return new GateResult(shut, reports, bridges);
  }

  private Repository readMain() {
    Optional<Document.OfEventModel> model =
        mainDocument(Repository.EVENT_MODEL, DocumentKind.EVENT_MODEL)
            .map(Document.OfEventModel.class::cast);
    Optional<Document.OfPolicy> policy =
        mainDocument(Repository.POLICY, DocumentKind.POLICY).map(Document.OfPolicy.class::cast);
    SortedMap<String, Document.OfValueEvent> definitions = new TreeMap<>();
    for (DefinitionHistory history : snapshot.definitions().values()) {
      if (history.standing().served()) {
        definitions.put(
            history.name(),
            new Document.OfValueEvent(
                Repository.DEFINITIONS + history.name() + ".yaml",
                history.newest().message().getDefinition(),
                Marks.none()));
      }
    }
    return new Repository(model, policy, definitions, new TreeMap<>(), Findings.NONE);
  }

  private Repository after() {
    SortedMap<String, Document.OfValueEvent> definitions = new TreeMap<>(before.definitions());
    Optional<Document.OfEventModel> model = before.eventModel();
    Optional<Document.OfPolicy> policy = before.policy();
    for (Draft draft : drafts.values()) {
      switch (draft.document().orElse(null)) {
        case Document.OfValueEvent definition ->
            definitions.put(definition.message().getMetadata().getName(), definition);
        case Document.OfEventModel submitted -> model = Optional.of(submitted);
        case Document.OfPolicy submitted -> policy = Optional.of(submitted);
        case Document.OfExperiment _ -> {}
        case null -> {}
      }
    }
    return new Repository(model, policy, definitions, new TreeMap<>(), Findings.NONE);
  }

  private void inspect(Draft draft, Document document, Repository after, String restate) {
    switch (document) {
      case Document.OfValueEvent definition -> inspect(draft, definition, after, restate);
      case Document.OfEventModel submitted -> inspectOthers(draft, submitted);
      case Document.OfExperiment experiment ->
          objections.addAll(Pins.check(experiment, snapshot, drafts.keySet()));
      case Document.OfPolicy _ -> {}
    }
  }

  private void inspect(
      Draft draft, Document.OfValueEvent definition, Repository after, String restate) {
    Optional<Document.OfEventModel> model = after.eventModel();
    if (model.isEmpty()) {
      object(
          draft.path(),
          "there is no event model to read it with",
          "Bring event-model.yaml to main before it, or together with it");
      return;
    }
    byte[] bytes = draft.bytes().toByteArray();
    switch (language.definition(definition.path(), bytes, model.get().message())) {
      case Reading.Bad<Meaning>(String problem) -> object(draft.path(), problem, "Mend the file");
      case Reading.Good<Meaning>(Meaning meaning) -> {
        DefinitionHistory history =
            snapshot.definitions().get(definition.message().getMetadata().getName());
        Candidate candidate =
            new Candidate(
                definition,
                meaning.meaningHash(),
                after,
                before,
                Optional.ofNullable(history).map(known -> known.newest().message()));
        candidates.add(candidate);
        objections.addAll(NameGate.check(candidate, history));
        objections.addAll(LintGate.check(candidate, today));
        objections.addAll(ChangeGate.check(candidate, today));
        if (RetirementGate.retires(candidate, history)) {
          objections.addAll(
              RetirementGate.check(
                  candidate,
                  repository.readers().readers(),
                  experimentsAfter().values(),
                  repository.clock().instant()));
        }
        objections.addAll(RestatementGate.check(candidate, restate));
      }
    }
  }

  /** The experiments of main with those of the drafts in their places. */
  private SortedMap<String, Document.OfExperiment> experimentsAfter() {
    SortedMap<String, Document.OfExperiment> after =
        new TreeMap<>(Experiments.of(repository, snapshot));
    for (Draft draft : drafts.values()) {
      if (draft.document().orElse(null) instanceof Document.OfExperiment experiment) {
        after.put(experiment.message().getMetadata().getName(), experiment);
      }
    }
    return after;
  }

  /** An event model must not take away what other definitions stand on. */
  private void inspectOthers(Draft draft, Document.OfEventModel model) {
    byte[] written = draft.bytes().toByteArray();
    if (language.eventModel(model.path(), written) instanceof Reading.Bad<?>(String problem)) {
      object(Repository.EVENT_MODEL, problem, "Mend the file");
      return;
    }
    for (DefinitionHistory history : snapshot.definitions().values()) {
      String path = Repository.DEFINITIONS + history.name() + ".yaml";
      if (history.standing().served() && !drafts.containsKey(path)) {
        byte[] source = history.newest().message().getSourceBytes().toByteArray();
        if (language.definition(path, source, model.message())
            instanceof Reading.Bad<Meaning>(String problem)) {
          object(
              Repository.EVENT_MODEL,
              "under it " + path + " cannot be read: " + problem,
              "Keep what the definition stands on, or change it in the same proposal");
        }
      }
    }
  }

  private void object(String subject, String problem, String remedy) {
    objections.add(new Objection(GateName.DOCUMENT, subject, problem, remedy));
  }

  private Optional<ByteString> main(String path) {
    return repository.file(snapshot, path).map(ByteString::copyFrom);
  }

  private String hash(String path) {
    return repository.file(snapshot, path).map(ContentHash::of).orElse("");
  }

  private String base(Draft draft) {
    return draft.base().orElseGet(() -> hash(draft.path()));
  }

  private static Edit.Expected expected(String hash) {
    return hash.isEmpty() ? new Edit.Expected.Absent() : new Edit.Expected.Content(hash);
  }

  /** A document of main, unless a draft takes its place. */
  private Optional<Document> mainDocument(String path, DocumentKind kind) {
    Optional<ByteString> bytes = main(path);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    return switch (DocumentReader.read(path, bytes.get().toByteArray(), kind)) {
      case Read.Accepted(Document document) -> Optional.of(document);
      case Read.Refused refused -> {
        if (!drafts.containsKey(path)) {
          // Passing a gate without the policy that it is to hold would be no gate.
          object(
              path,
              "main's cannot be read: " + refused.findings().all().getFirst(),
              "Bring a mended one to main");
        }
        yield Optional.empty();
      }
    };
  }
}
