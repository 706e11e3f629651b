package dev.firstvalue.registry.audit;

import static dev.firstvalue.registry.Documents.definition;
import static dev.firstvalue.registry.PlainGit.failing;
import static dev.firstvalue.registry.PlainGit.git;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.firstvalue.registry.RegistryRepository;
import dev.firstvalue.registry.RegistryTest;
import dev.firstvalue.registry.access.Access;
import dev.firstvalue.registry.access.AccessInterceptor;
import dev.firstvalue.registry.access.Caller;
import dev.firstvalue.registry.access.Role;
import dev.firstvalue.registry.access.Tokens;
import dev.firstvalue.registry.gate.GateResult;
import dev.firstvalue.registry.git.GitStore;
import dev.firstvalue.registry.proposal.Proposals;
import dev.firstvalue.registry.push.GitMount;
import dev.firstvalue.registry.server.ProposalEndpoint;
import dev.firstvalue.registry.server.RegistryServer;
import dev.firstvalue.registry.v1.AuditDoor;
import dev.firstvalue.registry.v1.AuditEntry;
import dev.firstvalue.registry.v1.AuditServiceGrpc;
import dev.firstvalue.registry.v1.CreateProposalRequest;
import dev.firstvalue.registry.v1.GetProposalRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesRequest;
import dev.firstvalue.registry.v1.ListAuditEntriesResponse;
import dev.firstvalue.registry.v1.MergeProposalRequest;
import dev.firstvalue.registry.v1.ProposalServiceGrpc;
import dev.firstvalue.registry.v1.ProposalServiceGrpc.ProposalServiceBlockingStub;
import dev.firstvalue.registry.v1.ProposedContent;
import dev.firstvalue.registry.v1.ReviewProposalRequest;
import dev.firstvalue.registry.v1.ReviewVerdict;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of who wrote, over real channels, HTTP and the {@code git} program. */
class AuditTrailTest extends RegistryTest {
  private static final String LESSONS = "definitions/lessons.yaml";

