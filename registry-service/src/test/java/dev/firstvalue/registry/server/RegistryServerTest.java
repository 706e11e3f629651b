package dev.firstvalue.registry.server;

import static dev.firstvalue.registry.Failures.detail;
import static dev.firstvalue.registry.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.firstvalue.definition.error.ErrorCode;
import dev.firstvalue.definition.error.FirstvalueException;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidateResponse;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.ValidationServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server itself: its errors, what is added to it, its health and its port. */
class RegistryServerTest extends ServedTest {
  @Override
  RegistryServer.Builder served(RegistryServer.Builder builder) {
    return builder.addService(new Validation());
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
