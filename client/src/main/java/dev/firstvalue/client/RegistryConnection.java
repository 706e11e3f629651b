package dev.firstvalue.client;

import com.google.protobuf.Timestamp;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.EventModel;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.DiffVersionsRequest;
import dev.firstvalue.registry.v1.DiffVersionsResponse;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.GetEventModelRequest;
import dev.firstvalue.registry.v1.GetEventModelResponse;
import dev.firstvalue.registry.v1.GetEvidenceRequest;
import dev.firstvalue.registry.v1.GetEvidenceResponse;
import dev.firstvalue.registry.v1.GetReportRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReadersResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListReportsResponse;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.ListVersionsResponse;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import dev.firstvalue.registry.v1.WatchDefinitionsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One registry, asked directly: no cache, no second attempt. For programs that look once, such as a
 * command line; a program that works by definitions wants a {@link FirstvalueClient}. Thread-safe.
 *
 * <p>Every method throws {@link FirstvalueException}: the registry's own errors, or
 * REGISTRY_UNREACHABLE.
 */
public final class RegistryConnection implements AutoCloseable {
  /** How often an idle connection is tried: never more often than the server permits. */
  static final Duration KEEPALIVE = Duration.ofSeconds(30);

  private static final Metadata.Key<String> CLIENT =
      Metadata.Key.of("firstvalue-client", Metadata.ASCII_STRING_MARSHALLER);

  private final String target;
  private final ManagedChannel channel;
  private final Duration deadline;
  private final AtomicLong seen = new AtomicLong();

