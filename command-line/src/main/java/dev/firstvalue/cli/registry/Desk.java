package dev.firstvalue.cli.registry;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.cli.workspace.PinnedDefinition;
import dev.firstvalue.cli.workspace.PlannedTrial;
import dev.firstvalue.cli.workspace.RecordedPlan;
import dev.firstvalue.cli.workspace.Subjects;
import dev.firstvalue.definition.document.Document;
import dev.firstvalue.definition.document.Marks;
import dev.firstvalue.definition.document.Repository;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.facts.FactSource;
import dev.firstvalue.definition.v1.DefinitionPin;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.experiment.Analysis;
import dev.firstvalue.experiment.plan.Trial;
import dev.firstvalue.experiment.service.ExperimentEndpoint;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.git.Author;
import dev.firstvalue.registry.git.GitCheckout;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.Progress;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validator.Backtest;
import dev.firstvalue.validator.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the services need besides a request: the registry's documents and the store. */
final class Desk {
  private static final String NO_EXPERIMENT = experimentFile("");

  private final RegistryRepository registry;
  private final LazySession session;
  private final boolean keeps;
  private final Clock clock;

  /**
   * A desk.
   *
   * @param keeps whether this process may write reports into the registry
   */
  Desk(RegistryRepository registry, LazySession session, boolean keeps, Clock clock) {
    this.registry = registry;
    this.session = session;
    this.keeps = keeps;
    this.clock = clock;
  }

  ValidationReport validate(ValidateRequest request, Consumer<Progress> progress) {
    RegistrySnapshot snapshot = registry.snapshot();
    Repository documents =
        documents(snapshot, NO_EXPERIMENT, model(request.hasEventModel(), request.getEventModel()));
    if (request.hasPolicy()) {
      documents =
          new Repository(
              documents.eventModel(),
              Optional.of(
                  new Document.OfPolicy(Repository.POLICY, request.getPolicy(), Marks.none())),
              documents.definitions(),
              documents.experiments(),
              documents.findings());
    }
    ValueEvent definition =
        request.hasCandidate()
            ? request.getCandidate()
            : snapshot.active(request.getName()).message().getDefinition();
    Scope scope =
        new Scope(
            instant("as_of", request.hasAsOf(), request.getAsOf()),
            instant("since", request.hasSince(), request.getSince()),
            instant("until", request.hasUntil(), request.getUntil()),
            request.getBounds());
    return new Backtest(facts(progress), clock)
        .run(new Subjects(documents).definition(document(definition)), scope);
  }

  /** The report is kept where the registry's own plan and definition made it. */
  ExperimentEndpoint.Answer analyze(AnalyzeExperimentRequest request, Consumer<Progress> progress) {
    Trial trial = trial(request, progress);
    LiftReport report =
        new Analysis(facts(progress), clock)
            .run(trial, instant("as_of", request.hasAsOf(), request.getAsOf()));
    boolean own = !request.hasExperiment() && !request.hasDefinition() && !request.hasEventModel();
    return new ExperimentEndpoint.Answer(
        report, own && keeps ? Optional.of(keep(report)) : Optional.empty());
  }

  private String keep(LiftReport report) {
    Report kept = StoredReport.of(report, clock.instant());
    Caller caller = Caller.current();
    registry.keep(
        List.of(kept),
        caller.email().isEmpty()
            ? AuthorConverter.ofEnvironment()
            : new Author(caller.name(), caller.email()));
    return kept.getId();
  }

  /** The experiment by its plan; documents that came along stand as they are. */
  private Trial trial(AnalyzeExperimentRequest request, Consumer<Progress> progress) {
    RegistrySnapshot snapshot = registry.snapshot();
    String file = experimentFile(request.getName());
    Repository documents =
        documents(snapshot, file, model(request.hasEventModel(), request.getEventModel()));
    Document.OfExperiment experiment = experiment(request, documents);
    try (GitCheckout history = registry.history()) {
      RecordedPlan plan =
          request.hasExperiment()
              ? RecordedPlan.unrecorded(experiment, "the experiment came with the request")
              : RecordedPlan.of(experiment, file, history, clock.instant());
      if (request.hasDefinition() || request.hasEventModel()) {
        ValueEvent definition =
            request.hasDefinition()
                ? request.getDefinition()
                : pinned(plan.document().message().getSpec().getDefinition(), snapshot);
        return new Subjects(documents)
            .experiment(plan.document(), document(definition))
            .with(plan.record());
      }
      String name = plan.document().message().getSpec().getDefinition().getName();
      Function<String, Document.OfValueEvent> active =
          wanted -> document(snapshot.active(wanted).message().getDefinition());
      PinnedDefinition definitions =
          new PinnedDefinition(
              withDefinition(documents, snapshot, name),
              "main",
              active,
              Optional.of(history),
              line -> progress.accept(Progress.newBuilder().setStage(line).build()));
      return PlannedTrial.found(plan, definitions).trial();
    }
  }

