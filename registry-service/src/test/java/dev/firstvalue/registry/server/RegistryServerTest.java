package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.Documents.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.definition.v1.Stage;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsRequest;
import dev.firstvalue.registry.v1.BatchGetActiveDefinitionsResponse;
import dev.firstvalue.registry.v1.DefinitionVersion;
import dev.firstvalue.registry.v1.GetActiveDefinitionRequest;
import dev.firstvalue.registry.v1.GetActiveDefinitionResponse;
import dev.firstvalue.registry.v1.GetDefinitionRequest;
import dev.firstvalue.registry.v1.GetReportRequest;
import dev.firstvalue.registry.v1.ListDefinitionsRequest;
import dev.firstvalue.registry.v1.ListDefinitionsResponse;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.ListReportsResponse;
import dev.firstvalue.registry.v1.ListVersionsRequest;
import dev.firstvalue.registry.v1.ListVersionsResponse;
import dev.firstvalue.registry.v1.Quarantined;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.registry.v1.Report;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidateResponse;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.ValidationServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryServerTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";

  private RegistryServer server;
  private ManagedChannel channel;
  private RegistryServiceGrpc.RegistryServiceBlockingStub stub;

  @BeforeEach
  void start() {
    server =
        RegistryServer.builder(registry)
            .addService(new Validation())
            .followEvery(Duration.ofMillis(20))
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    stub = RegistryServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void theActiveVersionIsAnsweredWithTheRevisionItComesFrom() {
    commit(LESSONS, definition("lessons", 3));
    commit(LESSONS, definition("lessons", 4));

    GetActiveDefinitionResponse response = stub.getActiveDefinition(active("lessons"));
    assertThat(response.getDefinition()).isEqualTo(registry.snapshot().active("lessons").message());
    assertThat(response.getDefinition().getVersion()).isEqualTo(2);
    assertThat(response.getRegistryRevision()).isEqualTo(3);
    assertThat(response.getRegistryCommit()).isEqualTo(registry.snapshot().commit());
  }

  @Test
  void eachOfTheTwoTimesIsAnsweredByTheRuleOfThen() {
    commit(LESSONS, definition("lessons", 3));
    Timestamp first = Timestamps.fromMillis(clock.instant().toEpochMilli());
    commit(LESSONS, definition("lessons", 4), "Ask for four\n\nRestate: ALL");

    GetActiveDefinitionRequest.Builder request = active("lessons").toBuilder();
    assertThat(version(request.setAsOfEventTime(first))).isEqualTo(2);
    assertThat(version(request.setAsKnownAt(first))).isEqualTo(1);
    assertThat(version(request.clearAsOfEventTime())).isEqualTo(1);
  }

  private int version(GetActiveDefinitionRequest.Builder request) {
    return stub.getActiveDefinition(request.build()).getDefinition().getVersion();
  }

  @Test
  void whatAClientHasAlreadyIsNotSentAgainUnlessHistoryWentOn() {
    commit(LESSONS, definition("lessons", 3));
    GetActiveDefinitionRequest.Builder request = active("lessons").toBuilder();
    String etag = stub.getActiveDefinition(request.build()).getEtag();
    GetActiveDefinitionResponse same =
        stub.getActiveDefinition(request.setIfNoneMatch(etag).build());
    assertThat(same.getNotModified()).isTrue();
    assertThat(same.hasDefinition()).isFalse();
    assertThat(same.getEtag()).isEqualTo(etag);

    // There and back again is not the same place.
    commit(LESSONS, definition("lessons", 4));
    commit(LESSONS, definition("lessons", 3));
    assertThat(stub.getActiveDefinition(request.build()).getDefinition().getVersion()).isEqualTo(3);
  }

  @Test
  void anAnswerFromARevisionThatIsNotThereYetIsRefusedForNow() throws Exception {
    long revision = commit(LESSONS, definition("lessons", 3)).revision();
    GetActiveDefinitionRequest.Builder request =
        active("lessons").toBuilder().setAtLeastRevision(revision);
    assertThat(stub.getActiveDefinition(request.build()).getRegistryRevision()).isEqualTo(revision);

    request.setAtLeastRevision(revision + 1);
    StatusRuntimeException error = failure(() -> stub.getActiveDefinition(request.build()));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(detail(error, ErrorInfo.class).getMetadataMap())
        .containsEntry("id", "revision-not-reached")
        .containsEntry("found", Long.toString(revision));
  }

  @Test
  void anInstantThatNoCalendarHasIsRefused() throws Exception {
    commit(LESSONS, definition("lessons", 3));
    for (Timestamp odd :
        List.of(
            Timestamp.newBuilder().setNanos(-1).build(),
            Timestamp.newBuilder().setNanos(2_000_000_000).build(),
            Timestamp.newBuilder().setSeconds(7_258_118_400L).build())) {
      StatusRuntimeException error =
          failure(
              () ->
                  stub.getActiveDefinition(
                      active("lessons").toBuilder().setAsOfEventTime(odd).build()));
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(detail(error, ErrorInfo.class).getMetadataMap())
          .containsEntry("place", "as_of_event_time");
    }
  }

  @Test
  void anyVersionIsAnsweredByItsNumberOrItsMeaning() {
    String meaning = commit(LESSONS, definition("lessons", 3)).active("lessons").meaningHash();
    commit(LESSONS, definition("lessons", 4));

    GetDefinitionRequest.Builder request = GetDefinitionRequest.newBuilder().setName("lessons");
    DefinitionVersion first = stub.getDefinition(request.setVersion(1).build()).getDefinition();
    assertThat(first.getVersion()).isEqualTo(1);
    assertThat(first.getActive()).isFalse();
    assertThat(stub.getDefinition(request.setMeaningHash(meaning).build()).getDefinition())
        .isEqualTo(first);
  }

  @Test
  void pagesOfDefinitionsAddUpWhateverIsAddedMeanwhile() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      commit("definitions/" + name + ".yaml", definition(name, 1));
    }
    commit("definitions/broken.yaml", "spec: [");
    List<String> names = new ArrayList<>();
    String token = "";
    do {
      ListDefinitionsResponse page =
          stub.listDefinitions(
              ListDefinitionsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getDefinitionsList().forEach(version -> names.add(version.getName()));
      assertThat(page.getQuarantinedList())
          .extracting(Quarantined::getPath)
          .containsExactly("definitions/broken.yaml");
      token = page.getNextPageToken();
      commit("definitions/a0.yaml", definition("a0", 1));
    } while (!token.isEmpty());
    assertThat(names).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void severalNamesAreAnsweredFromOneRevisionEachOnItsOwn() {
    commit(LESSONS, definition("lessons", 3));
    commit("definitions/gone.yaml", definition("gone", 1, "Why.", "RETIRED"));
    BatchGetActiveDefinitionsResponse response =
        stub.batchGetActiveDefinitions(
            BatchGetActiveDefinitionsRequest.newBuilder()
                .addAllNames(List.of("nobody", "lessons", "gone"))
                .build());

    assertThat(response.getDefinitionsList())
        .containsExactly(registry.snapshot().active("lessons").message());
    assertThat(response.getMissingList())
        .extracting(missing -> missing.getName() + ": " + missing.getError())
        .containsExactly("nobody: definition-not-found", "gone: definition-retired");
    assertThat(response.getRegistryRevision()).isEqualTo(registry.snapshot().revision());
  }

  @Test
  void aListHoldsWhatIsAskedForAndItsPagesAreFull() {
    for (String name : List.of("a", "b", "c", "d")) {
      String text = definition(name, 1);
      commit(
          "definitions/" + name + ".yaml",
          name.equals("b")
              ? text.replace("ACTIVATION", "EXPANSION").replace("[growth]", "[growth, sales]")
              : text);
    }
    commit("definitions/c.yaml", definition("c", 1, "Why.", "RETIRED"));
    ListDefinitionsRequest.Builder request = ListDefinitionsRequest.newBuilder().setPageSize(2);

    assertThat(names(request.setServedOnly(true))).containsExactly("a", "b");
    assertThat(names(request.addStages(Stage.STAGE_ACTIVATION))).containsExactly("a", "d");
    assertThat(names(request.clear().setOwner("sales"))).containsExactly("b");
    assertThat(names(request.setOwner("nobody"))).isEmpty();
  }

  private List<String> names(ListDefinitionsRequest.Builder request) {
    return stub.listDefinitions(request.build()).getDefinitionsList().stream()
        .map(DefinitionVersion::getName)
        .toList();
  }

  @Test
  void pagesOfVersionsGoFromTheNewestToTheOldest() {
    for (int lessons = 1; lessons <= 5; lessons++) {
      commit(LESSONS, definition("lessons", lessons));
    }
    ListVersionsRequest.Builder request =
        ListVersionsRequest.newBuilder().setName("lessons").setPageSize(3);
    ListVersionsResponse first = stub.listVersions(request.build());
    ListVersionsResponse second =
        stub.listVersions(request.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getVersionsList())
        .extracting(DefinitionVersion::getVersion)
        .containsExactly(5, 4, 3);
    assertThat(second.getVersionsList())
        .extracting(DefinitionVersion::getVersion)
        .containsExactly(2, 1);
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void aPageIsNeverTooLargeForAClient() {
    String words = "word ".repeat(900);
    for (String name : List.of("a", "b", "c", "d")) {
      String padding = ("# " + words + "\n").repeat(200);
      commit("definitions/" + name + ".yaml", definition(name, 1) + padding);
    }
    ListDefinitionsResponse page =
        stub.listDefinitions(ListDefinitionsRequest.getDefaultInstance());
    assertThat(page.getDefinitionsCount()).isBetween(1, 3);
    assertThat(page.getNextPageToken()).isNotEmpty();
  }

  @Test
  void reportsAreListedBySubjectNewestFirstAndReadByTheirHash() {
    List<String> ids = new ArrayList<>();
    for (String title : List.of("one", "two", "three")) {
      clock.pass(Duration.ofHours(1));
      ValidationReport content =
          ValidationReport.newBuilder().setDefinition("lessons").setTitle(title).build();
      Report report = StoredReport.of(content, clock.instant());
      registry.keep(List.of(report), ANA);
      ids.addFirst(report.getId());
    }
    ListReportsRequest.Builder request =
        ListReportsRequest.newBuilder().setSubject("lessons").setPageSize(2);
    ListReportsResponse first = stub.listReports(request.build());
    ListReportsResponse second =
        stub.listReports(request.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getReportsList()).extracting(Report::getId).isEqualTo(ids.subList(0, 2));
    assertThat(second.getReportsList()).extracting(Report::getId).containsExactly(ids.getLast());
    assertThat(stub.getReport(GetReportRequest.newBuilder().setId(ids.getFirst()).build()))
        .extracting(response -> response.getReport().getValidation().getTitle())
        .isEqualTo("three");
  }

  @Test
  void anErrorOfTheCatalogueCarriesItsDetails() throws Exception {
    StatusRuntimeException error = failure(() -> stub.getActiveDefinition(active("nobody")));

    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    ErrorInfo info = detail(error, ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo("DEFINITION_NOT_FOUND");
    assertThat(info.getDomain()).isEqualTo("firstvalue.dev");
    assertThat(info.getMetadataMap())
        .containsEntry("id", "definition-not-found")
        .containsEntry("place", "nobody")
        .containsEntry("name", "nobody")
        .containsKeys("problem", "remedy");
  }

  @Test
  void aRetiredDefinitionIsAFailedPrecondition() throws Exception {
    commit(LESSONS, definition("lessons", 3, "Why.", "RETIRED"));

    StatusRuntimeException error = failure(() -> stub.getActiveDefinition(active("lessons")));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(detail(error, ErrorInfo.class).getMetadataMap()).containsEntry("lastVersion", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Lessons", "../lessons", "a b", "a\u0000b", "a'; DROP TABLE x"})
  void aNameThatIsNoneIsRefusedWithItsField(String name) throws Exception {
    StatusRuntimeException error = failure(() -> stub.getActiveDefinition(active(name)));

    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(detail(error, ErrorInfo.class).getReason()).isEqualTo("ARGUMENT_INVALID");
    assertThat(detail(error, BadRequest.class).getFieldViolationsList())
        .singleElement()
        .extracting(BadRequest.FieldViolation::getField)
        .isEqualTo("name");
  }

  @Test
  void aTokenThatIsNotOursIsRefused() throws Exception {
    ListDefinitionsRequest request =
        ListDefinitionsRequest.newBuilder().setPageToken("Li4vLi4v").build();

    StatusRuntimeException error = failure(() -> stub.listDefinitions(request));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(detail(error, ErrorInfo.class).getMetadataMap())
        .containsEntry("field", "page_token");
  }

  @Test
  void anAddedServiceMayTakeItsTimeAndItsErrorsAreTreatedAlike() throws Exception {
    ValidationServiceGrpc.ValidationServiceBlockingStub validation =
        ValidationServiceGrpc.newBlockingStub(channel);
    ValidateRequest request = ValidateRequest.newBuilder().setName("virtual").build();
    assertThat(validation.validate(request).next().getReport().getTitle()).isEqualTo("virtual");

    StatusRuntimeException catalogued =
        failure(
            () -> validation.validate(request.toBuilder().setName("catalogued").build()).next());
    assertThat(detail(catalogued, ErrorInfo.class).getReason()).isEqualTo("STORE_UNREACHABLE");

    StatusRuntimeException defect =
        failure(() -> validation.validate(request.toBuilder().setName("defect").build()).next());
    assertThat(defect.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(defect.getStatus().getDescription()).doesNotContain("secret");
    assertThat(detail(defect, ErrorInfo.class).getReason()).isEqualTo("INTERNAL");
  }

  @Test
  void healthAndReflectionAnswer() throws Exception {
    HealthCheckRequest request =
        HealthCheckRequest.newBuilder().setService(RegistryServiceGrpc.SERVICE_NAME).build();
    assertThat(HealthGrpc.newBlockingStub(channel).check(request).getStatus())
        .isEqualTo(ServingStatus.SERVING);

    CompletableFuture<List<String>> services = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new Services(services));
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    requests.onCompleted();
    assertThat(services.get())
        .contains(RegistryServiceGrpc.SERVICE_NAME, ValidationServiceGrpc.SERVICE_NAME);
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatThrownBy(
            () -> RegistryServer.builder(registry).address("127.0.0.1", server.port()).start())
        .isInstanceOf(FirstvalueException.class)
        .hasMessageContaining("address-in-use")
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  private static GetActiveDefinitionRequest active(String name) {
    return GetActiveDefinitionRequest.newBuilder().setName(name).build();
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  private static <T extends Message> T detail(StatusRuntimeException error, Class<T> type)
      throws InvalidProtocolBufferException {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    assertThat(status).isNotNull();
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        return detail.unpack(type);
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }

  /** Collects the names of the services that reflection lists. */
  private record Services(CompletableFuture<List<String>> names)
      implements StreamObserver<ServerReflectionResponse> {
    @Override
    public void onNext(ServerReflectionResponse response) {
      names.complete(
          response.getListServicesResponse().getServiceList().stream()
              .map(ServiceResponse::getName)
              .toList());
    }

    @Override
    public void onError(Throwable error) {
      names.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
      names.completeExceptionally(new IllegalStateException("no answer"));
    }
  }

  /** A service of another module, which blocks and fails in its own ways. */
  private static final class Validation extends ValidationServiceGrpc.ValidationServiceImplBase {
    @Override
    public void validate(ValidateRequest request, StreamObserver<ValidateResponse> responses) {
      switch (request.getName()) {
        case "virtual" -> {
          String title = Thread.currentThread().isVirtual() ? "virtual" : "transport";
          responses.onNext(
              ValidateResponse.newBuilder()
                  .setReport(ValidationReport.newBuilder().setTitle(title))
                  .build());
          responses.onCompleted();
        }
        case "catalogued" ->
            responses.onError(
                new FirstvalueException(ErrorCode.STORE_UNREACHABLE, "store", "gone", "Start it"));
        default -> throw new IllegalStateException("secret");
      }
    }
  }
}