  private RegistryConnection(
      String target, Duration deadline, ClientSecurity security, ClientProgram program) {
    this.target = target;
    this.deadline = deadline;
    Metadata headers = new Metadata();
    headers.put(CLIENT, program.header());
    this.channel =
        security
            .channel(target)
            // Finds a peer that is gone without a word, within the server's permission for pings.
            .keepAliveTime(KEEPALIVE.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
            .build();
  }

  /**
   * Connects with the first question.
   *
   * @param target {@code host:port}, or any name that gRPC resolves
   * @param deadline for each answer
   */
  public static RegistryConnection to(String target, Duration deadline) {
    return to(target, deadline, ClientSecurity.PLAIN);
  }

  /**
   * Connects with the first question, encrypted and with a token as told.
   *
   * @throws FirstvalueException ARGUMENT_INVALID for a token that would travel in the clear,
   *     FILE_UNREADABLE for keys that cannot be used
   */
  public static RegistryConnection to(String target, Duration deadline, ClientSecurity security) {
    return to(target, deadline, security, ClientProgram.UNNAMED);
  }

  /** As {@link #to(String, Duration, ClientSecurity)}, and says which program asks. */
  public static RegistryConnection to(
      String target, Duration deadline, ClientSecurity security, ClientProgram program) {
    return new RegistryConnection(target, deadline, security, program);
  }

  /** The active version of a definition. */
  public DefinitionVersion active(String name) {
    GetActiveDefinitionRequest request =
        GetActiveDefinitionRequest.newBuilder().setName(name).build();
    return call(stub -> stub.getActiveDefinition(request)).getDefinition();
  }

  /**
   * The version that applies to events of an instant, as it was known at another.
   *
   * @param eventTime empty: the newest rule
   * @param knownAt empty: what is known now
   */
  public DefinitionVersion active(
      String name, Optional<Instant> eventTime, Optional<Instant> knownAt) {
    GetActiveDefinitionRequest.Builder request =
        GetActiveDefinitionRequest.newBuilder().setName(name);
    eventTime.ifPresent(at -> request.setAsOfEventTime(timestamp(at)));
    knownAt.ifPresent(at -> request.setAsKnownAt(timestamp(at)));
    return call(stub -> stub.getActiveDefinition(request.build())).getDefinition();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** The newest revision of a version. */
  public DefinitionVersion version(String name, int version) {
    GetDefinitionRequest request =
        GetDefinitionRequest.newBuilder().setName(name).setVersion(version).build();
    return call(stub -> stub.getDefinition(request)).getDefinition();
  }

  /** The registry's revision. */
  public long revision() {
    ListDefinitionsRequest request = ListDefinitionsRequest.newBuilder().setPageSize(1).build();
    return call(stub -> stub.listDefinitions(request)).getRegistryRevision();
  }

  /** The event model that the registry reads definitions with. */
  public EventModel eventModel() {
    return askEventModel().getEventModel();
  }

  GetEventModelResponse askEventModel() {
    return call(stub -> stub.getEventModel(GetEventModelRequest.getDefaultInstance()));
  }

  /** The newest version or revision with a meaning. */
  public DefinitionVersion meaning(String name, String meaningHash) {
    GetDefinitionRequest request =
        GetDefinitionRequest.newBuilder().setName(name).setMeaningHash(meaningHash).build();
    return call(stub -> stub.getDefinition(request)).getDefinition();
  }

  /**
   * The newest version of every definition, by name, and the files that the registry cannot use.
   *
   * @param quarantined as of the last page
   */
  public record Definitions(List<DefinitionVersion> newest, List<Quarantined> quarantined) {
    /** Copies the lists. */
    public Definitions {
      newest = List.copyOf(newest);
      quarantined = List.copyOf(quarantined);
    }
  }

  /** Every definition. */
  public Definitions definitions() {
    List<DefinitionVersion> newest = new ArrayList<>();
    ListDefinitionsRequest.Builder request = ListDefinitionsRequest.newBuilder();
    while (true) {
      ListDefinitionsResponse page = call(stub -> stub.listDefinitions(request.build()));
      newest.addAll(page.getDefinitionsList());
      if (page.getNextPageToken().isEmpty()) {
        return new Definitions(newest, page.getQuarantinedList());
      }
      request.setPageToken(page.getNextPageToken());
    }
  }

  /** Every version and revision of a definition, newest first. */
  public List<DefinitionVersion> versions(String name) {
    List<DefinitionVersion> versions = new ArrayList<>();
    ListVersionsRequest.Builder request = ListVersionsRequest.newBuilder().setName(name);
    while (true) {
      ListVersionsResponse page = call(stub -> stub.listVersions(request.build()));
      versions.addAll(page.getVersionsList());
      if (page.getNextPageToken().isEmpty()) {
        return versions;
      }
      request.setPageToken(page.getNextPageToken());
    }
  }

  /** A report by the hash of its content. */
  public Report report(String id) {
    GetReportRequest request = GetReportRequest.newBuilder().setId(id).build();
    return call(stub -> stub.getReport(request)).getReport();
  }

  /** What differs between two versions of a definition. */
  public DiffVersionsResponse diff(String name, int from, int to) {
    DiffVersionsRequest request =
        DiffVersionsRequest.newBuilder()
            .setName(name)
            .setFromVersion(from)
            .setToVersion(to)
            .build();
    return call(stub -> stub.diffVersions(request));
  }

  /** Every report about a definition or experiment, newest first. */
  public List<Report> reports(String subject) {
    return reports(ListReportsRequest.newBuilder().setSubject(subject).build());
  }

  /** Every report that a request asks for, by definition, version or kind, in its order. */
  public List<Report> reports(ListReportsRequest asked) {
    List<Report> reports = new ArrayList<>();
    ListReportsRequest.Builder request = asked.toBuilder();
    while (true) {
      ListReportsResponse page = call(stub -> stub.listReports(request.build()));
      reports.addAll(page.getReportsList());
      if (page.getNextPageToken().isEmpty()) {
        return reports;
      }
      request.setPageToken(page.getNextPageToken());
    }
  }

  /**
   * What a version of a definition stands on: reports, approvals, restatement.
   *
   * @param version 0 for the newest
   */
  public GetEvidenceResponse evidence(String name, int version) {
    GetEvidenceRequest request =
        GetEvidenceRequest.newBuilder().setName(name).setVersion(version).build();
    return call(
        _ ->
            ProposalServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .getEvidence(request));
  }

  /**
   * Who asks the server for definitions by their names.
   *
   * @param readers by definition, version, caller and client
   * @param countedSince who read before is not known
   */
  public record Readers(List<Reader> readers, Instant countedSince) {
    /** Copies the list. */
    public Readers {
      readers = List.copyOf(readers);
    }
  }

  /** Every reader that a request asks for. */
  public Readers readers(ListReadersRequest asked) {
    List<Reader> readers = new ArrayList<>();
    ListReadersRequest.Builder request = asked.toBuilder();
    while (true) {
      ListReadersResponse page = call(stub -> stub.listReaders(request.build()));
      readers.addAll(page.getReadersList());
      if (page.getNextPageToken().isEmpty()) {
        return new Readers(readers, Instant.ofEpochSecond(page.getCountedSince().getSeconds()));
      }
      request.setPageToken(page.getNextPageToken());
    }
  }

  /** Who still depends on a definition. */
  public ListDependentsResponse dependents(ListDependentsRequest request) {
    return call(stub -> stub.listDependents(request));
  }

  /** The SQL that counts by a version. */
  public CompileDefinitionResponse compile(CompileDefinitionRequest request) {
    return call(stub -> stub.compileDefinition(request));
  }

  /** Asks once for the active version. */
  Answer ask(String name) {
    try {
      GetActiveDefinitionResponse answer =
          stub()
              .getActiveDefinition(
                  GetActiveDefinitionRequest.newBuilder()
                      .setName(name)
                      .setAtLeastRevision(seen.get())
                      .build());
      saw(answer.getRegistryRevision());
      return new Answer.Found(answer);
    } catch (StatusRuntimeException e) {
      Optional<FirstvalueException> known = RemoteErrors.catalogued(e);
      if (known.isPresent() && known.get().code() == ErrorCode.REVISION_NOT_REACHED) {
        return new Answer.Unreachable(known.get().problem());
      }
      return RemoteErrors.catalogued(e).isEmpty() && RemoteErrors.mayPass(e.getStatus())
          ? new Answer.Unreachable(RemoteErrors.description(e.getStatus()))
          : new Answer.Refused(RemoteErrors.of(target, e));
    }
  }

  /** The highest revision that this connection has seen: no replica answers it from before. */
  long seen() {
    return seen.get();
  }

  void saw(long revision) {
    seen.accumulateAndGet(revision, Math::max);
  }

  /** Who hears what a watch says, on the threads of the transport. */
  interface WatchListener {
    void heard(WatchDefinitionsResponse response);

    void ended(Status why);
  }

  /**
   * Watches some names, or all when there are none: the state first, then every change.
   *
   * @return ends the watch
   */
  Runnable watch(Set<String> names, WatchListener listener) {
    Context.CancellableContext context = Context.current().withCancellation();
    WatchDefinitionsRequest request =
        WatchDefinitionsRequest.newBuilder().addAllNames(names).build();
    StreamObserver<WatchDefinitionsResponse> responses =
        new StreamObserver<>() {
          @Override
          public void onNext(WatchDefinitionsResponse response) {
            listener.heard(response);
          }

          @Override
          public void onError(Throwable failure) {
            listener.ended(Status.fromThrowable(failure));
          }

          @Override
          public void onCompleted() {
            listener.ended(Status.UNAVAILABLE.withDescription("the registry ended the watch"));
          }
        };
    context.run(() -> RegistryServiceGrpc.newStub(channel).watchDefinitions(request, responses));
    return () -> context.cancel(null);
  }

  /** The channel, for the other services of the same server. It ends with this connection. */
  public Channel channel() {
    return channel;
  }

  /** Lets the next call try to connect at once: gRPC's own waits grow to two minutes. */
  void hurry() {
    channel.resetConnectBackoff();
  }

  private <T> T call(Function<RegistryServiceGrpc.RegistryServiceBlockingStub, T> method) {
    try {
      return method.apply(stub());
    } catch (StatusRuntimeException e) {
      throw RemoteErrors.of(target, e);
    }
  }

  private RegistryServiceGrpc.RegistryServiceBlockingStub stub() {
    return RegistryServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