  private Repository withDefinition(Repository documents, RegistrySnapshot snapshot, String name) {
    String file = Repository.DEFINITIONS + name + ".yaml";
    SortedMap<String, byte[]> files = new TreeMap<>();
    registry.file(snapshot, file).ifPresent(bytes -> files.put(file, bytes));
    return new Repository(
        documents.eventModel(),
        documents.policy(),
        Repository.read(files).definitions(),
        documents.experiments(),
        documents.findings());
  }

  private FactSource facts(Consumer<Progress> progress) {
    progress.accept(Progress.newBuilder().setStage("asking the store").build());
    return session.facts(
        (purpose, query) ->
            progress.accept(
                Progress.newBuilder()
                    .setStage(purpose)
                    .setRowsRead(query.readRows())
                    .setRowsTotal(query.totalRows())
                    .build()));
  }

  private static ValueEvent pinned(DefinitionPin pin, RegistrySnapshot snapshot) {
    if (!pin.getMeaning().isEmpty()) {
      return snapshot.meaning(pin.getName(), pin.getMeaning()).message().getDefinition();
    }
    return (pin.hasVersion()
            ? snapshot.version(pin.getName(), pin.getVersion())
            : snapshot.active(pin.getName()))
        .message()
        .getDefinition();
  }

  private static Document.OfExperiment experiment(
      AnalyzeExperimentRequest request, Repository documents) {
    if (request.hasExperiment()) {
      return new Document.OfExperiment(
          experimentFile(request.getExperiment().getMetadata().getName()),
          request.getExperiment(),
          Marks.none());
    }
    Document.OfExperiment known = documents.experiments().get(request.getName());
    if (known == null) {
      throw new FirstvalueException(
          ErrorCode.EXPERIMENT_NOT_FOUND,
          "main",
          "there is no experiment called " + request.getName(),
          "Publish its file, or send the document itself");
    }
    return known;
  }

  private static String experimentFile(String name) {
    return Repository.EXPERIMENTS + name + ".yaml";
  }

  static Document.OfValueEvent document(ValueEvent definition) {
    return new Document.OfValueEvent(
        Repository.DEFINITIONS + definition.getMetadata().getName() + ".yaml",
        definition,
        Marks.none());
  }

  private static Optional<Document.OfEventModel> model(boolean present, EventModel model) {
    return present
        ? Optional.of(new Document.OfEventModel(Repository.EVENT_MODEL, model, Marks.none()))
        : Optional.empty();
  }

  /**
   * The event model that came along or else main's, main's policy, and one experiment; definitions
   * come from the snapshot itself.
   */
  private Repository documents(
      RegistrySnapshot snapshot, String experiment, Optional<Document.OfEventModel> brought) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String path : List.of(Repository.EVENT_MODEL, Repository.POLICY, experiment)) {
      registry.file(snapshot, path).ifPresent(bytes -> files.put(path, bytes));
    }
    Repository documents = Repository.read(files);
    Optional<Document.OfEventModel> model = brought.or(documents::eventModel);
    if (model.isEmpty()) {
      throw new FirstvalueException(
          ErrorCode.DOCUMENT_INVALID,
          "main",
          "the registry has no event model that can be read",
          "Publish event-model.yaml, or send an event model with the request");
    }
    return new Repository(
        model,
        documents.policy(),
        documents.definitions(),
        documents.experiments(),
        documents.findings());
  }

  static Optional<Instant> instant(String field, boolean present, Timestamp timestamp) {
    if (present && !Timestamps.isValid(timestamp)) {
      throw new FirstvalueException(
          ErrorCode.ARGUMENT_INVALID,
          field,
          timestamp.getSeconds() + " s and " + timestamp.getNanos() + " ns are no time",
          "Give a time of the years 1 to 9999, with 0 to 999999999 ns",
          Map.of("field", field));
    }
    return present
        ? Optional.of(Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()))
        : Optional.empty();
  }
}
