package dev.firstvalue.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.firstvalue.cli.Run;
import dev.firstvalue.cli.RunningProgram;
import dev.firstvalue.cli.demo.Demonstration;
import dev.firstvalue.definition.v1.Condition;
import dev.firstvalue.definition.v1.Policy;
import dev.firstvalue.definition.v1.ValueEvent;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.GetLiftReportRequest;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.experiment.v1.LiftReportSummary;
import dev.firstvalue.experiment.v1.ListLiftReportsRequest;
import dev.firstvalue.experiment.v1.PlanDeviation;
import dev.firstvalue.experiment.v1.PlanSource;
import dev.firstvalue.registry.v1.CompileDefinitionRequest;
import dev.firstvalue.registry.v1.CompileDefinitionResponse;
import dev.firstvalue.registry.v1.CompiledStep;
import dev.firstvalue.registry.v1.RegistryServiceGrpc;
import dev.firstvalue.reporting.ReportFormat;
import dev.firstvalue.reporting.ReportWriter;
import dev.firstvalue.store.testkit.NeedsEngine;
import dev.firstvalue.validation.v1.ValidateRequest;
import dev.firstvalue.validation.v1.ValidationReport;
import dev.firstvalue.validation.v1.ValidationServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The services of {@code firstvalue serve} over a channel, beside the commands. */
@NeedsEngine
@ResourceLock(Demonstration.LOCK)
class ServeCommandTest {
  private static final String GOOD = "lessons-completed";
  private static final String EXPERIMENT = "onboarding-checklist";
  private static final String CANDIDATE = "candidates/lesson-begun.yaml";
  private static final String BEGINNING = "2026-01-10";
  private static final String END = "2026-03-01";

  @TempDir private static Path folder;

  private static Demonstration demo;
  private static JsonObject backtest;
  private static JsonObject candidateOfADay;
  private static JsonObject analysis;
  private static String sql;
  private static Served served;

  /** The commands first: the server then has the home to itself. */
  @BeforeAll
  static void serve() throws Exception {
    demo = Demonstration.shared().successful();
    backtest = command("backtest", GOOD);
    candidateOfADay = command("backtest", file(CANDIDATE), "--as-of", END, "--since", BEGINNING);
    sql = Run.of("sql", GOOD, "-C", demo.documents().toString(), "--home", demo.home()).out();
    analysis = command("analyze", EXPERIMENT, "--keep", demo.registry());
    publish("");
    publish("  covariates: []\n  power: {minimumEffect: 0.01}\n");
    served = Served.start(demo.registry(), "--home", demo.home(), "--http-port", "0");
  }

  /** The experiment with another power, if one is given. */
  private static void publish(String power) throws IOException {
    Path experiment = folder.resolve(EXPERIMENT + ".yaml");
    String text = Files.readString(demo.documents().resolve("experiments/" + EXPERIMENT + ".yaml"));
    Files.writeString(
        experiment, power.isEmpty() ? text : text.replaceFirst("  power: .*\n", power));
    Run published =
        Run.of(
            "publish",
            experiment.toString(),
            "--repository",
            demo.registry(),
            "--home",
            demo.home());
    assertThat(published.exit()).as(published.err()).isZero();
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
  }

  @Test
  void theMethodsAreServedOverHttpToo() throws Exception {
    String url = served.program().said("http on ").substring("http on ".length());
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(url + "/firstvalue.registry.v1.RegistryService/GetActiveDefinition"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"" + GOOD + "\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(JsonParser.parseString(response.body()).getAsJsonObject().get("definition"))
          .extracting(definition -> definition.getAsJsonObject().get("name").getAsString())
          .isEqualTo(GOOD);
    }
  }