  private Tokens tokens;
  private String ana;
  private String ben;
  private String rita;
  private RegistryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    commit(
        "policy.yaml",
        "apiVersion: firstvalue/v1\nkind: Policy\nspec: {approvals: {minimum: 1}}\n");
    tokens = new Tokens(directory, clock);
    ana = token("Ana", "ana@example.com", Role.PROPOSER);
    ben = token("Ben", "ben@example.com", Role.ADMIN);
    rita = token("Rita", "", Role.READER);
    Proposals proposals =
        new Proposals(registry, language, candidate -> GateResult.allowed(List.of()));
    server =
        RegistryServer.builder(registry)
            .http("127.0.0.1", 0)
            .access(new Access.ByToken(tokens, clock))
            .addService(new ProposalEndpoint(proposals))
            .mount(new GitMount(registry, proposals))
            // Nothing is written behind the test's back.
            .followEvery(Duration.ofHours(1))
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }

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

  @Test
  void whoMayCallIsInTheTrailWhoeverChangesIt() throws IOException {
    tokens.revoke(tokens.list().getFirst().id());
    registry.audit().orElseThrow().flush();
    Path file = directory.resolve("firstvalue-tokens.json");
    Files.writeString(file, Files.readString(file).replace("\"reader\"", "\"admin\""));

    List<AuditEntry> entries =
        oldestFirst(stub(ben, "r").listAuditEntries(all()).getEntriesList()).stream()
            .filter(entry -> entry.getMethod().equals("token"))
            .toList();
    assertThat(entries)
        .extracting(entry -> entry.getResource().replaceFirst("token [0-9a-f]{12} ", ""))
        .contains("of Ben, admin: created", "of Rita, admin: changed by hand")
        .anyMatch(text -> text.contains("of Ana, proposer: "));
    assertThat(entries.getLast().getDoor()).isEqualTo(AuditDoor.AUDIT_DOOR_OUTSIDE);
  }

  @Test
  void aFloodOfRefusalsStaysSmall() {
    AuditTrail trail = registry.audit().orElseThrow();
    Caller rude = new Caller("Zoë\u202e\u001b[2J", "", Role.PROPOSER);
    for (int i = 0; i < 5_000; i++) {
      Origin origin = new Origin(AuditDoor.AUDIT_DOOR_RPC, "r", rude, "m");
      trail.ended(
          origin,
          new AuditTrail.Outcome("proposal " + i, "NOT_FOUND", "proposal-not-found", List.of()));
    }
    List<AuditEntry> refused =
        entries().stream().filter(entry -> entry.getReason().equals("proposal-not-found")).toList();
    assertThat(refused).hasSize(101);
    assertThat(refused.stream().mapToInt(AuditEntry::getTimes).sum()).isEqualTo(5_000);
    assertThat(refused).extracting(AuditEntry::getCaller).containsOnly("Zoë??[2J");
  }

  @Test
  void entriesComeInPagesAndByCallerAndTime() {
    as(ana, "r-1").createProposal(proposal("lessons", 3));
    registry.audit().orElseThrow().flush();
    clock.pass(Duration.ofMinutes(5));
    as(ana, "r-2").createProposal(proposal("other", 3));
    as(ben, "r-3").reviewProposal(approval());
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListAuditEntriesResponse page =
          stub(ben, "r")
              .listAuditEntries(all().toBuilder().setPageSize(1).setPageToken(token).build());
      assertThat(page.getEntriesCount()).isOne();
      seen.add(page.getEntries(0).getNumber() + " " + page.getEntries(0).getRequestId());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertThat(seen)
        .containsSubsequence("8 r-3", "7 r-2", "2 r-1")
        .doesNotHaveDuplicates()
        .hasSize(8);

    var later =
        com.google.protobuf.util.Timestamps.fromMillis(
            clock.instant().minusSeconds(60).toEpochMilli());
    assertThat(requests(all().toBuilder().setCaller("ANA@example.com").build()))
        .containsExactly("r-2", "r-1");
    assertThat(requests(all().toBuilder().setCaller("Ana").setSince(later).build()))
        .containsExactly("r-2");
    assertThat(requests(all().toBuilder().setCaller("Ana").setUntil(later).build()))
        .containsExactly("r-1");
    assertThatThrownBy(() -> requests(all().toBuilder().setPageToken("main.1").build()))
        .hasMessageContaining("token is not one of ours");
  }

  private List<String> requests(ListAuditEntriesRequest request) {
    return stub(ben, "r").listAuditEntries(request).getEntriesList().stream()
        .map(AuditEntry::getRequestId)
        .filter(id -> id.startsWith("r-"))
        .toList();
  }

  private String token(String name, String email, Role role) {
    return tokens.create(new Caller(name, email, role), Optional.empty()).secret();
  }

  private static String header(String secret) {
    return "http.extraHeader=Authorization: Bearer " + secret;
  }

  private static Metadata headers(String secret, String request) {
    Metadata headers = new Metadata();
    headers.put(AccessInterceptor.AUTHORIZATION, "Bearer " + secret);
    headers.put(Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER), request);
    return headers;
  }

  private ProposalServiceBlockingStub as(String secret, String request) {
    return ProposalServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(secret, request)));
  }

  private AuditServiceGrpc.AuditServiceBlockingStub stub(String secret, String request) {
    return AuditServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(secret, request)));
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

  private static CreateProposalRequest proposal(String name, int lessons) {
    return CreateProposalRequest.newBuilder()
        .setTitle("Ask for " + lessons)
        .addFiles(
            ProposedContent.newBuilder()
                .setName(name + ".yaml")
                .setContent(ByteString.copyFromUtf8(definition(name, lessons))))
        .build();
  }

  private ReviewProposalRequest approval() {
    return ReviewProposalRequest.newBuilder()
        .setNumber(1)
        .setVerdict(ReviewVerdict.REVIEW_VERDICT_APPROVE)
        .setContentHash(
            as(ben, "r")
                .getProposal(GetProposalRequest.newBuilder().setNumber(1).build())
                .getProposal()
                .getContentHash())
        .build();
  }

  private static MergeProposalRequest merge(int number) {
    return MergeProposalRequest.newBuilder().setNumber(number).build();
  }

  private static ListAuditEntriesRequest all() {
    return ListAuditEntriesRequest.newBuilder().setPageSize(1000).build();
  }

  /** What came of requests and of others, without the setting up. */
  private List<AuditEntry> entries() {
    return oldestFirst(stub(ben, "r").listAuditEntries(all()).getEntriesList()).stream()
        .filter(entry -> entry.getDoor() != AuditDoor.AUDIT_DOOR_DIRECTORY)
        .toList();
  }

  private static List<AuditEntry> page(GitStore store) {
    return AuditPage.of(store, all()).getEntriesList();
  }

  private static List<AuditEntry> oldestFirst(List<AuditEntry> entries) {
    return entries.reversed();
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
