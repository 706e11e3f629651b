package dev.firstvalue.registry.server;

import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistrySnapshot;
import dev.firstvalue.registry.compile.Compilation;
import dev.firstvalue.registry.compile.SqlCompiler;
import dev.firstvalue.registry.diff.VersionDiffs;
import dev.firstvalue.registry.evidence.ReportRows;
import dev.firstvalue.registry.reader.ReaderClient;
import dev.firstvalue.registry.reader.ReaderLedger;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsRequest;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsResponse;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionResponse;
import dev.firstvalue.registry.v1.GetEventModelRequest;
import dev.firstvalue.registry.v1.GetEventModelResponse;
import dev.firstvalue.registry.v1.GetReportRequest;
import dev.firstvalue.registry.v1.GetReportResponse;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListReportsResponse;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.ListVersionsResponse;
import dev.firstvalue.registry.v1.Missing;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.version.DefinitionHistory;
import dev.firstvalue.registry.version.EncodedVersion;
import dev.firstvalue.registry.watch.Watchers;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code firstvalue.registry.v1.RegistryService}, answered from the snapshot of the moment. It is
 * bound by hand instead of by the generated base class, because what it sends is encoded already.
 * Nothing here blocks, so it runs on the threads of the transport.
 */
public final class RegistryEndpoint implements BindableService {
  private static final String VERSION_KEY = "[0-9]{1,9}\\.[0-9]{1,9}";
  private static final String REPORT_KEY = "sha256:[0-9a-f]{64}";

  private final RegistryRepository repository;
  private final Supplier<RegistrySnapshot> snapshots;
  private final ReaderLedger readers;
  private final Watchers watchers;
  private final SqlCompiler compiler;
  private final ActiveAnswers answers = new ActiveAnswers();

  /** Answers from whatever snapshot the repository has. */
  public RegistryEndpoint(RegistryRepository repository, Watchers watchers, SqlCompiler compiler) {
    this.repository = repository;
    this.snapshots = repository::snapshot;
    this.readers = repository.readers();
    this.watchers = watchers;
    this.compiler = compiler;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return new Binding()
        .encoded(RegistryServiceGrpc.getGetActiveDefinitionMethod(), this::getActiveDefinition)
        .plain(RegistryServiceGrpc.getGetEventModelMethod(), this::getEventModel)
        .encoded(RegistryServiceGrpc.getGetDefinitionMethod(), this::getDefinition)
        .encoded(RegistryServiceGrpc.getBatchGetActiveDefinitionsMethod(), this::batchGet)
        .encoded(RegistryServiceGrpc.getListDefinitionsMethod(), this::listDefinitions)
        .encoded(RegistryServiceGrpc.getListVersionsMethod(), this::listVersions)
        .plain(
            RegistryServiceGrpc.getDiffVersionsMethod(),
            request ->
                VersionDiffs.between(
                    snapshots.get().atLeast(request.getAtLeastRevision()), request))
        .streamed(RegistryServiceGrpc.getWatchDefinitionsMethod(), this::watchDefinitions)
        .plain(RegistryServiceGrpc.getListReportsMethod(), this::listReports)
        .plain(RegistryServiceGrpc.getGetReportMethod(), this::getReport)
        .plain(RegistryServiceGrpc.getCompileDefinitionMethod(), this::compile)
        .plain(
            RegistryServiceGrpc.getListReadersMethod(),
            request -> ReaderAnswers.readers(repository, request))
        .plain(
            RegistryServiceGrpc.getListDependentsMethod(),
            request -> ReaderAnswers.dependents(repository, request))
        .build();
  }

