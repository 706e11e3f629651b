package dev.firstvalue.registry.audit;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.failing;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.firstvalue.experiment.v1.AnalyzeExperimentRequest;
import dev.firstvalue.experiment.v1.AnalyzeExperimentResponse;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc;
import dev.firstvalue.experiment.v1.ExperimentServiceGrpc.ExperimentServiceBlockingStub;
import dev.firstvalue.experiment.v1.LiftReport;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.report.StoredReport;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.AuditEntry;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What leaves an entry, and that none is lost. */
class AuditTrailTest extends AuditedServerTest {
  @Test
  void everyWriteAtEveryDoorLeavesAnEntryWhetherItIsAcceptedOrNot() throws Exception {
    as(ana, "r-1").createProposal(proposal("lessons", 3));
    assertThatThrownBy(() -> as(rita, "r-2").createProposal(proposal("lessons", 4)))
        .isInstanceOf(StatusRuntimeException.class);
    assertThatThrownBy(() -> as(ben, "r-3").mergeProposal(merge(1)))
        .isInstanceOf(StatusRuntimeException.class);
    as(ben, "r-4").mergeProposal(merge(1).toBuilder().setValidateOnly(true).build());
    as(ben, "r-5").reviewProposal(approval());
    as(ben, "r-6").mergeProposal(merge(1));
    post(ben, "r-7", "CloseProposal", "{\"number\": 1}");
    post("fv_guess", "r-8", "CloseProposal", "{\"number\": 1}");

    assertThat(lines(entries()))
        .containsExactly(
            "r-1 Ana proposer RPC CreateProposal proposal 1 OK refs/firstvalue/proposals",
            "r-2 Rita reader RPC CreateProposal  PERMISSION_DENIED permission-denied",
            "r-3 Ben admin RPC MergeProposal proposal 1 FAILED_PRECONDITION merge-refused review",
            "r-5 Ben admin RPC ReviewProposal proposal 1 OK refs/firstvalue/proposals",
            "r-6 Ben admin RPC MergeProposal proposal 1 OK refs/heads/main"
                + " refs/firstvalue/proposals",
            "r-7 Ben admin HTTP CloseProposal proposal 1 FAILED_PRECONDITION proposal-ended",
            "r-8   HTTP CloseProposal  UNAUTHENTICATED unauthenticated");
    AuditEntry merged = entries().get(4);
    assertThat(merged.getEmail()).isEqualTo("ben@example.com");
    assertThat(merged.getChanges(0).getBefore()).isEqualTo(git(directory, "rev-parse", "main~1"));
    assertThat(merged.getChanges(0).getAfter()).isEqualTo(git(directory, "rev-parse", "main"));
    assertSound();
    // Neither a secret nor what was proposed.
    assertThat(git(directory, "log", "-p", "--all", "--", "entries.json", "tokens.json"))
        .contains("CreateProposal")
        .doesNotContain(ana, ben, "atLeast", "Ask for");
  }

  @Test
  void aPushLeavesAnEntryForEveryBranch() throws IOException {
    commit(LESSONS, definition("lessons", 3));
    String url = "http://127.0.0.1:" + server.httpPort().orElseThrow() + "/git";
    git(home, "-c", header(rita), "clone", "-q", url, "clone");
    Path clone = home.resolve("clone");
    Files.writeString(clone.resolve(LESSONS), definition("lessons", 4));
    git(clone, "commit", "-qam", "Ask for four");
    git(clone, "-c", header(ana), "push", url, "HEAD:four");
    failing(clone, "-c", header(ana), "push", url, "HEAD:main");
    failing(clone, "-c", header(rita), "push", url, "HEAD:five");

    assertThat(lines(entries()))
        .containsExactly(
            " Ana proposer GIT git-receive-pack refs/heads/four OK refs/firstvalue/proposals",
            " Ana proposer GIT git-receive-pack refs/heads/main INVALID_ARGUMENT argument-invalid",
            " Rita reader GIT git-receive-pack  PERMISSION_DENIED permission-denied");
  }

  /** A copy of the directory is what is on the disk of a machine that stops now. */
  @Test
  void whatWasAcknowledgedBeforeAKillHasItsEntryAfterwards() throws IOException {
    as(ana, "r-1").createProposal(proposal("lessons", 3));
    as(ben, "r-2").reviewProposal(approval());
    as(ben, "r-3").mergeProposal(merge(1));
    Path copy = copied();

    List<String> expected =
        List.of(
            "r-1 Ana proposer RPC CreateProposal proposal 1 OK refs/firstvalue/proposals",
            "r-2 Ben admin RPC ReviewProposal proposal 1 OK refs/firstvalue/proposals",
            "r-3 Ben admin RPC MergeProposal definitions/lessons.yaml OK refs/heads/main"
                + " refs/firstvalue/proposals");
    // A reader beside it sees them before anybody wrote them.
    try (GitStore store = GitStore.open(copy, clock)) {
      assertThat(lines(oldestFirst(page(store)))).containsAll(expected);
      assertThat(new AuditChain(store).head()).isEmpty();
    }
    RegistryRepository.openForWriting(copy, language, clock).close();
    try (GitStore store = GitStore.open(copy, clock)) {
      List<AuditEntry> entries = oldestFirst(page(store));
      assertThat(lines(entries)).containsAll(expected);
      assertThat(entries).filteredOn(AuditEntry::getFound).allMatch(entry -> entry.getNumber() > 0);
      assertThat(AuditCheck.of(store, Optional.empty()).problems()).isEmpty();
    }
    git(copy, "fsck", "--strict");
  }

