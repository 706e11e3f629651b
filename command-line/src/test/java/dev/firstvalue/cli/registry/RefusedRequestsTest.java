package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.demo.Demonstration;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.GetLiftReportRequest;
import dev.firstvalue.registry.v1.ListReportsRequest;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.store.testkit.NeedsEngine;
import dev.firstvalue.validation.v1.ValidateRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server answers to requests that it cannot serve; its store is gone, too. */
@NeedsEngine
@ResourceLock(Demonstration.LOCK)
class RefusedRequestsTest {
  private static final String GOOD = "lessons-completed";
  private static final String EXPERIMENT = "experiments/onboarding-checklist.yaml";
  private static final String CANDIDATE = "candidates/lesson-begun.yaml";

  private static Demonstration demo;
  private static Served served;

  @BeforeAll
  static void serve() throws Exception {
    demo = Demonstration.shared().successful();
    served =
        Served.start(demo.registry(), "--read-only", "--store", "http://127.0.0.1:1/analytics");
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
  }

  @Test
  void whatTheRegistryDoesNotHaveIsNotFound() throws Exception {
    Served.assertFailure(
        served.failure(Requests.named("lessons")), Status.Code.NOT_FOUND, "definition-not-found");
    Served.assertFailure(
        served.failure(Requests.analyzed("checklist")),
        Status.Code.NOT_FOUND,
        "experiment-not-found");
  }

  @Test
  void aReportOfADefinitionIsNoLiftReport() throws Exception {
    String id =
        RegistryServiceGrpc.newBlockingStub(served.channel())
            .listReports(ListReportsRequest.newBuilder().setSubject(GOOD).build())
            .getReports(0)
            .getId();
    StatusRuntimeException error =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                ExperimentServiceGrpc.newBlockingStub(served.channel())
                    .getLiftReport(GetLiftReportRequest.newBuilder().setId(id).build()));
    Served.assertFailure(error, Status.Code.NOT_FOUND, "report-not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Lessons", "../policy", "a b", "a\u0000b", "a'; DROP TABLE x"})
  void aNameThatIsNoneIsRefusedWithItsField(String name) throws Exception {
    for (StatusRuntimeException error :
        List.of(served.failure(Requests.named(name)), served.failure(Requests.analyzed(name)))) {
      Served.assertFailure(error, Status.Code.INVALID_ARGUMENT, "argument-invalid");
      assertThat(Served.violated(error)).containsExactly("name");
    }
  }

  @Test
  void aRequestThatNamesNothingIsRefused() throws Exception {
    StatusRuntimeException backtest = served.failure(ValidateRequest.getDefaultInstance());
    StatusRuntimeException analysis = served.failure(AnalyzeExperimentRequest.getDefaultInstance());

    Served.assertFailure(backtest, Status.Code.INVALID_ARGUMENT, "argument-invalid");
    assertThat(Served.violated(backtest)).containsExactly("subject");
    Served.assertFailure(analysis, Status.Code.INVALID_ARGUMENT, "argument-invalid");
    assertThat(Served.violated(analysis)).containsExactly("subject");
  }

  @Test
  void theConstraintsOfACandidateHold() throws Exception {
    ValueEvent.Builder candidate = Requests.candidate(demo.documents(), CANDIDATE).toBuilder();
    candidate.getMetadataBuilder().setName("Lesson begun");
    candidate.getSpecBuilder().setEntity("household");
    StatusRuntimeException error =
        served.failure(ValidateRequest.newBuilder().setCandidate(candidate).build());

    Served.assertFailure(error, Status.Code.INVALID_ARGUMENT, "argument-invalid");
    assertThat(Served.violated(error))
        .containsExactly("candidate.metadata.name", "candidate.spec.entity");
  }

  @Test
  void aServerReadsItsOwnStoreAndAnUnknownOneIsUnreachable() {
    Run both =
        Run.of(
            "analyze",
            "onboarding-checklist",
            "--server",
            "localhost:1",
            "--store",
            "http://x:1/y");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("--server reads its own plan and store");
    Run gone = Run.of("analyze", "onboarding-checklist", "--server", "127.0.0.1:1");
    assertThat(gone.exit()).isEqualTo(3);
    assertThat(gone.err()).contains("registry-unreachable");
  }

  @Test
  void aStoreThatIsGoneIsSaid() throws Exception {
    Served.assertFailure(
        served.failure(Requests.named(GOOD)), Status.Code.UNAVAILABLE, "store-unreachable");
    Served.assertFailure(
        served.failure(Requests.experiment(demo.documents(), EXPERIMENT)),
        Status.Code.UNAVAILABLE,
        "store-unreachable");
    assertThat(served.program().alive()).isTrue();
  }
}