  @Test
  void theConsoleIsServedWhereTheServerSaysItIs() throws Exception {
    String url = served.program().said("console at ").substring("console at ".length());
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> home =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(home.statusCode()).as(home.body()).isEqualTo(200);
      assertThat(home.body()).contains(">" + GOOD + "</a>", "backtest: pass");
      assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; style-src 'self'")
          .doesNotContain("script-src");
      HttpResponse<String> sql =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "definitions/" + GOOD + "/sql")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(sql.statusCode()).as(sql.body()).isEqualTo(200);
      assertThat(sql.body()).contains("SELECT", "<summary>instants</summary>");
    }
  }

  @Test
  void theSqlIsTheOneThatTheCommandPrintsWithItsFiveSteps() {
    CompileDefinitionResponse compiled =
        RegistryServiceGrpc.newBlockingStub(served.channel())
            .compileDefinition(CompileDefinitionRequest.newBuilder().setName(GOOD).build());
    assertThat(compiled.getSql()).isEqualTo(sql);
    assertThat(compiled.getWatermarkSource()).isEqualTo("NEWEST_EVENT");
    assertThat(compiled.getVersion()).isEqualTo(1);
    assertThat(compiled.getStepsList())
        .extracting(CompiledStep::getName)
        .containsExactly("anchors", "hits", "firsts", "instants", "facts");
    assertThat(compiled.getSteps(4).getSql()).isEqualTo(sql);

    String server = "127.0.0.1:" + served.port();
    assertThat(Run.of("sql", GOOD, "--server", server).out()).isEqualTo(sql);
    assertThat(Run.of("sql", GOOD + "@1", "--server", server, "--as-of", END).out())
        .isNotEqualTo(sql)
        .contains("SELECT");
    assertThat(Run.of("sql", GOOD + "@9", "--server", server).err()).contains("version-not-found");
  }

  @Test
  void aBacktestIsTheOneThatTheCommandMakes() {
    ValidationReport answer = served.validate(Requests.named(GOOD));

    assertThat(json(answer)).isEqualTo(backtest);
    assertThat(answer.getProvenance().getQueryIdsList()).isNotEmpty();
  }

  @Test
  void aCandidateIsTestedOnTheTimesOfTheRequest() throws Exception {
    ValidateRequest request =
        ValidateRequest.newBuilder()
            .setCandidate(Requests.candidate(demo.documents(), CANDIDATE))
            .setAsOf(day(END))
            .setSince(day(BEGINNING))
            .build();
    assertThat(json(served.validate(request))).isEqualTo(candidateOfADay);
  }

  @Test
  void aPolicyThatComesAlongJudges() {
    Policy.Builder policy = Policy.newBuilder().setApiVersion("firstvalue/v1").setKind("Policy");
    policy.getSpecBuilder().getSampleBuilder().setEntities(1_000_000);
    ValidationReport answer =
        served.validate(Requests.named(GOOD).toBuilder().setPolicy(policy).build());

    assertThat(json(answer).get("reachability")).isEqualTo(backtest.get("reachability"));
    assertThat(outcome(backtest)).isEqualTo("PASS");
    assertThat(outcome(json(answer))).isEqualTo("UNDECIDED");
  }

  @Test
  void anAnalysisIsTheOneThatTheCommandMakes() {
    LiftReport answer = served.analyze(Requests.analyzed(EXPERIMENT));

    assertThat(withoutPlanRecord(json(answer))).isEqualTo(withoutPlanRecord(analysis.deepCopy()));
    assertThat(answer.getProvenance().getQueryIdsList()).isNotEmpty();
    assertThat(answer.getPlanRecord().getSource())
        .as("it was published after its start")
        .isEqualTo(PlanSource.PLAN_SOURCE_LATE);
    assertThat(answer.getPlanRecord().getDeviationsList())
        .as("and edited then")
        .extracting(PlanDeviation::getField)
        .containsExactly("spec.power.minimumEffect");
  }

  @Test
  void aReportThatWasKeptIsListedAndServed() {
    ExperimentServiceGrpc.ExperimentServiceBlockingStub stub =
        ExperimentServiceGrpc.newBlockingStub(served.channel());
    // the server keeps those that it makes itself, and this one is the oldest
    String id = kept().getLast().getId();
    assertThat(kept().getLast().getSentence()).isEqualTo(analysis.get("sentence").getAsString());
    LiftReport report =
        stub.getLiftReport(GetLiftReportRequest.newBuilder().setId(id).build()).getReport();
    assertThat(json(report)).isEqualTo(analysis);

    Run list = Run.of("reports", EXPERIMENT, "--repository", demo.registry());
    assertThat(list.out()).contains(id, report.getSentence());
    Run one = Run.of("report", id, "--repository", demo.registry(), "--format", "json");
    assertThat(one.out()).isEqualTo(new ReportWriter(false).write(report, ReportFormat.JSON));
    assertThat(Run.of("report", "latest", "--repository", demo.registry()).exit()).isEqualTo(2);
  }

  @Test
  void whatTheServerAnalyzesItKeepsOnceAndTheCommandPrintsIt() throws Exception {
    String server = "localhost:" + served.port();
    Run json = Run.of("analyze", EXPERIMENT, "--server", server, "--format", "json");
    assertThat(json.exit()).as(json.err()).isZero();
    assertThat(json.err()).contains("kept as sha256:");
    String id = json.err().substring(json.err().indexOf("sha256:")).strip();
    assertThat(kept()).extracting(LiftReportSummary::getId).containsOnlyOnce(id);
    int before = kept().size();

    Run markdown = Run.of("analyze", EXPERIMENT, "--server", server, "--format", "markdown");

    assertThat(markdown.err()).contains("kept as " + id);
    assertThat(kept()).as("the same analysis is the same report").hasSize(before);
    Run again = Run.of("report", id, "--server", server, "--format", "json");
    assertThat(withoutQueries(json.out())).isEqualTo(withoutQueries(again.out()));
    assertThat(markdown.out()).startsWith("## Lift report: " + EXPERIMENT);
  }

  @Test
  void whatCameWithTheRequestIsNotKept() {
    int before = kept().size();
    Run run =
        Run.of(
            "analyze",
            demo.documents().resolve("experiments/" + EXPERIMENT + ".yaml").toString(),
            "--server",
            "localhost:" + served.port());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).doesNotContain("kept as");
    assertThat(kept()).hasSize(before);
  }

  private static List<LiftReportSummary> kept() {
    return ExperimentServiceGrpc.newBlockingStub(served.channel())
        .listLiftReports(ListLiftReportsRequest.newBuilder().setExperiment(EXPERIMENT).build())
        .getReportsList();
  }

  /** Another history shows the plan of the command than that of the registry. */
  private static JsonObject withoutPlanRecord(JsonObject report) {
    assertThat(report.remove("planRecord")).isNotNull();
    report.remove("findings");
    report.remove("reasons");
    return report;
  }

  @Test
  void aCandidateThatMeansNothingIsRefused() throws Exception {
    ValueEvent.Builder candidate = Requests.candidate(demo.documents(), CANDIDATE).toBuilder();
    candidate
        .getSpecBuilder()
        .setQualifies(Condition.newBuilder().addEvent("lesson_started").setWhere("properties."));
    StatusRuntimeException error =
        served.failure(ValidateRequest.newBuilder().setCandidate(candidate).build());

    Served.assertFailure(error, Status.Code.INVALID_ARGUMENT, "document-invalid");
  }

  @Test
  void aTimeThatIsNoneIsRefused() throws Exception {
    for (Timestamp time :
        List.of(
            Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build(),
            Timestamp.newBuilder().setNanos(-1).build())) {
      StatusRuntimeException backtest =
          served.failure(Requests.named(GOOD).toBuilder().setSince(time).build());
      StatusRuntimeException analysis =
          served.failure(Requests.analyzed(EXPERIMENT).toBuilder().setAsOf(time).build());

      Served.assertFailure(backtest, Status.Code.INVALID_ARGUMENT, "argument-invalid");
      assertThat(Served.info(backtest).getMetadataMap()).containsEntry("field", "since");
      Served.assertFailure(analysis, Status.Code.INVALID_ARGUMENT, "argument-invalid");
      assertThat(Served.info(analysis).getMetadataMap()).containsEntry("field", "as_of");
    }
  }

  @Test
  void theServerOutlivesItsEngine() {
    served.validate(Requests.named(GOOD));
    List<ProcessHandle> engine = served.program().children();
    assertThat(engine).hasSize(1);
    engine.forEach(ProcessHandle::destroyForcibly);
    RunningProgram.awaitEnd(engine);

    assertThat(json(served.validate(Requests.named(GOOD)))).isEqualTo(backtest);
  }

  @Test
  void reflectionListsEveryService() throws Exception {
    CompletableFuture<List<String>> services = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(served.channel())
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    services.complete(
                        response.getListServicesResponse().getServiceList().stream()
                            .map(ServiceResponse::getName)
                            .toList());
                  }

                  @Override
                  public void onError(Throwable error) {
                    services.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {
                    services.completeExceptionally(new IllegalStateException("no answer"));
                  }
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(services.get())
        .contains(
            RegistryServiceGrpc.SERVICE_NAME,
            ValidationServiceGrpc.SERVICE_NAME,
            ExperimentServiceGrpc.SERVICE_NAME);
    requests.onCompleted();
  }

  private static String file(String name) {
    return demo.documents().resolve(name).toString();
  }

  private static JsonObject command(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--format", "json", "--home", demo.home()));
    arguments.addAll(List.of("-C", demo.documents().toString()));
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    return withoutQueries(run.out());
  }

  private static JsonObject json(ValidationReport report) {
    return withoutQueries(new ReportWriter(false).write(report, ReportFormat.JSON));
  }

  private static JsonObject json(LiftReport report) {
    return withoutQueries(new ReportWriter(false).write(report, ReportFormat.JSON));
  }

  /** A report without what differs from run to run. */
  private static JsonObject withoutQueries(String text) {
    JsonObject report = JsonParser.parseString(text).getAsJsonObject();
    assertThat(report.getAsJsonObject("provenance").remove("queryIds")).isNotNull();
    return report;
  }

  private static String outcome(JsonObject report) {
    return report.getAsJsonObject("verdict").get("outcome").getAsString();
  }

  private static Timestamp day(String date) throws ParseException {
    return Timestamps.parse(date + "T00:00:00Z");
  }
}