  private EncodedResponse getActiveDefinition(GetActiveDefinitionRequest request) {
    RegistrySnapshot snapshot = snapshots.get().atLeast(request.getAtLeastRevision());
    boolean now = !request.hasAsOfEventTime() && !request.hasAsKnownAt();
    ActiveAnswers.Answer answer =
        now
            ? answers.of(snapshot, request.getName())
            : ActiveAnswers.encoded(
                snapshot,
                snapshot.active(
                    request.getName(),
                    request.hasAsOfEventTime()
                        ? Optional.of(Instants.of("as_of_event_time", request.getAsOfEventTime()))
                        : Optional.empty(),
                    request.hasAsKnownAt()
                        ? Optional.of(Instants.of("as_known_at", request.getAsKnownAt()))
                        : Optional.empty()));
    readers.answered(request.getName(), answer.version().version());
    return answer.version().etag().equals(request.getIfNoneMatch())
        ? ActiveAnswers.notModified(snapshot, answer.version())
        : answer.response();
  }

  private GetEventModelResponse getEventModel(GetEventModelRequest request) {
    RegistrySnapshot snapshot = snapshots.get().atLeast(request.getAtLeastRevision());
    return GetEventModelResponse.newBuilder()
        .setEventModel(snapshot.eventModel())
        .setRegistryRevision(snapshot.revision())
        .build();
  }

  private EncodedResponse getDefinition(GetDefinitionRequest request) {
    RegistrySnapshot snapshot = snapshots.get().atLeast(request.getAtLeastRevision());
    EncodedVersion version =
        request.hasVersion()
            ? snapshot.version(request.getName(), request.getVersion())
            : snapshot.meaning(request.getName(), request.getMeaningHash());
    readers.answered(request.getName(), version.version());
    return EncodedResponse.of(
        version,
        GetDefinitionResponse.newBuilder().setRegistryRevision(snapshot.revision()).build());
  }

  private EncodedResponse batchGet(BatchGetActiveDefinitionsRequest request) {
    RegistrySnapshot snapshot = snapshots.get().atLeast(request.getAtLeastRevision());
    List<EncodedVersion> found = new ArrayList<>();
    BatchGetActiveDefinitionsResponse.Builder rest =
        BatchGetActiveDefinitionsResponse.newBuilder()
            .setRegistryRevision(snapshot.revision())
            .setRegistryCommit(snapshot.commit());
    for (String name : request.getNamesList()) {
      try {
        EncodedVersion version = snapshot.active(name);
        found.add(version);
        readers.answered(name, version.version());
      } catch (FirstvalueException e) {
        rest.addMissing(
            Missing.newBuilder().setName(name).setError(e.code().id()).setProblem(e.problem()));
      }
    }
    return new EncodedResponse(found, rest.build());
  }

  private EncodedResponse listDefinitions(ListDefinitionsRequest request) {
    RegistrySnapshot snapshot = snapshots.get().atLeast(request.getAtLeastRevision());
    ListOrder order = ListOrder.of(request.getOrder());
    ListFilter filter = ListFilter.of(request);
    Pages.Page<DefinitionHistory> page =
        Pages.first(
            order.after(snapshot.definitions(), request.getPageToken()).stream()
                .filter(filter::passes)
                .toList(),
            request.getPageSize(),
            history -> history.newest().size(),
            order::key);
    return new EncodedResponse(
        page.items().stream().map(DefinitionHistory::newest).toList(),
        ListDefinitionsResponse.newBuilder()
            .setNextPageToken(page.nextToken())
            .setRegistryRevision(snapshot.revision())
            .addAllQuarantined(snapshot.quarantined())
            .build());
  }

  private EncodedResponse listVersions(ListVersionsRequest request) {
    RegistrySnapshot snapshot = snapshots.get().atLeast(request.getAtLeastRevision());
    List<EncodedVersion> versions = snapshot.versions(request.getName());
    Optional<String> after = Pages.after(request.getPageToken(), VERSION_KEY);
    Pages.Page<EncodedVersion> page =
        Pages.first(
            Pages.rest(versions, RegistryEndpoint::key, after),
            request.getPageSize(),
            EncodedVersion::size,
            RegistryEndpoint::key);
    return new EncodedResponse(
        page.items(),
        ListVersionsResponse.newBuilder()
            .setNextPageToken(page.nextToken())
            .setRegistryRevision(snapshot.revision())
            .build());
  }

