package dev.firstvalue.registry.reader;

import static dev.firstvalue.registry.Documents.bytes;
import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.Documents.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.publish.Publication;
import dev.firstvalue.registry.publish.Publisher;
import dev.firstvalue.registry.publish.Submission;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsRequest;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GateState;
import dev.firstvalue.registry.v1.GateStatus;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDependentsRequest;
import dev.firstvalue.registry.v1.ListDependentsResponse;
import dev.firstvalue.registry.v1.ListReadersRequest;
import dev.firstvalue.registry.v1.ListReadersResponse;
import dev.firstvalue.registry.v1.Objection;
import dev.firstvalue.registry.v1.PinnedExperiment;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.Reader;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import dev.firstvalue.registry.v1.WatchDefinitionsRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads and who depends, over a channel. */
class ReadersTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";
  private static final String RETIRED =
      definition("lessons", 4, "Nobody needs it any more.", "RETIRED");

  private RegistryServer server;
  private ManagedChannel channel;
  private RegistryServiceBlockingStub plain;

  @BeforeEach
  void serve() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));
    commit("definitions/quizzes.yaml", definition("quizzes", 5));
    start();
  }

  private void start() {
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .addService(
                new ProposalEndpoint(
                    new Proposals(registry, language, candidate -> GateResult.allowed(List.of()))))
            .compiler(
                (model, definition, request) ->
                    CompileDefinitionResponse.newBuilder()
                        .setSql(
                            "atLeast "
                                + (int) definition.getSpec().getQualifies().getAtLeast()
                                + " without "
                                + model.getSpec().getExclude())
                        .build())
            .start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .userAgent("checkout/7")
            .usePlaintext()
            .build();
    plain = RegistryServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  private RegistryServiceBlockingStub as(String client) {
    Metadata headers = new Metadata();
    headers.put(ReaderClient.HEADER, client);
    return plain.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Test
  void everyAnswerAboutANameIsCountedByWhoeverAsked() throws Exception {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    assertThat(plain.getDefinition(version(1)).hasDefinition()).isTrue();
    assertThat(
            plain
                .batchGetActiveDefinitions(
                    BatchGetActiveDefinitionsRequest.newBuilder()
                        .addNames("quizzes")
                        .addNames("nothing")
                        .build())
                .getMissingCount())
        .isEqualTo(1);
    assertThat(http("curl/8.5.0")).isEqualTo(200);

    assertThat(readers("lessons"))
        .extracting(Reader::getVersion, Reader::getClient, Reader::getFetches)
        .containsExactly(tuple(1, "checkout", 1L), tuple(2, "curl", 1L), tuple(2, "pricing", 2L));
    assertThat(readers(""))
        .extracting(Reader::getDefinition)
        .containsExactly("lessons", "lessons", "lessons", "quizzes");
    assertThat(readers("")).extracting(Reader::getCaller).containsOnly("anonymous");
  }

  private int http(String agent) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + server.httpPort().orElseThrow()
                          + "/firstvalue.registry.v1.RegistryService/GetActiveDefinition"))
              .header("Content-Type", "application/json")
              .header("User-Agent", agent)
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"lessons\"}"))
              .build();
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void aListAndWhatFailsAreNobodysRead() {
    assertThat(
            plain
                .listDefinitions(ListDefinitionsRequest.getDefaultInstance())
                .getDefinitionsCount())
        .isEqualTo(2);
    assertThat(
            catchThrowableOfType(
                StatusRuntimeException.class, () -> plain.getActiveDefinition(active("nothing"))))
        .isNotNull();
    assertThat(readers("")).isEmpty();
  }

  @Test
  void whoWatchesIsSeenForAsLongAsItDoes() {
    var changes =
        as("mirror/1")
            .watchDefinitions(WatchDefinitionsRequest.newBuilder().addNames("lessons").build());
    assertThat(changes.next().getDefinitionsCount()).isEqualTo(1);
    assertThat(as("everything/1").watchDefinitions(WatchDefinitionsRequest.getDefaultInstance()))
        .hasNext();
    clock.pass(Duration.ofDays(50));

    Reader reader = readers("lessons").getFirst();
    assertThat(readers("")).hasSize(1);
    assertThat(reader.getClient()).isEqualTo("mirror");
    assertThat(reader.getVersion()).isEqualTo(2);
    assertThat(reader.getFetches()).isEqualTo(1);
    assertThat(reader.getLastSeen().getSeconds()).isEqualTo(clock.instant().getEpochSecond());
    assertThat(reader.getFirstSeen().getSeconds()).isLessThan(reader.getLastSeen().getSeconds());
  }

  @Test
  void readersAreThereAfterARestart() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    stop();
    registry.close();
    registry = RegistryRepository.openForWriting(directory, language, clock);
    start();
    assertThat(readers("lessons")).extracting(Reader::getClient).containsExactly("pricing");
  }

  @Test
  void readersAreCutIntoPagesAndByTime() {
    for (String client : List.of("a", "b", "c")) {
      assertThat(as(client).getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    }
    clock.pass(Duration.ofDays(1));
    assertThat(as("d").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();

    ListReadersRequest.Builder asked = ListReadersRequest.newBuilder().setPageSize(2);
    ListReadersResponse page = plain.listReaders(asked.build());
    assertThat(page.getReadersList()).extracting(Reader::getClient).containsExactly("a", "b");
    assertThat(plain.listReaders(asked.setPageToken(page.getNextPageToken()).build()))
        .satisfies(
            rest ->
                assertThat(rest.getReadersList())
                    .extracting(Reader::getClient)
                    .containsExactly("c", "d"),
            rest -> assertThat(rest.getNextPageToken()).isEmpty());
    assertThat(
            plain
                .listReaders(
                    ListReadersRequest.newBuilder()
                        .setSeenSince(Timestamps.fromMillis(clock.millis()))
                        .build())
                .getReadersList())
        .extracting(Reader::getClient)
        .containsExactly("d");
  }

  @Test
  void whoeverReadLatelyAndWhateverRunsOnADefinitionDependsOnIt() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    assertThat(as("firstvalue-command-line/1").getDefinition(version(1)).hasDefinition()).isTrue();
    commit("experiments/open.yaml", experiment("open", ""));
    commit("experiments/over.yaml", experiment("over", "end: 2026-04-02T00:00:00Z"));

    ListDependentsResponse now = dependents(0);
    assertThat(now.getStanding()).isEqualTo("ACTIVE");
    assertThat(now.getReadersList()).extracting(Reader::getClient).containsExactly("pricing");
    assertThat(now.getExperimentsList())
        .extracting(PinnedExperiment::getName, PinnedExperiment::getVersion)
        .containsExactly(tuple("open", 1));

    clock.pass(Duration.ofDays(31));
    assertThat(dependents(0).getReaderCount()).isZero();
    assertThat(dependents(60).getReaderCount()).isEqualTo(1);
    assertThat(
            catchThrowableOfType(
                    StatusRuntimeException.class,
                    () ->
                        plain.listDependents(
                            ListDependentsRequest.newBuilder().setName("nothing").build()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void nothingIsRetiredFromUnderThoseWhoDependOnIt() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    commit("experiments/open.yaml", experiment("open", ""));

    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_SHUT);
    assertThat(gate().getObjectionsList())
        .extracting(Objection::getProblem)
        .satisfiesExactly(
            reader ->
                assertThat(reader).startsWith("pricing 2.4 of anonymous read version 2 last on"),
            open ->
                assertThat(open)
                    .isEqualTo("the experiment open counts by its version 1 and has no end"));
    assertThat(published()).isInstanceOf(Publication.Refused.class);

    // One that is only deprecated is still served: nobody has to be gone.
    assertThat(publish(definition("lessons", 4, "Going.", "DEPRECATED")))
        .isInstanceOf(Publication.Published.class);
  }

  @Test
  void aWaiverAndTimeOpenTheGate() {
    assertThat(as("pricing/2.4").getActiveDefinition(active("lessons")).hasDefinition()).isTrue();
    commit(
        "policy.yaml",
        """
        apiVersion: firstvalue/v1
        kind: Policy
        spec:
          waivers:
            - {rule: still-depended-on, definition: lessons, reason: They know., approver: eva, until: 2026-05-02}
        """);
    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_OPEN);
    clock.pass(Duration.ofDays(3));
    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_SHUT);
    clock.pass(Duration.ofDays(30));
    assertThat(published()).isInstanceOf(Publication.Published.class);
    // What is retired already is retired from under nobody.
    assertThat(gate().getState()).isEqualTo(GateState.GATE_STATE_OPEN);
  }

  @Test
  void anExperimentThatMovesAwayInTheSameChangeHoldsNothingUp() {
    commit("experiments/open.yaml", experiment("open", ""));
    assertThat(published()).isInstanceOf(Publication.Refused.class);
    assertThat(
            new Publisher(registry, language, candidate -> GateResult.allowed(List.of()))
                .publish(
                    List.of(
                        Submission.of("lessons.yaml", bytes(RETIRED)),
                        Submission.of(
                            "open.yaml",
                            bytes(experiment("open", "").replace("lessons", "quizzes")))),
                    ANA,
                    "Retire"))
        .isInstanceOf(Publication.Published.class);
  }

  @Test
  void aVersionIsCompiledOverTheModelOfItsTime() {
    commit("event-model.yaml", model("properties.is_test == false"));
    assertThat(compiled(CompileDefinitionRequest.newBuilder()))
        .satisfies(
            sql ->
                assertThat(sql.getSql()).isEqualTo("atLeast 4 without properties.is_test == false"),
            sql -> assertThat(sql.getVersion()).isEqualTo(3));
    assertThat(compiled(CompileDefinitionRequest.newBuilder().setVersion(1)))
        .satisfies(
            sql ->
                assertThat(sql.getSql()).isEqualTo("atLeast 3 without properties.is_test == true"),
            sql ->
                assertThat(sql.getMeaningHash())
                    .isEqualTo(registry.snapshot().version("lessons", 1).meaningHash()));
    assertThat(
            compiled(
                    CompileDefinitionRequest.newBuilder()
                        .setMeaningHash(registry.snapshot().version("lessons", 2).meaningHash()))
                .getVersion())
        .isEqualTo(2);
    assertThat(readers("lessons")).extracting(Reader::getVersion).containsExactly(1, 2, 3);
  }

  @Test
  void aServerWithoutAStoreSaysThatItHasNone() {
    try (RegistryServer bare = RegistryServer.builder(registry).start()) {
      ManagedChannel to =
          NettyChannelBuilder.forAddress("127.0.0.1", bare.port()).usePlaintext().build();
      StatusRuntimeException error =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  RegistryServiceGrpc.newBlockingStub(to)
                      .compileDefinition(
                          CompileDefinitionRequest.newBuilder().setName("lessons").build()));
      to.shutdownNow();
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(error).hasMessageContaining("no store");
    }
  }

  private CompileDefinitionResponse compiled(CompileDefinitionRequest.Builder asked) {
    return plain.compileDefinition(asked.setName("lessons").build());
  }

  /** How the gate stands for whoever proposes to retire the lessons. */
  private GateStatus gate() {
    return ProposalServiceGrpc.newBlockingStub(channel)
        .createProposal(
            CreateProposalRequest.newBuilder()
                .setTitle("Retire")
                .setActor("Ana <ana@example.com>")
                .addFiles(
                    ProposedContent.newBuilder()
                        .setName("lessons.yaml")
                        .setContent(ByteString.copyFrom(bytes(RETIRED))))
                .build())
        .getGatesList()
        .stream()
        .filter(gate -> gate.getGate().equals("dependents"))
        .findFirst()
        .orElseThrow();
  }

  private Publication published() {
    return publish(RETIRED);
  }

  private Publication publish(String document) {
    return new Publisher(registry, language, candidate -> GateResult.allowed(List.of()))
        .publish(List.of(Submission.of("lessons.yaml", bytes(document))), ANA, "Change");
  }

  private static String experiment(String name, String end) {
    return """
    apiVersion: firstvalue/v1
    kind: Experiment
    metadata: {name: %s, title: Try, owners: [growth]}
    spec:
      hypothesis: It helps.
      definition: {name: lessons, version: 1}
      arms: [{name: a, weight: 1, control: true}, {name: b, weight: 1}]
      exposure: {event: [class_created], arm: properties.is_test}
      start: 2026-04-01T00:00:00Z
      %s
    """
        .formatted(name, end);
  }

  private ListDependentsResponse dependents(int days) {
    return plain.listDependents(
        ListDependentsRequest.newBuilder().setName("lessons").setWithinDays(days).build());
  }

  private List<Reader> readers(String name) {
    return plain
        .listReaders(ListReadersRequest.newBuilder().setName(name).build())
        .getReadersList();
  }

  private static GetActiveDefinitionRequest active(String name) {
    return GetActiveDefinitionRequest.newBuilder().setName(name).build();
  }

  private static GetDefinitionRequest version(int version) {
    return GetDefinitionRequest.newBuilder().setName("lessons").setVersion(version).build();
  }
}