  @Test
  void whatMovesMainPastTheRegistryIsTold() {
    registry.audit().orElseThrow().flush();
    String blob = git(directory, "rev-parse", "main:policy.yaml");
    git(directory, "read-tree", "main");
    git(
        directory,
        "update-index",
        "--add",
        "--cacheinfo",
        "100644," + blob + ",experiments/a.yaml");
    String tree = git(directory, "write-tree");
    String forged = "Past\n\nAudit-Origin: {\"door\":\"RPC\",\"request\":\"r\",\"caller\":\"Eva\"}";
    String commit = git(directory, "commit-tree", "-p", "main", "-m", forged, tree);
    git(directory, "update-ref", "refs/heads/main", commit);
    as(ana, "r-1").createProposal(proposal("lessons", 3));

    assertThat(lines(entries()))
        .contains(" Ben  OUTSIDE  experiments/a.yaml OK refs/heads/main")
        .noneMatch(line -> line.contains("Eva"));
    assertSound();
  }

  /** As an analysis that keeps its report: it takes its time, and its caller may hang up. */
  @Test
  void whatAStreamKeepsIsInItsEntryEvenIfTheCallerHungUp() throws Exception {
    Keeping keeping = new Keeping();
    try (RegistryServer analyzing =
        RegistryServer.builder(registry)
            .access(new Access.ByToken(tokens, clock))
            .addService(keeping)
            .followEvery(Duration.ofHours(1))
            .start()) {
      ManagedChannel to =
          NettyChannelBuilder.forAddress("127.0.0.1", analyzing.port()).usePlaintext().build();
      AnalyzeExperimentRequest request =
          AnalyzeExperimentRequest.newBuilder().setName("onboarding").build();
      var stub = ExperimentServiceGrpc.newBlockingStub(to);
      assertThatThrownBy(() -> with(stub, rita, "r-1").analyzeExperiment(request).next())
          .isInstanceOf(StatusRuntimeException.class);
      assertThat(with(stub, ana, "r-2").analyzeExperiment(request).next().hasReport()).isTrue();
      keeping.waits = true;
      Context.CancellableContext caller = Context.current().withCancellation();
      caller.run(() -> with(stub, ben, "r-3").analyzeExperiment(request).next());
      caller.cancel(null);
      assertThat(keeping.kept.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
      to.shutdownNow();
    }
    assertThat(lines(entries()))
        .containsExactly(
            "r-1 Rita reader RPC AnalyzeExperiment  PERMISSION_DENIED permission-denied",
            "r-2 Ana proposer RPC AnalyzeExperiment onboarding OK refs/firstvalue/reports",
            "r-3 Ben admin RPC AnalyzeExperiment onboarding OK refs/firstvalue/reports");
    assertSound();
  }

  /** Keeps a report on a thread of its own, at once or when its caller has hung up. */
  private final class Keeping extends ExperimentServiceGrpc.ExperimentServiceImplBase {
    private final Semaphore kept = new Semaphore(0);
    private volatile boolean waits;

    @Override
    public void analyzeExperiment(
        AnalyzeExperimentRequest request, StreamObserver<AnalyzeExperimentResponse> responses) {
      CountDownLatch hungUp = new CountDownLatch(waits ? 1 : 0);
      ((ServerCallStreamObserver<AnalyzeExperimentResponse>) responses)
          .setOnCancelHandler(hungUp::countDown);
      LiftReport report =
          LiftReport.newBuilder()
              .setExperiment(request.getName())
              .setSentence("Waits: " + waits)
              .build();
      if (waits) {
        responses.onNext(AnalyzeExperimentResponse.getDefaultInstance());
      }
      Runnable work =
          () -> {
            Uninterruptibles.awaitUninterruptibly(hungUp);
            registry.keep(List.of(StoredReport.of(report, clock.instant())), ANA);
            responses.onNext(AnalyzeExperimentResponse.newBuilder().setReport(report).build());
            responses.onCompleted();
            kept.release();
          };
      Thread.startVirtualThread(Context.current().wrap(work));
    }
  }

  private static ExperimentServiceBlockingStub with(
      ExperimentServiceBlockingStub stub, String secret, String request) {
    return stub.withInterceptors(
        MetadataUtils.newAttachHeadersInterceptor(headers(secret, request)));
  }

  private static String header(String secret) {
    return "http.extraHeader=Authorization: Bearer " + secret;
  }

  private void post(String secret, String request, String method, String json) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + server.httpPort().orElseThrow()
                          + "/firstvalue.registry.v1.ProposalService/"
                          + method))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + secret)
              .header("X-Request-Id", request)
              .POST(BodyPublishers.ofString(json))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static List<AuditEntry> page(GitStore store) {
    return AuditPage.of(store, all()).getEntriesList();
  }

  /** A line an entry, without what differs from run to run. */
  private static List<String> lines(List<AuditEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                (String.join(
                            " ",
                            entry.getRequestId().startsWith("r-") ? entry.getRequestId() : "",
                            entry.getCaller(),
                            entry.getRole(),
                            entry.getDoor().name().substring("AUDIT_DOOR_".length()),
                            entry.getMethod().replaceFirst(".*/", ""),
                            entry.getResource(),
                            entry.getStatus(),
                            entry.getReason(),
                            String.join(",", entry.getGatesList()))
                        .stripTrailing()
                    + Stream.of(entry.getChangesList())
                        .flatMap(List::stream)
                        .map(change -> " " + change.getRef())
                        .reduce("", String::concat)))
        .toList();
  }

  private void assertSound() {
    assertThat(AuditCheck.of(registry.store(), Optional.empty()).problems()).isEmpty();
  }

  private Path copied() throws IOException {
    Path copy = home.resolve("copy.git");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(directory.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return copy;
  }
}