  private void watchDefinitions(
      WatchDefinitionsRequest request, StreamObserver<EncodedResponse> responses) {
    // Who watches everything asks for no definition by its name.
    boolean named = request.getNamesCount() > 0;
    ReaderClient client = ReaderClient.current();
    watchers.begin(
        request,
        (ServerCallStreamObserver<EncodedResponse>) responses,
        part -> {
          if (named) {
            for (int i = 0; i < part.names().size(); i++) {
              readers.answered(part.names().get(i), part.versions().get(i).version(), client);
            }
          }
          return new EncodedResponse(part.versions(), part.rest());
        },
        () -> named ? readers.watching(Set.copyOf(request.getNamesList())) : () -> {});
  }

  private CompileDefinitionResponse compile(CompileDefinitionRequest request) {
    CompileDefinitionResponse compiled =
        Compilation.of(
            snapshots.get().atLeast(request.getAtLeastRevision()),
            request,
            request.hasAsOfEventTime()
                ? Optional.of(Instants.of("as_of_event_time", request.getAsOfEventTime()))
                : Optional.empty(),
            request.hasAsKnownAt()
                ? Optional.of(Instants.of("as_known_at", request.getAsKnownAt()))
                : Optional.empty(),
            compiler);
    readers.answered(compiled.getName(), compiled.getVersion());
    return compiled;
  }

  private ListReportsResponse listReports(ListReportsRequest request) {
    List<Report> reports = ReportRows.of(snapshots.get(), request);
    Optional<String> after = Pages.after(request.getPageToken(), REPORT_KEY);
    Pages.Page<Report> page =
        Pages.first(
            Pages.rest(reports, Report::getId, after),
            request.getPageSize(),
            Report::getSerializedSize,
            Report::getId);
    return ListReportsResponse.newBuilder()
        .addAllReports(page.items())
        .setNextPageToken(page.nextToken())
        .build();
  }

  private GetReportResponse getReport(GetReportRequest request) {
    return GetReportResponse.newBuilder()
        .setReport(snapshots.get().report(request.getId()))
        .build();
  }

  private static String key(EncodedVersion version) {
    return version.version() + "." + version.revision();
  }

  /** The generated service with other marshallers for what is encoded already. */
  private static final class Binding {
    private final ServiceDescriptor generated = RegistryServiceGrpc.getServiceDescriptor();
    private final ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(generated.getName())
            .setSchemaDescriptor(generated.getSchemaDescriptor());
    private final List<Runnable> methods = new ArrayList<>();
    private ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(generated.getName());

    <Q> Binding encoded(MethodDescriptor<Q, ?> method, Function<Q, EncodedResponse> answer) {
      return plain(
          method.toBuilder(method.getRequestMarshaller(), new EncodedResponse.Marshaller()).build(),
          answer);
    }

    <Q> Binding streamed(
        MethodDescriptor<Q, ?> method,
        ServerCalls.ServerStreamingMethod<Q, EncodedResponse> answer) {
      MethodDescriptor<Q, EncodedResponse> encoded =
          method.toBuilder(method.getRequestMarshaller(), new EncodedResponse.Marshaller()).build();
      descriptor.addMethod(encoded);
      methods.add(() -> service.addMethod(encoded, ServerCalls.asyncServerStreamingCall(answer)));
      return this;
    }

    <Q, R> Binding plain(MethodDescriptor<Q, R> method, Function<Q, R> answer) {
      descriptor.addMethod(method);
      methods.add(
          () ->
              service.addMethod(
                  method,
                  ServerCalls.asyncUnaryCall(
                      (request, responses) -> {
                        responses.onNext(answer.apply(request));
                        responses.onCompleted();
                      })));
      return this;
    }

    ServerServiceDefinition build() {
      service = ServerServiceDefinition.builder(descriptor.build());
      methods.forEach(Runnable::run);
      return service.build();
    }
  }
}
